import TextFormats

/// What a request of the modern era says of its client, in `params._meta`.
enum ModernFields {
  static let version = "io.modelcontextprotocol/protocolVersion"
  static let capabilities = "io.modelcontextprotocol/clientCapabilities"
  private static let client = "io.modelcontextprotocol/clientInfo"
  private static let logLevel = "io.modelcontextprotocol/logLevel"

  private static let logLevels: Set<String> = [
    "debug", "info", "notice", "warning", "error", "critical", "alert", "emergency",
  ]

  /// Whether a request has a field that only the modern era knows.
  static func isAny(in meta: Params) -> Bool {
    [version, capabilities, client, logLevel].contains { meta[$0] != nil }
  }

  /// Checks the fields.
  ///
  /// - Parameter meta: `params._meta` of a request.
  /// - Returns: The revision that the request is in.
  /// - Throws: `RPCError` for fields that are missing or wrong, or a revision that is not spoken.
  static func revision(_ meta: Params) throws(RPCError) -> ProtocolRevision {
    // A client that speaks another revision knows its fields, and not those of this one.
    if meta[version] == nil { try meta.require(version, capabilities) }
    let requested = try meta.string(version)
    guard let revision = ProtocolRevision(rawValue: requested), revision.isModern else {
      throw .unsupported(requested)
    }
    _ = try meta.object(capabilities)
    if let client = try meta.optionalObject(client) { try checkImplementation(client) }
    if let level = try meta.optionalString(logLevel), !logLevels.contains(level) {
      throw .invalidParams("params._meta.\(logLevel) is no level: \(RPCError.shown(level))")
    }
    return revision
  }

  /// Checks the name and the version of a program.
  static func checkImplementation(_ program: Params) throws(RPCError) {
    try program.require("name", "version")
    _ = try program.string("name")
    _ = try program.string("version")
  }
}
