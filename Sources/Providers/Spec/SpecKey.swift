/// A key of the spec of a provider.
enum SpecKey: String, CaseIterable {
  case api
  case attempts
  case baseURL = "base-url"
  case concurrency
  case effort
  case maxTokens = "max-tokens"
  case minP = "min-p"
  case rpm
  case seeds
  case stop
  case temperature
  case timeout
  case topK = "top-k"
  case topP = "top-p"
  case tpm

  /// Whether a provider knows the key.
  func isKnown(to provider: Provider) -> Bool {
    switch self {
    case .api: provider == .openai || provider == .lmstudio
    case .minP: provider != .anthropic
    default: true
    }
  }

  /// Keys that a provider knows, by the alphabet.
  static func known(to provider: Provider) -> [String] {
    allCases.filter { $0.isKnown(to: provider) }.map(\.rawValue)
  }
}

/// The value of a key, as it stands in a spec.
struct SpecValue {
  let key: SpecKey
  let text: String

  func refused(_ allowed: String) -> ProviderSpecError {
    .badValue(key: key.rawValue, value: text, allowed: allowed)
  }

  /// Reads a whole number.
  func whole(_ range: ClosedRange<Int>) throws(ProviderSpecError) -> Int {
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text),
      range.contains(number)
    else { throw refused("a whole number from \(range.lowerBound) to \(range.upperBound)") }
    return number
  }

  /// Reads a decimal number from 0 to 1.
  func share(orZero: Bool) throws(ProviderSpecError) -> Double {
    guard let number = Self.decimal(text), number <= 1, number > 0 || (orZero && number == 0) else {
      throw refused(orZero ? "a number from 0 to 1" : "a number above 0, at most 1")
    }
    return number
  }

  /// Reads a time of 1 ms to an hour; nanoseconds.
  func time() throws(ProviderSpecError) -> Int {
    let units: [(name: String, nanoseconds: Double)] = [("ms", 1e6), ("s", 1e9)]
    guard let unit = units.first(where: { text.hasSuffix($0.name) }),
      let number = Self.decimal(String(text.dropLast(unit.name.count))),
      (1e6...3.6e12).contains(number * unit.nanoseconds)
    else { throw refused("a time from 1ms to 3600s, as 30s") }
    return Int((number * unit.nanoseconds).rounded())
  }

  /// Reads one of two words.
  func isFirst(_ first: String, _ second: String) throws(ProviderSpecError) -> Bool {
    guard text == first || text == second else { throw refused("\(first) or \(second)") }
    return text == first
  }

  /// Reads a word of a provider, as `low`.
  func word() throws(ProviderSpecError) -> String {
    guard (1...20).contains(text.utf8.count), text.utf8.allSatisfy({ (97...122).contains($0) })
    else { throw refused("a word of up to 20 lowercase letters, as low") }
    return text
  }

  private static func decimal(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }) else {
      return nil
    }
    return Double(text)
  }
}
