/// Lines of clients.
enum Requests {
  /// `_meta` of the modern era, with more members where they are given.
  static func meta(version: String = "2026-07-28", _ more: String = "") -> String {
    #""_meta":{"io.modelcontextprotocol/protocolVersion":"\#(version)","#
      + #""io.modelcontextprotocol/clientCapabilities":{}\#(more)}"#
  }

  /// A request of the modern era; members of its parameters follow each other with commas.
  static func modern(
    _ id: String, _ method: String, _ params: String = "", meta more: String = ""
  ) -> String {
    let members = params.isEmpty ? "" : ",\(params)"
    return
      #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":{\#(meta(version: "2026-07-28", more))\#(members)}}"#
  }

  /// A request of the legacy era.
  static func legacy(_ id: String, _ method: String, _ params: String = "") -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":{\#(params)}}"#
  }

  static func initialize(_ id: String = "0", version: String = "2025-11-25") -> String {
    legacy(
      id, "initialize",
      #""protocolVersion":"\#(version)","capabilities":{},"clientInfo":{"name":"t","version":"1"}"#)
  }

  /// A call of a tool in the modern era.
  static func call(
    _ id: String, _ tool: String, _ arguments: String = "{}", meta more: String = ""
  ) -> String {
    modern(id, "tools/call", #""name":"\#(tool)","arguments":\#(arguments)"#, meta: more)
  }

  static func cancel(_ id: String) -> String {
    #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(id)}}"#
  }
}
