import MCPServer
import Testing
import TextFormats

/// Requests run side by side, can be cancelled, and are bounded in number.
@Suite(.timeLimit(.minutes(5))) struct SideBySideTests {
  @Test func aFastRequestOvertakesASlowOne() async throws {
    let test = TestOffer()
    let client = EngineClient(try test.offer())
    client.send(Requests.call("1", "hold"))
    await test.begun.wait()
    client.send(Requests.modern("2", "tools/list"))
    #expect(try client.received.map(id) == ["2"])
    test.gate.open()
    await client.idle()
    #expect(try client.received.map(id) == ["1"])
  }

  private func id(_ line: String) throws -> String {
    JSONText.compact(try #require(TestOffer.json(line)["id"]))
  }

  @Test func aCancelledRequestIsNeverAnswered() async throws {
    let test = TestOffer()
    let client = EngineClient(try test.offer())
    client.send(Requests.call("1", "hold", meta: #","progressToken":1"#))
    await test.begun.wait()
    #expect(client.received.count == 1)
    // The gate stays shut: only cancelling ends the handler, which then tells progress.
    #expect(await client.exchange(Requests.cancel("1")) == [])
    // A second time, and for what never was.
    #expect(await client.exchange(Requests.cancel("1"), Requests.cancel(#""x""#)) == [])
  }

  /// What is cancelled is gone for the client, also while its handler winds up.
  @Test func theIdOfACancelledRequestMayBeUsedAgain() async throws {
    let test = TestOffer()
    let client = EngineClient(try test.offer(tools: [stubborn(test)]))
    client.send(Requests.call("1", "stubborn"))
    await test.begun.wait()
    client.send(Requests.cancel("1"))
    client.send(Requests.modern("1", "ping"))
    #expect(try client.received.map(id) == ["1"])
    test.gate.open()
    await client.idle()
    #expect(client.received == [])
  }

  /// A tool that heeds no cancelling.
  private func stubborn(_ test: TestOffer) throws -> MCPTool {
    let any = try TestOffer.schema(#"{"type":"object"}"#)
    return MCPTool(
      "stubborn", title: "", description: "", inputSchema: any, outputSchema: any,
      hints: .init(isReadOnly: true, isIdempotent: true, isOpenWorld: false)
    ) { _, _ in
      test.begun.open()
      await Task { await test.gate.wait() }.value
      return .object([])
    }
  }

  @Test func anIdInFlightIsRefused() async throws {
    let test = TestOffer()
    let client = EngineClient(try test.offer())
    client.send(Requests.call("1", "hold"))
    await test.begun.wait()
    for line in [
      Requests.call("1", "echo", #"{"text":"x"}"#), Requests.modern("1.0", "tools/list"),
    ] {
      client.send(line)
      let error = try #require(try client.received.map(TestOffer.json).first?["error"])
      #expect(error["code"]?.integer == -32600)
      #expect(error["message"]?.string?.contains("in flight") == true)
    }
    // The same digits in a string are another id.
    client.send(Requests.modern(#""1""#, "tools/list"))
    #expect(try client.received.map(TestOffer.json).first?["result"] != nil)
    test.gate.open()
    await client.idle()
    #expect(try client.received.map(id) == ["1"])
    #expect(
      try await client.reply(to: Requests.call("1", "echo", #"{"text":"x"}"#))["result"] != nil)
  }

  @Test func requestsBeyondTheBoundWaitForTheirTurn() async throws {
    var limits = EngineClient.limits
    limits.requestsInFlight = 1
    let test = TestOffer()
    let client = EngineClient(try test.offer(), limits: limits)
    client.send(Requests.call("1", "hold"))
    await test.begun.wait()
    for id in 2...4 { client.send(Requests.call("\(id)", "echo", #"{"text":"x"}"#)) }
    client.send(Requests.cancel("3"))
    // What needs no handler needs no turn.
    client.send(Requests.modern("5", "tools/list"))
    #expect(try client.received.map(id) == ["5"])
    test.gate.open()
    await client.idle()
    #expect(try client.received.map(id) == ["1", "2", "4"])
  }

  @Test func nothingStartsWhileTheClientDoesNotRead() async throws {
    let reader = Reader()
    let client = EngineClient(try TestOffer().offer(), reader: reader)
    reader.reads = false
    for id in 1...4 { client.send(Requests.call("\(id)", "echo", #"{"text":"x"}"#)) }
    client.send(Requests.cancel("3"))
    client.goOn()
    #expect(client.received == [])
    reader.reads = true
    client.goOn()
    await client.idle()
    #expect(try Set(client.received.map(id)) == ["1", "2", "4"])
    // What never started is refused when the server closes.
    reader.reads = false
    client.send(Requests.call("5", "echo", #"{"text":"x"}"#))
    client.close()
    await client.idle()
    let refused = try client.received.map(TestOffer.json)
    #expect(refused.map { $0["error"]?["code"]?.integer } == [-32603])
  }

  @Test func closingCancelsWhatRunsAndRefusesWhatWaits() async throws {
    var limits = EngineClient.limits
    limits.requestsInFlight = 1
    let test = TestOffer()
    let client = EngineClient(try test.offer(), limits: limits)
    client.send(Requests.call("1", "hold"))
    await test.begun.wait()
    client.send(Requests.call("2", "echo", #"{"text":"x"}"#))
    client.close()
    await client.idle()
    client.send(Requests.call("3", "echo", #"{"text":"x"}"#))
    let replies = try client.received.map(TestOffer.json)
    let byID = Dictionary(uniqueKeysWithValues: replies.map { ($0["id"]?.integer, $0) })
    #expect(byID[1]?["result"]?["structuredContent"]?["cancelled"]?.bool == true)
    #expect(byID[2]?["error"]?["code"]?.integer == -32603)
    #expect(byID[3]?["error"]?["code"]?.integer == -32603)
    #expect(replies.count == 3)
  }
}
