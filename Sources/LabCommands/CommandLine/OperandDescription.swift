/// One row of a command's operand table: the words that are not options, in order.
package struct OperandDescription: Equatable, Sendable {
  /// How many words the operand takes.
  package enum Arity: Equatable, Sendable {
    case exactly(Int)
    case optional
    case atLeast(Int)

    /// Any number of words, none included.
    package static var any: Arity { .atLeast(0) }
  }

  package let name: String
  package let help: String
  package let arity: Arity

  package init(_ name: String, help: String, arity: Arity = .exactly(1)) {
    if case .exactly(let count) = arity { precondition(count >= 1, "an operand takes a word") }
    self.name = name
    self.help = help
    self.arity = arity
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
