import TextFormats

/// A result before it is told in a revision.
struct MCPResult: Sendable {
  /// How long clients may keep a result, and who may; only the modern era is told.
  enum Caching: Sendable {
    /// It is not kept: it is an act, or it may be another at any time.
    case none
    /// It stays as it is while the server runs, and is the same for everyone.
    case constant
    /// It may be another at any time, and is for this client.
    case changing

    /// Time that a constant result may be kept; milliseconds.
    static let constantTime = 300_000

    fileprivate var members: [(String, JSONValue)] {
      switch self {
      case .none: []
      case .constant: [("ttlMs", .int(Self.constantTime)), ("cacheScope", .string("public"))]
      case .changing: [("ttlMs", .int(0)), ("cacheScope", .string("private"))]
      }
    }
  }

  let members: [(String, JSONValue)]
  let caching: Caching

  init(_ members: [(String, JSONValue)], caching: Caching = .none) {
    self.members = members
    self.caching = caching
  }

  /// The result as a revision has it.
  func value(in revision: ProtocolRevision, server: JSONValue) -> JSONValue {
    guard revision.isModern else { return .object(members) }
    let meta = JSONValue.object([("io.modelcontextprotocol/serverInfo", server)])
    return .object(
      [("resultType", .string("complete"))] + members + caching.members + [("_meta", meta)])
  }
}
