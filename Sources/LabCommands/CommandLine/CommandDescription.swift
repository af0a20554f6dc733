/// What a command takes and does, as a table; parser, help and completions all read it.
package struct CommandDescription: Equatable, Sendable {
  /// A command line that works, and one line that says what it shows.
  package struct Example: Equatable, Sendable {
    /// What is typed, from `makerlab` on.
    package let line: String
    /// What it shows, in a line for a person.
    package let explanation: String

    /// Takes a line and what it shows.
    package init(_ line: String, _ explanation: String) {
      self.line = line
      self.explanation = explanation
    }
  }

  /// The word behind `makerlab`; lowercase letters and hyphens.
  package let name: String
  /// One line, shown in the list of commands.
  package let abstract: String
  /// What else there is to know; paragraphs separated by an empty line.
  package let discussion: String
  /// Words that are not options, in their order; only the last may vary in length.
  package let operands: [OperandDescription]
  /// Rows of the options, in the order of the help; `--help` is always there and not among them.
  package let options: [OptionDescription]
  /// Lines that work, at least one for every way to use the command.
  package let examples: [Example]

  /// Takes a table; names of operands and options are all different.
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
