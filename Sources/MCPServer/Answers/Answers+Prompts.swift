import TextFormats

extension Answers {
  func listPrompts(_ request: MCPRequest) throws(RPCError) -> MCPResult {
    let cursor = try request.params.optionalString("cursor")
    let page = try Page(of: offer.prompts, list: "prompts", from: cursor, size: limits.pageSize) {
      $0.name
    }
    return page.result("prompts", caching: .constant) { prompt in
      let title: [(String, JSONValue)] =
        request.revision.knowsStructuredContent ? [("title", .string(prompt.title))] : []
      let arguments = prompt.arguments.map { argument in
        JSONValue.object([
          ("name", .string(argument.name)), ("description", .string(argument.description)),
          ("required", .bool(argument.isRequired)),
        ])
      }
      return .object(
        [("name", .string(prompt.name))] + title + [
          ("description", .string(prompt.description)), ("arguments", .array(arguments)),
        ])
    }
  }

  func getPrompt(_ request: MCPRequest) throws(RPCError) -> MCPResult {
    let name = try request.params.string("name")
    guard let prompt = prompts[name] else {
      throw .invalidParams("unknown prompt \(RPCError.shown(name))")
    }
    let arguments = try arguments(of: prompt, in: request)
    let text: String
    do throws(ToolError) {
      text = try prompt.text(arguments)
    } catch {
      throw .invalidParams(error.message)
    }
    let message = JSONValue.object([("role", .string("user")), ("content", Self.content(text))])
    return MCPResult([
      ("description", .string(prompt.description)), ("messages", .array([message])),
    ])
  }

  private func arguments(
    of prompt: MCPPrompt, in request: MCPRequest
  ) throws(RPCError) -> [String: String] {
    var known: [String: String] = [:]
    if let given = try request.params.optionalObject("arguments") {
      for (name, _) in given.value.members ?? [] {
        guard prompt.arguments.contains(where: { $0.name == name }) else {
          throw .invalidParams("prompt \(prompt.name) has no argument \(RPCError.shown(name))")
        }
        known[name] = try given.string(name)
      }
    }
    let missing = prompt.arguments.filter { $0.isRequired && known[$0.name] == nil }
    guard missing.isEmpty else {
      let names = missing.map(\.name).joined(separator: " and ")
      throw .invalidParams("params.arguments lacks \(names)")
    }
    return known
  }
}
