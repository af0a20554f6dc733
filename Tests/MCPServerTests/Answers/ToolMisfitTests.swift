import MCPServer
import Testing
import TextFormats

/// Arguments are held against the input schema before a handler runs, and results against the output
/// schema before they are sent.
@Suite(.timeLimit(.minutes(5))) struct ToolMisfitTests {
  private static let misfits = [
    ("{}", "text"), (#"{"text":1}"#, "text"), (#"{"text":"x","path":"y"}"#, "path"),
    (#"{"text":"x","number":"1e999"}"#, "number"),
  ]

  /// A tool that says when it runs.
  private func told(_ lines: Lines) throws -> MCPTool {
    MCPTool(
      "told", title: "", description: "",
      inputSchema: try TestOffer.schema(
        """
        {"type": "object", "properties": {"text": {"type": "string"}, "number": {"type": "number"}},
        "required": ["text"], "additionalProperties": false}
        """), outputSchema: try TestOffer.schema(#"{"type": "object"}"#),
      hints: .init(isReadOnly: true, isIdempotent: true, isOpenWorld: false)
    ) { arguments, _ in
      lines.add("ran")
      return arguments
    }
  }

  @Test(arguments: misfits)
  func theModelIsToldWhatDoesNotFit(arguments: String, says: String) async throws {
    let ran = Lines()
    let client = EngineClient(try TestOffer().offer(tools: [told(ran)]))
    let reply = try await client.reply(to: Requests.call("1", "told", arguments))
    #expect(reply["result"]?["isError"]?.bool == true)
    #expect(reply["result"]?["structuredContent"] == nil)
    let text = reply["result"]?["content"]?.elements?.first?["text"]?.string
    #expect(text?.contains(says) == true, "\(text ?? "nothing")")
    #expect(ran.take() == [])
    #expect(
      try await client.reply(to: Requests.call("2", "told", #"{"text":"x"}"#))["result"] != nil)
    #expect(ran.take() == ["ran"])
  }

  /// The revisions before 2025-11-25 call it an error of the protocol.
  @Test func theEraDecidesWhoIsTold() async throws {
    for (version, code) in [
      ("2025-11-25", nil), ("2025-06-18", -32602), ("2024-11-05", -32602),
    ] {
      let ran = Lines()
      let client = EngineClient(try TestOffer().offer(tools: [told(ran)]))
      _ = await client.exchange(Requests.initialize(version: version))
      let call = Requests.legacy("1", "tools/call", #""name":"told","arguments":{"text":1}"#)
      let reply = try await client.reply(to: call)
      #expect(reply["error"]?["code"]?.integer == code, "\(version)")
      #expect(reply["result"]?["isError"]?.bool == (code == nil ? true : nil), "\(version)")
      #expect(ran.take() == [])
    }
  }

  @Test func aResultThatDoesNotFitIsAnErrorOfTheServer() async throws {
    var limits = EngineClient.limits
    limits.checksOutput = true
    let client = EngineClient(try TestOffer().offer(), limits: limits)
    let reply = try await client.reply(to: Requests.call("1", "misfit"))
    #expect(reply["error"]?["code"]?.integer == -32603)
    let log = client.log
    #expect(log.count == 1 && log[0].contains("misfit") && log[0].contains("text"))
    limits.checksOutput = false
    let careless = EngineClient(try TestOffer().offer(), limits: limits)
    #expect(try await careless.reply(to: Requests.call("1", "misfit"))["result"] != nil)
  }
}
