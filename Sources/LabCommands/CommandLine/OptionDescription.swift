/// One row of a command's option table: parser, help and completions all read it.
package struct OptionDescription: Equatable, Sendable {
  /// What follows the name on the command line.
  package enum Kind: Equatable, Sendable {
    case flag
    case value(placeholder: String)
  }

  /// Long name without the dashes; lowercase letters, digits and hyphens.
  package let name: String
  package let kind: Kind
  /// One sentence with unit and range.
  package let help: String
  /// What holds when the option is absent, as text for the help; nil when there is nothing to say.
  package let defaultText: String?
  package let isRequired: Bool
  package let isRepeatable: Bool
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
    self.help = help
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
  package static func value(
    _ name: String, _ placeholder: String, help: String, default defaultText: String? = nil,
    isRequired: Bool = false, isRepeatable: Bool = false, domain: ValueDomain? = nil
  ) -> OptionDescription {
    OptionDescription(
      name, .value(placeholder: placeholder), help, defaultText: defaultText,
      isRequired: isRequired, isRepeatable: isRepeatable, domain: domain)
  }

  /// The option as the user writes it, such as `--steps <count>`.
  package var usage: String {
    switch kind {
    case .flag: "--\(name)"
    case .value(let placeholder): "--\(name) <\(placeholder)>"
    }
  }
}
