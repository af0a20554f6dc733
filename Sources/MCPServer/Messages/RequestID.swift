import TextFormats

/// What names a request, or the progress of one: a string or an integer, given back as it was given.
///
/// Two spellings of one integer, or of one string, are one name.
struct RequestID: Hashable, Sendable {
  /// As it was given.
  let value: JSONValue
  private let key: [UInt8]

  /// Takes a value; nil where it is neither a string nor an integer.
  init?(_ value: JSONValue) {
    guard let key = value.canonical else { return nil }
    switch value {
    case .string: break
    case .int, .number, .decimal:
      // A canonical number is whole unless it has a point or a negative exponent.
      let isWhole = !key.contains(UInt8(ascii: ".")) && !key.dropFirst().contains(UInt8(ascii: "-"))
      guard isWhole else { return nil }
    default: return nil
    }
    self.value = value
    self.key = key
  }

  static func == (left: RequestID, right: RequestID) -> Bool { left.key == right.key }

  func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
