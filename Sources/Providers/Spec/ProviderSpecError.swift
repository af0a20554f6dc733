/// A provider cannot be used as it is asked for; nothing was sent, and no key is shown.
package enum ProviderSpecError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The spec names no provider that exists.
  case unknownProvider(String)
  /// The spec is not `provider:model[,key=value...]`.
  case malformed(String)
  /// The provider has no such key.
  case unknownKey(String, Provider)
  /// A key stands twice.
  case repeatedKey(String)
  /// A key has a value that is not allowed.
  case badValue(key: String, value: String, allowed: String)
  /// Something does not go with the provider or the model.
  case unfit(String)
  /// An address cannot be used.
  case badURL(source: String, problem: String)
  /// A key is needed and not set.
  case missingKey(variable: String, url: String)
  /// A key is set and needed, and goes to another place only.
  case withheldKey(variable: String, hostVariable: String, url: String)
  /// A variable holds what no key can be; it is not shown.
  case badKey(variable: String)
  /// A key would travel in clear.
  case keyInClear(variable: String, url: String)

  /// A name that is unknown, and those that are known, so that the nearest can be suggested.
  package var mistaken: (name: String, known: [String])? {
    switch self {
    case .unknownProvider(let name): (name, Provider.allCases.map(\.rawValue))
    case .unknownKey(let name, let provider): (name, SpecKey.known(to: provider))
    default: nil
    }
  }

  /// One line for a person.
  package var description: String { description(nearest: nil) }

  /// One line for a person.
  ///
  /// - Parameter nearest: What may have been meant by the mistaken name; nil where nothing is near.
  /// - Returns: What is wrong, where, and what is allowed.
  package func description(nearest: String?) -> String {
    let meant = nearest.map { "; did you mean \($0)?" } ?? ""
    let known = mistaken.map { "; known are \($0.known.joined(separator: ", "))" } ?? ""
    switch self {
    case .unknownProvider(let name):
      return "unknown provider '\(ServerText.line(name))'\(meant)\(known)"
    case .malformed(let text):
      return
        "'\(ServerText.line(text))' is not provider:model[,key=value...], as openai:gpt-4.1-mini,top-p=1"
    case .unknownKey(let name, let provider):
      return "unknown key '\(ServerText.line(name))' of \(provider.rawValue)\(meant)\(known)"
    case .repeatedKey(let key): return "key '\(key)' is given twice"
    case .badValue(let key, let value, let allowed):
      return "\(key) must be \(allowed), not '\(ServerText.line(value))'"
    case .unfit(let problem): return problem
    case .badURL(let source, let problem): return "\(source) \(problem)"
    case .missingKey(let variable, let url):
      return "\(variable) is not set: set it to your key for \(url)"
    case .withheldKey(let variable, let hostVariable, let url):
      return
        "the key in \(variable) goes only to \(hostVariable): set \(hostVariable) to \(url)"
    case .badKey(let variable):
      return
        "\(variable) holds blanks, line breaks or other characters that no key has: set it again"
    case .keyInClear(let variable, let url):
      return
        "\(url) would get the key in \(variable) in clear: use https, or unset \(variable) where "
        + "the server asks for none"
    }
  }
}
