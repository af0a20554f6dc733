/// One row of a command's operand table: the words that are not options, in order.
package struct OperandDescription: Equatable, Sendable {
  /// How many words the operand takes.
  package enum Arity: Equatable, Sendable {
    /// That many words; count, at least 1.
    case exactly(Int)
    /// One word or none.
    case optional
    /// That many words or more; count, at least 0.
    case atLeast(Int)

    /// Any number of words, none included.
    package static var any: Arity { .atLeast(0) }
  }

  /// What stands for the word in usage lines, without brackets.
  package let name: String
  /// What the word says; a line for a person.
  package let help: String
  /// How many words it takes.
  package let arity: Arity
  /// What words it takes; nil where only the command itself knows.
  package let domain: ValueDomain?

  /// Describes an operand.
  ///
  /// - Parameters:
  ///   - name: What stands for it in usage lines.
  ///   - help: One sentence; `{words}` in it are the domain's words, as `status, log or report`.
  ///   - arity: How many words it takes.
  ///   - domain: What words it takes.
  package init(
    _ name: String, help: String, arity: Arity = .exactly(1), domain: ValueDomain? = nil
  ) {
    if case .exactly(let count) = arity { precondition(count >= 1, "an operand takes a word") }
    let words = domain?.words ?? []
    precondition(
      !words.isEmpty || !help.contains("{words}"), "<\(name)>: no words for: \(help)")
    self.name = name
    self.help = help.replacing("{words}", with: ValueDomain.listed(words))
    self.arity = arity
    self.domain = domain
  }

  /// Words without which the operand is incomplete; count.
  package var least: Int {
    switch arity {
    case .exactly(let count), .atLeast(let count): count
    case .optional: 0
    }
  }

  /// Words the operand takes at most; count.
  package var most: Int {
    switch arity {
    case .exactly(let count): count
    case .optional: 1
    case .atLeast: Int.max
    }
  }

  /// The operand as it stands in a usage line, such as `[<experiment>...]`.
  package var usage: String {
    switch arity {
    case .exactly(let count): [String](repeating: "<\(name)>", count: count).joined(separator: " ")
    case .optional: "[<\(name)>]"
    case .atLeast(0): "[<\(name)>...]"
    case .atLeast: "<\(name)>..."
    }
  }
}
