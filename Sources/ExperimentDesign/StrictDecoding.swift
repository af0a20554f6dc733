import MAKERCore

/// Decoding that refuses unknown keys and says which values are allowed.
extension Decoder {
  /// Returns a keyed container after refusing keys that it does not know.
  ///
  /// - Parameter type: The keys that are known.
  /// - Returns: The container.
  /// - Throws: `DecodingError` at an unknown key.
  package func strictContainer<Key: CodingKey & CaseIterable>(
    keyedBy type: Key.Type
  ) throws -> KeyedDecodingContainer<Key> {
    let known = Set(Key.allCases.map(\.stringValue))
    for key in try container(keyedBy: AnyKey.self).allKeys where !known.contains(key.stringValue) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: codingPath + [key],
          debugDescription: "unknown key; known are \(known.sorted().joined(separator: ", "))"))
    }
    return try container(keyedBy: type)
  }
}

extension KeyedDecodingContainer {
  /// Throws an error at a key unless a condition holds.
  ///
  /// - Parameters:
  ///   - condition: Whether the value is allowed.
  ///   - key: Where it stands.
  ///   - problem: What is wrong and what is allowed.
  /// - Throws: `DecodingError` at the key.
  package func check(_ condition: Bool, _ key: Key, _ problem: String) throws {
    if condition { return }
    throw DecodingError.dataCorrupted(
      DecodingError.Context(codingPath: codingPath + [key], debugDescription: problem))
  }

  /// Returns what is made of a key's value; why it cannot be made is an error at that key.
  func checked<Made>(_ key: Key, _ make: () throws(PopulationError) -> Made) throws -> Made {
    do { return try make() } catch {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: error.description)
    }
  }

  /// Throws an error at the first level outside the range, or when there is none or one twice.
  func check<Value: Hashable>(
    _ levels: [Value]?, _ key: Key, _ allowed: String, _ isAllowed: (Value) -> Bool
  ) throws {
    guard let levels else { return }
    try check(!levels.isEmpty, key, "lists no level")
    try check(Set(levels).count == levels.count, key, "lists a level twice")
    for (index, level) in levels.enumerated() where !isAllowed(level) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: codingPath + [key, AnyKey(intValue: index)],
          debugDescription: "\(level) is outside its range: \(allowed)"))
    }
  }
}

/// A number that says where it stands when it does not fit: Foundation's own error does not.
struct JSONNumber<Value: Decodable & Sendable>: Decodable, Sendable {
  let value: Value

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      value = try container.decode(Value.self)
    } catch let error as DecodingError {
      throw error
    } catch {
      let what =
        Value.self == Int.self ? "a whole number below 2^63" : "a number that a double holds"
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "is not \(what)")
    }
  }
}

extension KeyedDecodingContainer {
  /// Returns a number, nil when the key is missing.
  ///
  /// - Parameters:
  ///   - type: `Double` or `Int`.
  ///   - key: Where it stands.
  /// - Returns: The number.
  /// - Throws: `DecodingError` where it is none.
  package func number<Value: Decodable & Sendable>(_ type: Value.Type, _ key: Key) throws -> Value?
  {
    try decodeIfPresent(JSONNumber<Value>.self, forKey: key)?.value
  }

  /// Returns a list of numbers, nil when the key is missing.
  ///
  /// - Parameters:
  ///   - type: `Double` or `Int`.
  ///   - key: Where it stands.
  /// - Returns: The numbers.
  /// - Throws: `DecodingError` where one is none.
  package func numbers<Value: Decodable & Sendable>(_ type: Value.Type, _ key: Key) throws
    -> [Value]?
  {
    try decodeIfPresent([JSONNumber<Value>].self, forKey: key)?.map(\.value)
  }
}

/// Any key of a JSON object or index of an array.
struct AnyKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(stringValue: String) {
    self.stringValue = stringValue
    self.intValue = nil
  }

  init(intValue: Int) {
    self.stringValue = "\(intValue)"
    self.intValue = intValue
  }
}
