/// One row of a command's option table: parser, help and completions all read it.
package struct OptionDescription: Equatable, Sendable {
  /// What follows the name on the command line.
  package enum Kind: Equatable, Sendable {
    /// The name alone says it.
    case flag
    /// A value follows; its placeholder stands for it in usage lines.
    case value(placeholder: String)
  }

  /// Long name without the dashes; lowercase letters, digits and hyphens.
  package let name: String
  /// Whether a value follows the name.
  package let kind: Kind
  /// One sentence with unit and range.
  package let help: String
  /// What holds when the option is absent, as text for the help; nil when there is nothing to say.
  package let defaultText: String?
  /// Whether the command cannot run without it; such an option has no default.
  package let isRequired: Bool
  /// Whether it may be given more than once.
  package let isRepeatable: Bool
  /// The sentence before the words of the domain stood in it.
  private let template: String
  /// What values it takes, where tools take it too; nil where nobody but the parser has to know.
  package let domain: ValueDomain?

  private init(
    _ name: String, _ kind: Kind, _ help: String, defaultText: String?, isRequired: Bool,
    isRepeatable: Bool, domain: ValueDomain? = nil
  ) {
    precondition(
      name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, "bad option name: \(name)")
    precondition(!(isRequired && defaultText != nil), "--\(name) is required, yet has a default")
    self.name = name
    self.kind = kind
    self.template = help
    self.help = Self.filled(help, domain)
    self.defaultText = defaultText
    self.isRequired = isRequired
    self.isRepeatable = isRepeatable
    self.domain = domain
  }

  /// Describes an option that takes no value.
  package static func flag(_ name: String, help: String) -> OptionDescription {
    OptionDescription(
      name, .flag, help, defaultText: nil, isRequired: false, isRepeatable: false)
  }

  /// Describes an option that takes a value.
  ///
  /// - Parameters:
  ///   - name: Long name without the dashes.
  ///   - placeholder: What stands for the value in usage lines.
  ///   - help: One sentence; `{range}` in it is the domain's range in words, and `{count}` that of how many
  ///     numbers a list has.  A range that the sentence does not hold is put behind it.
  ///   - defaultText: What holds when the option is absent.
  ///   - isRequired: Whether it must be given.
  ///   - isRepeatable: Whether it may be given again.
  ///   - domain: What values it takes.
  /// - Returns: The row.
  package static func value(
    _ name: String, _ placeholder: String, help: String, default defaultText: String? = nil,
    isRequired: Bool = false, isRepeatable: Bool = false, domain: ValueDomain? = nil
  ) -> OptionDescription {
    OptionDescription(
      name, .value(placeholder: placeholder), help, defaultText: defaultText,
      isRequired: isRequired, isRepeatable: isRepeatable, domain: domain)
  }

  /// The row as another table has it.
  ///
  /// - Parameters:
  ///   - help: One sentence in place of the row's own, with `{range}` as in `value`; nil to keep it.
  ///   - defaultText: What holds there when the option is absent; nil where there is nothing to say.
  ///   - domain: What values it takes there; nil to keep the row's.
  ///   - isRequired: Whether it must be given there; nil to keep what the row says.
  /// - Returns: The row, of the same name.
  package func with(
    help: String? = nil, default defaultText: String?, domain: ValueDomain? = nil,
    isRequired: Bool? = nil
  ) -> OptionDescription {
    OptionDescription(
      name, kind, help ?? template, defaultText: defaultText,
      isRequired: isRequired ?? self.isRequired, isRepeatable: isRepeatable,
      domain: domain ?? self.domain)
  }

  /// A sentence with the words of a domain in it.
  private static func filled(_ help: String, _ domain: ValueDomain?) -> String {
    let range = domain?.rangeWords
    let count = domain?.countWords
    precondition(range != nil || !help.contains("{range}"), "no range for: \(help)")
    precondition(count != nil || !help.contains("{count}"), "no count for: \(help)")
    guard let range else { return help }
    let text = help.replacing("{count}", with: count ?? "")
    if text.contains("{range}") { return text.replacing("{range}", with: range) }
    return text.contains(range) ? text : "\(text), \(range)"
  }

  /// The option as the user writes it, such as `--steps <count>`.
  package var usage: String {
    switch kind {
    case .flag: "--\(name)"
    case .value(let placeholder): "--\(name) <\(placeholder)>"
    }
  }
}

extension [OptionDescription] {
  /// The row of that name, which must be there.
  package subscript(name: String) -> OptionDescription {
    guard let row = first(where: { $0.name == name }) else {
      preconditionFailure("no option --\(name) in the table")
    }
    return row
  }
}
