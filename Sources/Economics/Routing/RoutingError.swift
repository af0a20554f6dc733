import TextFormats

/// What cannot be routed, or is no rule or record of routing: where, what is wrong, what is allowed.
package struct RoutingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where it stands, as `rules.json: strategies[2].confidence` or `label`; empty where that is plain.
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
struct RoutingFields {
  private let value: JSONValue
  /// Where the object stands.
  let place: String

  /// Takes an object.
  ///
  /// - Parameters:
  ///   - value: What should be one.
  ///   - place: Where it stands.
  ///   - known: Keys that it may have.
  /// - Throws: `RoutingError` for another value and for other keys.
  init(_ value: JSONValue, at place: String, known: [String]) throws(RoutingError) {
    guard let members = value.members else { throw RoutingError(place, "must be an object") }
    for (key, _) in members where !known.contains(key) {
      throw RoutingError(
        place,
        "\(JSONText.quoted(key)) is an unknown key; known are \(known.joined(separator: ", "))")
    }
    self.value = value
    self.place = place
  }

  /// A member that is there and not null; nil for none.
  func member(_ key: String) -> JSONValue? {
    value[key].flatMap { $0.isNull ? nil : $0 }
  }

  /// Where a member stands.
  func place(_ key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  /// An error at a member.
  func error(_ key: String, _ problem: String) -> RoutingError {
    RoutingError(place(key), problem)
  }

  /// What a member must have been, made of it; nil where it is not there.
  private func optional<Made>(
    _ key: String, _ what: String, _ make: (JSONValue) -> Made?
  ) throws(RoutingError) -> Made? {
    guard let member = member(key) else { return nil }
    guard let made = make(member) else { throw error(key, "must be \(what)") }
    return made
  }

  private func required<Made>(_ key: String, _ made: Made?) throws(RoutingError) -> Made {
    guard let made else { throw error(key, "is missing") }
    return made
  }

  func optionalText(_ key: String) throws(RoutingError) -> String? {
    try optional(key, "a text") { $0.string }
  }

  func text(_ key: String) throws(RoutingError) -> String { try required(key, optionalText(key)) }

  func bool(_ key: String) throws(RoutingError) -> Bool {
    try required(key, optional(key, "true or false") { $0.bool })
  }

  /// A whole number from 0; nil where it is not there.
  func optionalCount(_ key: String) throws(RoutingError) -> Int? {
    try optional(key, "a whole number from 0") { $0.integer.flatMap { $0 >= 0 ? $0 : nil } }
  }

  func count(_ key: String) throws(RoutingError) -> Int { try required(key, optionalCount(key)) }

  /// A share; unit 1, 0 to 1.
  func share(_ key: String) throws(RoutingError) -> Double {
    try required(
      key, optional(key, "from 0 to 1") { $0.double.flatMap { (0...1).contains($0) ? $0 : nil } })
  }

  func optionalTier(_ key: String) throws(RoutingError) -> ModelTier? {
    let names = ModelTier.allCases.map(\.rawValue).joined(separator: ", ")
    return try optional(key, "one of \(names)") { $0.string.flatMap(ModelTier.init) }
  }

  func tier(_ key: String) throws(RoutingError) -> ModelTier {
    try required(key, optionalTier(key))
  }

  func list(_ key: String) throws(RoutingError) -> [JSONValue] {
    try required(key, optional(key, "a list") { $0.elements })
  }

  func texts(_ key: String) throws(RoutingError) -> [String] {
    var texts: [String] = []
    for (index, item) in try list(key).enumerated() {
      guard let text = item.string else {
        throw RoutingError("\(place(key))[\(index)]", "must be a text")
      }
      texts.append(text)
    }
    return texts
  }
}
