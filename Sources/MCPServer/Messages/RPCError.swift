import TextFormats

/// Why a request has no result (JSON-RPC 2.0, and the codes that MCP adds).
struct RPCError: Error, Sendable {
  /// Which kind of error; the codes are those of the constructors below.
  let code: Int
  /// One sentence.
  let message: String
  /// More for a program; nil for nothing.
  let data: JSONValue?

  init(_ code: Int, _ message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  /// The line is no JSON.
  static func parse(_ message: String) -> RPCError { RPCError(-32700, message) }

  /// The JSON is no request.
  static func invalidRequest(_ message: String) -> RPCError { RPCError(-32600, message) }

  /// There is no such method in the revision that the request is in.
  static func unknownMethod(_ method: String) -> RPCError {
    RPCError(-32601, "unknown method \(shown(method))")
  }

  /// The parameters are not those of the method.
  static func invalidParams(_ message: String) -> RPCError { RPCError(-32602, message) }

  /// The server is at fault, or cannot go on.
  static func `internal`(_ message: String) -> RPCError { RPCError(-32603, message) }

  /// There is no such resource; the code changed with the modern era.
  static func noResource(_ uri: String, in revision: ProtocolRevision) -> RPCError {
    RPCError(
      revision.isModern ? -32602 : -32002, "there is no resource \(shown(uri))",
      data: .object([("uri", .string(uri))]))
  }

  /// A request names a revision that no request can be in here.
  static func unsupported(_ requested: String) -> RPCError {
    let supported = ProtocolRevision.newestFirst.map { JSONValue.string($0.rawValue) }
    let isLegacy = ProtocolRevision(rawValue: requested) != nil
    return RPCError(
      -32022,
      "unsupported protocol version \(shown(requested))"
        + (isLegacy ? " in a request by itself: it is spoken after initialize" : ""),
      data: .object([("supported", .array(supported)), ("requested", .string(requested))]))
  }

  /// Text of a client in quotes, and no more of it than a person reads.
  static func shown(_ text: String) -> String {
    let most = 80
    let head = String(String.UnicodeScalarView(text.unicodeScalars.prefix(most)))
    return JSONText.quoted(head) + (text.unicodeScalars.count > most ? "..." : "")
  }

  /// The error as a member of a reply.
  var value: JSONValue {
    let members: [(String, JSONValue)] = [("code", .int(code)), ("message", .string(message))]
    return .object(members + (data.map { [("data", $0)] } ?? []))
  }
}
