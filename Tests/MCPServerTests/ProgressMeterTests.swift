import Testing
import TextFormats

@testable import MCPServer

@Suite(.timeLimit(.minutes(5))) struct ProgressMeterTests {
  private let start = ContinuousClock.now

  private func meter(
    _ revision: ProtocolRevision = .july2026, interval: Duration = .milliseconds(50)
  ) throws -> ProgressMeter {
    ProgressMeter(try #require(RequestID(.string("t"))), in: revision, interval: interval)
  }

  @Test func tellsOnlyMore() throws {
    var meter = try meter(interval: .zero)
    let told = [1, 1, 0.5, 2, .nan, .infinity, 3].map {
      meter.take($0, of: nil, nil, at: start, isHeld: false)?["params"]?["progress"]?.double
    }
    #expect(told == [1, nil, nil, 2, nil, nil, 3])
  }

  @Test func tellsNoMoreOftenThanTheInterval() throws {
    var meter = try meter()
    var told: [Double] = []
    for time in 0..<200 {
      let note = meter.take(
        Double(time + 1), of: 200, nil, at: start + .milliseconds(time), isHeld: false)
      if let done = note?["params"]?["progress"]?.double { told.append(done) }
    }
    #expect(told == [1, 51, 101, 151])
    // The last is told in the end, and once.
    #expect(meter.rest()?["params"]?["progress"]?.double == 200)
    #expect(meter.rest() == nil)
  }

  @Test func holdsBackWhatAClientDoesNotRead() throws {
    var meter = try meter()
    #expect(meter.take(1, of: nil, nil, at: start, isHeld: true) == nil)
    let note = meter.take(2, of: .nan, "x", at: start, isHeld: false)
    #expect(
      note.map(JSONText.compact)
        == #"{"jsonrpc":"2.0","method":"notifications/progress","params":{"#
        + #""progressToken":"t","progress":2,"message":"x"}}"#)
  }

  @Test func whatComesTooSoonIsToldInItsTime() throws {
    var meter = try meter()
    func done(_ note: JSONValue?) -> Int? { note?["params"]?["progress"]?.integer }
    let first = meter.take(1, of: nil, nil, at: start, isHeld: false)
    #expect(done(first) == 1)
    let none = meter.nextTime(at: start)
    #expect(none == nil)
    for step in 2...4 {
      let soon = meter.take(Double(step), of: nil, nil, at: start, isHeld: false)
      #expect(soon == nil)
      // Said once.
      let time = meter.nextTime(at: start)
      #expect(time == (step == 2 ? start + .milliseconds(50) : nil))
    }
    let early = meter.tell(at: start + .milliseconds(49), isHeld: false)
    #expect(early == nil)
    let late = meter.tell(at: start + .milliseconds(50), isHeld: false)
    #expect(done(late) == 4)
    let again = meter.tell(at: start + .milliseconds(200), isHeld: false)
    #expect(again == nil)
  }

  /// Whoever waits for a time that comes while nothing may be sent does not wait for ever.
  @Test func aTimeThatComesWhileNothingMayBeSentIsNotAwaitedAnyMore() throws {
    var meter = try meter()
    func done(_ note: JSONValue?) -> Int? { note?["params"]?["progress"]?.integer }
    _ = meter.take(1, of: nil, nil, at: start, isHeld: false)
    _ = meter.take(2, of: nil, nil, at: start, isHeld: true)
    let time = meter.nextTime(at: start)
    #expect(time == start + .milliseconds(50))
    let held = meter.tell(at: start + .milliseconds(50), isHeld: true)
    // Only the client is waited for now, and no time.
    let later = meter.nextTime(at: start + .milliseconds(50))
    #expect(held == nil && later == nil)
    let told = meter.tell(at: start + .milliseconds(60), isHeld: false)
    #expect(done(told) == 2)
    let soon = meter.take(3, of: nil, nil, at: start + .milliseconds(61), isHeld: false)
    let next = meter.nextTime(at: start + .milliseconds(61))
    #expect(soon == nil && next == start + .milliseconds(110))
  }

  @Test func whatAClientDidNotReadIsToldWhenItReadsAgain() async throws {
    let test = TestOffer()
    let reader = Reader()
    let any = try TestOffer.schema(#"{"type":"object"}"#)
    let tool = MCPTool(
      "tool", title: "", description: "", inputSchema: any, outputSchema: any,
      hints: .init(isReadOnly: true, isIdempotent: true, isOpenWorld: false)
    ) { _, call in
      reader.reads = false
      for step in 1...3 { call.progress(Double(step)) }
      test.begun.open()
      await test.gate.wait()
      return .object([])
    }
    let client = EngineClient(try test.offer(tools: [tool]), reader: reader)
    client.send(Requests.call("1", "tool", meta: #","progressToken":1"#))
    await test.begun.wait()
    client.goOn()
    #expect(client.received == [])
    reader.reads = true
    // The gate is shut, so nothing but the client's reading brings it.
    for steps in [[3], []] {
      client.goOn()
      let told = try client.received.map { try TestOffer.json($0)["params"]?["progress"]?.integer }
      #expect(told == steps)
    }
    test.gate.open()
    await client.idle()
    #expect(client.received.count == 1)
  }

  @Test func whatComesTooSoonIsToldWhileTheHandlerStillRuns() async throws {
    var limits = MCPLimits()
    limits.progressInterval = .milliseconds(5)
    let test = TestOffer()
    let any = try TestOffer.schema(#"{"type":"object"}"#)
    let burst = MCPTool(
      "burst", title: "", description: "", inputSchema: any, outputSchema: any,
      hints: .init(isReadOnly: true, isIdempotent: true, isOpenWorld: false)
    ) { _, call in
      for step in 1...9 { call.progress(Double(step)) }
      await test.gate.wait()
      return .object([])
    }
    let client = EngineClient(try test.offer(tools: [burst]), limits: limits)
    client.send(Requests.call("1", "burst", meta: #","progressToken":1"#))
    var told: [Int] = []
    // The gate is shut, so nothing but time brings the last step.
    while told.last != 9 {
      told += try client.received.compactMap {
        try TestOffer.json($0)["params"]?["progress"]?.integer
      }
      await Task.yield()
    }
    #expect(told.first == 1 && told == told.sorted())
    test.gate.open()
    await client.idle()
    #expect(client.received.count == 1)
  }

  @Test func theFirstRevisionKnowsNoMessage() throws {
    var meter = try meter(.november2024)
    let note = meter.take(1, of: 2, "x", at: start, isHeld: false)
    #expect(note?["params"]?["message"] == nil && note?["params"]?["total"]?.double == 2)
  }

  @Test func progressComesBeforeTheReplyAndInOrder() async throws {
    let client = EngineClient(try TestOffer().offer())
    for token in ["7", #""t""#, "12345678901234567890"] {
      let lines = await client.exchange(
        Requests.call("1", "count", #"{"steps":5}"#, meta: #","progressToken":\#(token)"#))
      let values = try lines.map(TestOffer.json)
      #expect(values.count == 6)
      let progress = values.dropLast().compactMap { $0["params"]?["progress"]?.integer }
      #expect(progress == [1, 2, 3, 4, 5])
      for value in values.dropLast() {
        #expect(value["id"] == nil && value["method"]?.string == "notifications/progress")
        #expect(value["params"]?["progressToken"].map(JSONText.compact) == token)
        #expect(value["params"]?["total"]?.integer == 5)
      }
      #expect(values.last?["result"]?["isError"]?.bool == false)
    }
  }

  @Test func whoAsksForNoneGetsNone() async throws {
    let client = EngineClient(try TestOffer().offer())
    #expect(await client.exchange(Requests.call("1", "count", #"{"steps":5}"#)).count == 1)
  }
}
