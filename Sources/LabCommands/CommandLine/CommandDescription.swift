/// What a command takes and does, as a table; parser, help and completions all read it.
package struct CommandDescription: Equatable, Sendable {
  /// A command line that works, and one line that says what it shows.
  package struct Example: Equatable, Sendable {
    package let line: String
    package let explanation: String

    package init(_ line: String, _ explanation: String) {
      self.line = line
      self.explanation = explanation
    }
  }

  package let name: String
  /// One line, shown in the list of commands.
  package let abstract: String
  /// What else there is to know; paragraphs separated by an empty line.
  package let discussion: String
  package let operands: [OperandDescription]
  package let options: [OptionDescription]
  package let examples: [Example]

  package init(
    _ name: String, abstract: String, discussion: String = "",
    operands: [OperandDescription] = [], options: [OptionDescription] = [],
    examples: [Example] = []
  ) {
    precondition(
      Set(options.map(\.name)).count == options.count, "\(name): an option is described twice")
    precondition(
      Set(operands.map(\.name)).count == operands.count, "\(name): an operand is described twice")
    precondition(!options.contains { $0.name == "help" }, "\(name): --help is always there")
    precondition(
      operands.dropLast().allSatisfy { $0.least == $0.most },
      "\(name): only the last operand may vary in length")
    self.name = name
    self.abstract = abstract
    self.discussion = discussion
    self.operands = operands
    self.options = options
    self.examples = examples
  }

  /// Returns the option of that name; nil when there is none.
  package func option(named name: String) -> OptionDescription? {
    options.first { $0.name == name }
  }
}
