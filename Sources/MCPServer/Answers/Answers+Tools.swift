import TextFormats

extension Answers {
  func listTools(_ request: MCPRequest) throws(RPCError) -> MCPResult {
    let cursor = try request.params.optionalString("cursor")
    let page = try Page(of: offer.tools, list: "tools", from: cursor, size: limits.pageSize) {
      $0.name
    }
    return page.result("tools", caching: .constant) { value($0, in: request.revision) }
  }

  private func value(_ tool: MCPTool, in revision: ProtocolRevision) -> JSONValue {
    var members: [(String, JSONValue)] = [("name", .string(tool.name))]
    if revision.knowsStructuredContent { members.append(("title", .string(tool.title))) }
    members.append(("description", .string(tool.description)))
    members.append(("inputSchema", tool.inputSchema.source))
    if revision.knowsStructuredContent {
      members.append(("outputSchema", tool.outputSchema.source))
    }
    if revision.knowsHints {
      members.append(
        (
          "annotations",
          .object([
            ("title", .string(tool.title)), ("readOnlyHint", .bool(tool.hints.isReadOnly)),
            // Tools add to the world, and take nothing away.
            ("destructiveHint", .bool(false)), ("idempotentHint", .bool(tool.hints.isIdempotent)),
            ("openWorldHint", .bool(tool.hints.isOpenWorld)),
          ])
        ))
    }
    return .object(members)
  }

  /// Calls a tool, with arguments that fit its schema and no others.
  ///
  /// A request that is none of a tool is an error of the protocol; what a tool cannot do is a result
  /// that the model reads, and so are, from 2025-11-25 on, arguments that do not fit.
  func callTool(_ request: MCPRequest, _ call: MCPCall) async throws(RPCError) -> MCPResult {
    let name = try request.params.string("name")
    guard let tool = tools[name] else {
      throw .invalidParams("unknown tool \(RPCError.shown(name))")
    }
    let arguments = try request.params.optionalObject("arguments")?.value ?? .object([])
    if let misfit = tool.inputSchema.problem(with: arguments) {
      let text = "arguments of \(name): \(misfit)"
      guard request.revision.tellsMisfitsToModel else { throw .invalidParams(text) }
      return failure(text)
    }
    let output: JSONValue
    do throws(ToolError) {
      output = try await tool.handler(arguments, call)
    } catch {
      return failure(error.message)
    }
    if limits.checksOutput, let misfit = tool.outputSchema.problem(with: output) {
      log("the result of \(name) does not fit its output schema: \(misfit)")
      throw .internal("the result of \(name) does not fit its output schema")
    }
    let structured: [(String, JSONValue)] =
      request.revision.knowsStructuredContent ? [("structuredContent", output)] : []
    let text = JSONText.compact(output)
    return MCPResult([("content", content(text))] + structured + [("isError", .bool(false))])
  }

  private func failure(_ text: String) -> MCPResult {
    MCPResult([("content", content(text)), ("isError", .bool(true))])
  }

  private func content(_ text: String) -> JSONValue { .array([Self.content(text)]) }

  /// A text as one block of content.
  static func content(_ text: String) -> JSONValue {
    .object([("type", .string("text")), ("text", .string(text))])
  }
}
