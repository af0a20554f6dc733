import TextFormats

/// Members of a request by name and type; what is missing or of another type is refused by name.
///
/// Members that nobody asks for are let be, as the schemas of the protocol allow them.
struct Params: Sendable {
  /// The object as it was given.
  let value: JSONValue
  /// How the object is called in messages.
  private let name: String

  /// Takes an object; nil for anything else.
  init?(_ value: JSONValue, name: String = "params") {
    guard value.members != nil else { return nil }
    self.value = value
    self.name = name
  }

  /// The member of that key; nil where there is none.
  subscript(key: String) -> JSONValue? { value[key] }

  /// Refuses where members are missing, and names them all.
  func require(_ keys: String...) throws(RPCError) {
    let missing = keys.filter { self[$0] == nil }
    guard missing.isEmpty else {
      throw .invalidParams("\(name) lacks \(missing.joined(separator: " and "))")
    }
  }

  /// A string that must be there.
  func string(_ key: String) throws(RPCError) -> String {
    try require(key)
    return try optionalString(key) ?? ""
  }

  /// A string; nil where there is none.
  func optionalString(_ key: String) throws(RPCError) -> String? {
    guard let value = self[key] else { return nil }
    guard let string = value.string else { throw wrong(key, "a string") }
    return string
  }

  /// An object that must be there.
  func object(_ key: String) throws(RPCError) -> Params {
    try require(key)
    guard let object = try optionalObject(key) else { throw wrong(key, "an object") }
    return object
  }

  /// An object; nil where there is none.
  func optionalObject(_ key: String) throws(RPCError) -> Params? {
    guard let value = self[key] else { return nil }
    guard let object = Params(value, name: "\(name).\(key)") else { throw wrong(key, "an object") }
    return object
  }

  /// A string or an integer; nil where there is none.
  func optionalID(_ key: String) throws(RPCError) -> RequestID? {
    guard let value = self[key] else { return nil }
    guard let id = RequestID(value) else { throw wrong(key, "a string or an integer") }
    return id
  }

  private func wrong(_ key: String, _ type: String) -> RPCError {
    .invalidParams("\(name).\(key) must be \(type)")
  }
}
