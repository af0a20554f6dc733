import TextFormats

extension Answers {
  /// The revision that a handshake comes to: the one asked for, or else the newest that has handshakes.
  static func negotiated(_ params: Params) throws(RPCError) -> ProtocolRevision {
    let requested = try params.string("protocolVersion")
    guard let revision = ProtocolRevision(rawValue: requested), !revision.isModern else {
      return .newestLegacy
    }
    return revision
  }

  /// Answers `initialize` of the legacy era.
  func initialize(_ request: MCPRequest) throws(RPCError) -> MCPResult {
    try request.params.require("protocolVersion", "capabilities", "clientInfo")
    let revision = try Self.negotiated(request.params)
    _ = try request.params.object("capabilities")
    try ModernFields.checkImplementation(try request.params.object("clientInfo"))
    return MCPResult([
      ("protocolVersion", .string(revision.rawValue)), ("capabilities", capabilities),
      ("serverInfo", serverInfo(in: revision)), ("instructions", .string(offer.instructions)),
    ])
  }

  /// Answers `server/discover` of the modern era.
  func discover() -> MCPResult {
    let versions = ProtocolRevision.newestFirst.map { JSONValue.string($0.rawValue) }
    return MCPResult(
      [
        ("supportedVersions", .array(versions)), ("capabilities", capabilities),
        ("instructions", .string(offer.instructions)),
      ], caching: .constant)
  }

  /// Who the server is.
  func serverInfo(in revision: ProtocolRevision) -> JSONValue {
    let title: [(String, JSONValue)] =
      revision.knowsStructuredContent ? [("title", .string(offer.title))] : []
    return .object(
      [("name", .string(offer.name))] + title + [("version", .string(offer.version))])
  }

  /// Lists are read again by clients that want to know of changes: none are announced.
  private var capabilities: JSONValue {
    .object([("tools", .object([])), ("resources", .object([])), ("prompts", .object([]))])
  }
}
