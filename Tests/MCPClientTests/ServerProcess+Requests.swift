import TextFormats

/// Requests of the revision 2026-07-28, each with all that it needs.
extension ServerProcess {
  /// The metadata of a request.
  static let meta = JSONValue.object([
    ("io.modelcontextprotocol/protocolVersion", .string("2026-07-28")),
    ("io.modelcontextprotocol/clientCapabilities", .object([])),
    (
      "io.modelcontextprotocol/clientInfo",
      .object([("name", .string("tests")), ("version", .string("1"))])
    ),
  ])

  /// The line of a request; metadata among the parameters stands in place of the usual.
  static func request(
    _ method: String, _ params: [(String, JSONValue)] = [], id: JSONValue
  ) -> String {
    let hasMeta = params.contains { $0.0 == "_meta" }
    return JSONText.compact(
      .object([
        ("jsonrpc", .string("2.0")), ("id", id), ("method", .string(method)),
        ("params", .object(hasMeta ? params : [("_meta", meta)] + params)),
      ]))
  }

  /// Sends a request and waits for its reply; other messages that come before it are dropped.
  ///
  /// - Parameters:
  ///   - method: Method.
  ///   - params: Parameters beside the metadata.
  /// - Returns: The whole reply.
  /// - Throws: An error where the server ends, or writes what is no JSON.
  func ask(_ method: String, _ params: [(String, JSONValue)] = []) throws -> JSONValue {
    let id = freshID()
    try send(line: Self.request(method, params, id: .int(id)))
    return try reply(to: .int(id)).reply
  }

  /// Waits for the reply of a request.
  ///
  /// - Parameter id: Id of the request.
  /// - Returns: The reply, and the messages that came before it.
  /// - Throws: An error where the server ends, or writes what is no JSON.
  func reply(to id: JSONValue) throws -> (reply: JSONValue, before: [JSONValue]) {
    var before: [JSONValue] = []
    while true {
      let message = try message()
      if JSONText.compact(message["id"] ?? .null) == JSONText.compact(id) {
        return (message, before)
      }
      before.append(message)
    }
  }

  /// Says that the reply of a request is not wanted any more.
  func cancel(_ id: JSONValue) throws { try send(line: Self.cancellation(of: id)) }

  /// The line that cancels a request.
  static func cancellation(of id: JSONValue) -> String {
    JSONText.compact(
      .object([
        ("jsonrpc", .string("2.0")), ("method", .string("notifications/cancelled")),
        ("params", .object([("requestId", id)])),
      ]))
  }

  /// Calls a tool.
  func call(_ tool: String, _ arguments: JSONValue) throws -> JSONValue {
    try ask("tools/call", [("name", .string(tool)), ("arguments", arguments)])
  }

  /// Calls a tool whose arguments are JSON text.
  func call(_ tool: String, _ arguments: String) throws -> JSONValue {
    try call(tool, try Self.parsed(Array(arguments.utf8)))
  }

  /// The tools, from all pages.
  func tools() throws -> [JSONValue] {
    var tools: [JSONValue] = []
    var cursor: JSONValue?
    repeat {
      let page = try ask("tools/list", cursor.map { [("cursor", $0)] } ?? [])["result"]
      tools += page?["tools"]?.elements ?? []
      cursor = page?["nextCursor"]
    } while cursor != nil
    return tools
  }

}

extension JSONValue {
  /// What a reply says went wrong, by the protocol or by the tool; nil where nothing did.
  var complaint: String? {
    if let error = self["error"] { return error["message"]?.string ?? "?" }
    guard self["result"]?["isError"]?.bool == true else { return nil }
    return self["result"]?["content"]?.elements?.first?["text"]?.string ?? "?"
  }

  /// The structured content of a call that worked.
  var structured: JSONValue? { complaint == nil ? self["result"]?["structuredContent"] : nil }

  /// The same object with a member replaced or added.
  func with(_ name: String, _ value: JSONValue) -> JSONValue {
    .object((members ?? []).filter { $0.0 != name } + [(name, value)])
  }
}
