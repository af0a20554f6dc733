import TextFormats

/// What does not fit in rules, records and what they are asked: where, what is wrong, what is allowed.
package struct RulesError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where, as `policy.json: agents[2].tier` or `label`; empty where that is plain.
  package let place: String
  /// What is wrong and what is allowed.
  package let problem: String

  /// Makes an error; see the properties.
  package init(_ place: String, _ problem: String) {
    self.place = place
    self.problem = problem
  }

  /// One line for a person.
  package var description: String { place.isEmpty ? problem : "\(place): \(problem)" }
}

/// The members of a JSON object, each of which says where it stands when it does not fit.
struct JSONFields {
  private let value: JSONValue
  /// Where the object stands; empty for the file.
  private let place: String

  /// Takes an object.
  ///
  /// - Parameters:
  ///   - value: What should be one.
  ///   - place: Where it stands.
  ///   - known: Keys that it may have; nil for any.
  /// - Throws: `RulesError` for another value and for other keys.
  init(_ value: JSONValue, at place: String, known: [String]?) throws(RulesError) {
    guard let members = value.members else { throw RulesError(place, "must be an object") }
    for (key, _) in members where known?.contains(key) == false {
      throw RulesError(
        place,
        "\(JSONText.quoted(key)) is an unknown key; known are "
          + (known ?? []).joined(separator: ", "))
    }
    self.value = value
    self.place = place
  }

  /// The keys, in their order.
  var keys: [String] { (value.members ?? []).map(\.0) }

  /// Whether there is a member of that key.
  func has(_ key: String) -> Bool { value[key] != nil }

  /// Where a member stands.
  func place(of key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  /// An error at a member.
  func error(_ key: String, _ problem: String) -> RulesError {
    RulesError(place(of: key), problem)
  }

  /// What a member must have been, made of it.
  func made<Made>(
    _ key: String, _ what: String, _ make: (JSONValue) -> Made?
  ) throws(RulesError) -> Made {
    guard let member = member(key) else { throw error(key, "is missing") }
    guard let made = make(member) else { throw error(key, "must be \(what)") }
    return made
  }

  /// A member that is there and not null; nil for none.
  func member(_ key: String) -> JSONValue? {
    value[key].flatMap { $0.isNull ? nil : $0 }
  }

  /// What a member must have been, made of it; nil where it is not there, or null.
  func optional<Made>(
    _ key: String, _ what: String, _ make: (JSONValue) -> Made?
  ) throws(RulesError) -> Made? {
    member(key) == nil ? nil : try made(key, what, make)
  }

  /// An object within.
  func object(_ key: String, known: [String]?) throws(RulesError) -> JSONFields {
    try JSONFields(try made(key, "an object") { $0 }, at: place(of: key), known: known)
  }

  /// The objects of a list.
  func objects(_ key: String, known: [String]) throws(RulesError) -> [JSONFields] {
    var objects: [JSONFields] = []
    for (index, item) in try list(key).enumerated() {
      objects.append(try JSONFields(item, at: "\(place(of: key))[\(index)]", known: known))
    }
    return objects
  }

  /// A text with something in it.
  func text(_ key: String, longest: Int) throws(RulesError) -> String {
    try made(key, "a text of 1 to \(longest) characters, not blank") {
      $0.string.flatMap {
        $0.count <= longest && !$0.allSatisfy(\.isWhitespace) ? $0 : nil
      }
    }
  }

  /// A text of any length.
  func text(_ key: String) throws(RulesError) -> String { try made(key, "a text") { $0.string } }

  /// A text of any length; nil where there is none.
  func optionalText(_ key: String) throws(RulesError) -> String? {
    try optional(key, "a text") { $0.string }
  }

  /// The items of a list.
  func list(_ key: String) throws(RulesError) -> [JSONValue] {
    try made(key, "a list") { $0.elements }
  }

  /// Texts of a list.
  func texts(_ key: String) throws(RulesError) -> [String] {
    var texts: [String] = []
    for (index, item) in try list(key).enumerated() {
      guard let text = item.string else {
        throw RulesError("\(place(of: key))[\(index)]", "must be a text")
      }
      texts.append(text)
    }
    return texts
  }

  /// A truth value.
  func bool(_ key: String) throws(RulesError) -> Bool {
    try made(key, "true or false") { $0.bool }
  }

  /// A whole number.
  func count(_ key: String, in range: ClosedRange<Int>) throws(RulesError) -> Int {
    try made(key, "a whole number from \(range.lowerBound) to \(range.upperBound)") {
      $0.integer.flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// A whole number from 0.
  func count(_ key: String) throws(RulesError) -> Int {
    try made(key, "a whole number from 0", Self.count)
  }

  /// A whole number from 0; nil where there is none.
  func optionalCount(_ key: String) throws(RulesError) -> Int? {
    try optional(key, "a whole number from 0", Self.count)
  }

  private static func count(_ value: JSONValue) -> Int? {
    value.integer.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// A share; unit 1, 0 to 1.
  func share(_ key: String) throws(RulesError) -> Double {
    try made(key, "from 0 to 1") { $0.double.flatMap { (0...1).contains($0) ? $0 : nil } }
  }

  /// One of the words of an enumeration; nil where there is none.
  func optionalWord<Choice>(
    _ key: String, as type: Choice.Type
  ) throws(RulesError) -> Choice? where Choice: CaseIterable & RawRepresentable<String> {
    member(key) == nil ? nil : try word(key, as: type)
  }

  /// One of the words of an enumeration.
  func word<Choice>(_ key: String, as type: Choice.Type) throws(RulesError) -> Choice
  where Choice: CaseIterable & RawRepresentable<String> {
    try made(key, Self.oneOf(type)) { $0.string.flatMap(Choice.init) }
  }

  /// Some of the words of an enumeration.
  func words<Choice>(_ key: String, as type: Choice.Type) throws(RulesError) -> Set<Choice>
  where Choice: CaseIterable & RawRepresentable<String> & Hashable {
    var words: Set<Choice> = []
    for (index, item) in try list(key).enumerated() {
      let place = "\(place(of: key))[\(index)]"
      guard let word = item.string.flatMap(Choice.init) else {
        throw RulesError(place, "must be \(Self.oneOf(type))")
      }
      guard words.insert(word).inserted else { throw RulesError(place, "is there twice") }
    }
    guard !words.isEmpty else { throw error(key, "lists nothing") }
    return words
  }

  private static func oneOf<Choice>(_ type: Choice.Type) -> String
  where Choice: CaseIterable & RawRepresentable<String> {
    "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))"
  }
}
