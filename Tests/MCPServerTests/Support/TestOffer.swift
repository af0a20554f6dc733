import MCPServer
import TextFormats

/// A small server whose tools do what tests need.
struct TestOffer: Sendable {
  /// `hold` waits here.
  let gate = Gate()
  /// `hold` opens this when it has begun.
  let begun = Gate()

  static func json(_ text: String) throws -> JSONValue { try JSONReader.value(Array(text.utf8)) }

  static func schema(_ text: String) throws -> JSONSchema { try JSONSchema(json(text)) }

  func offer(
    tools: [MCPTool] = [], resources: any MCPResources = TestResources()
  ) throws -> MCPOffer {
    MCPOffer(
      name: "test", title: "Test server", version: "1.2.3", instructions: "Call echo.",
      tools: try [echo(), fail(), count(), trace(), misfit(), hold()] + tools,
      resources: resources, prompts: [Self.greet, Self.plain])
  }

  private func tool(
    _ name: String, input: String, output: String, isReadOnly: Bool = true,
    handler: @escaping MCPTool.Handler
  ) throws -> MCPTool {
    MCPTool(
      name, title: "The \(name) tool", description: "Does \(name).",
      inputSchema: try Self.schema(input), outputSchema: try Self.schema(output),
      hints: .init(isReadOnly: isReadOnly, isIdempotent: true, isOpenWorld: false),
      handler: handler)
  }

  /// Gives back what it is given.
  private func echo() throws -> MCPTool {
    try tool(
      "echo",
      input: """
        {"type": "object", "properties": {"text": {"type": "string"}, "number": {"type": "number"}},
        "required": ["text"], "additionalProperties": false}
        """,
      output: #"{"type": "object", "required": ["text"]}"#
    ) { arguments, _ in arguments }
  }

  /// Never can.
  private func fail() throws -> MCPTool {
    try tool("fail", input: #"{"type": "object"}"#, output: #"{"type": "object"}"#) {
      _, _ throws(ToolError) in throw ToolError("p is 2; allowed is 0 to 1")
    }
  }

  /// Tells progress at every step, and one step back.
  private func count() throws -> MCPTool {
    try tool(
      "count",
      input: #"{"type": "object", "properties": {"steps": {"type": "integer", "maximum": 100}}}"#,
      output: #"{"type": "object"}"#
    ) { arguments, call in
      let steps = arguments["steps"]?.integer ?? 3
      for step in 1...max(1, steps) {
        call.progress(Double(step), of: Double(steps), "step \(step)")
        call.progress(Double(step - 1), of: Double(steps), "back")
      }
      return .object([("steps", .int(steps))])
    }
  }

  /// Says which trace it is part of.
  private func trace() throws -> MCPTool {
    try tool("trace", input: #"{"type": "object"}"#, output: #"{"type": "object"}"#) { _, call in
      .object([("traceparent", .string(call.traceparent))])
    }
  }

  /// Returns what its output schema does not allow.
  private func misfit() throws -> MCPTool {
    try tool(
      "misfit", input: #"{"type": "object"}"#, output: #"{"type": "object", "required": ["text"]}"#,
      isReadOnly: false
    ) { _, _ in .object([]) }
  }

  /// Waits until the gate opens or the call is cancelled; tells progress before and after.
  private func hold() throws -> MCPTool {
    try tool("hold", input: #"{"type": "object"}"#, output: #"{"type": "object"}"#) { _, call in
      call.progress(1, of: 2, "begun")
      begun.open()
      await gate.wait()
      call.progress(2, of: 2, "ended")
      return .object([("cancelled", .bool(Task.isCancelled))])
    }
  }

  private static let greet = MCPPrompt(
    "greet", title: "Greet", description: "Greets someone.",
    arguments: [
      .init("name", description: "Who.", isRequired: true),
      .init("tone", description: "How.", isRequired: false),
    ]
  ) { (arguments) throws(ToolError) in
    if arguments["tone"] == "rude" { throw ToolError("tone is rude; allowed is kind") }
    return "Greet \(arguments["name"] ?? "nobody") \(arguments["tone"] ?? "kind")ly."
  }

  private static let plain = MCPPrompt(
    "plain", title: "Plain", description: "Says nothing.", arguments: []
  ) { _ in "\u{201C}Nothing\u{201D}\nat all" }
}

/// Three resources, one of them no text and one that cannot be read.
struct TestResources: MCPResources {
  var templates: [MCPResourceTemplate] {
    [
      MCPResourceTemplate(
        uriTemplate: "test://{name}.csv", name: "csv", description: "A table.",
        mimeType: "text/csv")
    ]
  }

  func list() throws(ToolError) -> [MCPResource] {
    [("a.csv", "text/csv", 8), ("b.png", "image/png", nil), ("c.csv", "text/csv", nil)].map {
      MCPResource(
        uri: "test://\($0)", name: $0, description: "File \($0).", mimeType: $1, size: $2)
    }
  }

  func read(_ uri: String) throws(ToolError) -> MCPContent? {
    switch uri {
    case "test://a.csv": MCPContent(mimeType: "text/csv", body: .text("k\n1\n2,\u{E9}"))
    case "test://b.png": MCPContent(mimeType: "image/png", body: .bytes([0x89, 0x50, 0xFF]))
    case "test://c.csv": throw ToolError("test://c.csv is there and cannot be read")
    default: nil
    }
  }
}
