import Economics
import MAKERCore
import RandomStreams
import SharedState
import Testing

@testable import Providers

@Suite("One draw of a real model")
struct ProviderChannelTests {
  private static let second = 1_000_000_000

  /// Runs work over a channel in virtual time and returns what its parts did.
  private static func run<Value: Sendable>(
    _ spec: String = "openai:gpt-4.1-mini", calls: Int = .max, failing: Int? = nil,
    prices: ModelPrices? = nil,
    script: @escaping ScriptedTransport.Script = { _, _ in .success(ChannelFixture.answer()) },
    _ work: @escaping @Sendable (ProviderChannel, ChannelClock) async -> Value
  ) throws -> (value: Value, log: PipelineLog) {
    let endpoint = try ChannelFixture.endpoint(spec)
    let log = Locked(PipelineLog())
    let value = VirtualTime.run { virtual in
      let clock = ChannelClock(virtual)
      let channel = ChannelFixture.channel(
        endpoint, log, clock, ledger: MemoryLedger(log, failing: failing),
        budget: CountingBudget(log, calls: calls), prices: prices, script)
      let value = await work(channel, clock)
      #expect(channel.limiter.shared.window.underWay == 0)
      #expect(channel.limiter.shared.waiting == 0)
      return value
    }
    return (value, log.withLock { $0 })
  }

  @Test("It is reserved, written down, sent, settled and kept, in this order")
  func order() throws {
    let prices = ModelPrices(input: 3_000_000, output: 15_000_000)
    let (result, log) = try Self.run(prices: prices) { channel, _ in
      await channel.result(ChannelFixture.request())
    }
    #expect(log.steps == ["reserved", "asked", "sent", "settled answered", "recorded"])
    let reply = try result.get()
    #expect(result.text == "move 1")
    #expect(reply.usage == Usage(inputTokens: 20, outputTokens: 5, cost: 135e-6))
    #expect(reply.latency == Self.second)
    #expect(reply.attempts == 1)
    #expect(
      log.settled == [
        .answered(Charge(inputTokens: 20, outputTokens: 5, picodollars: 135_000_000))
      ])
  }

  @Test("The worst case counts a token a byte, and the longest reply")
  func worstCase() throws {
    let (worst, log) = try Self.run(prices: ModelPrices(input: 2, output: 10)) { channel, _ in
      _ = await channel.result(ChannelFixture.request())
      return channel.worstCase(of: ChannelFixture.request())
    }
    let input =
      ChannelFixture.prompt.instructions.utf8.count
      + ChannelFixture.prompt.step.utf8.count + 128
    #expect(
      worst == Charge(inputTokens: input, outputTokens: 100, picodollars: 2 * input + 1000))
    guard case .asked(let attempt) = log.entries[0] else {
      Issue.record("the first entry is the attempt")
      return
    }
    #expect(attempt.reserved == worst)
  }

  @Test("An unknown price is unknown, and a reply without usage is charged at its worst")
  func unknowns() throws {
    let (result, log) = try Self.run(script: { _, _ in
      .success(ChannelFixture.answer(usage: false))
    }) { channel, _ in await channel.result(ChannelFixture.request()) }
    #expect(try result.get().usage == Usage())
    #expect(log.settled == [.answered(nil)])
  }

  @Test("A recorded draw is replayed and costs nothing")
  func replays() throws {
    let (results, log) = try Self.run { channel, _ in
      let first = await channel.result(ChannelFixture.request())
      let again = await channel.result(ChannelFixture.request())
      let recorded = try? await channel.recordedReply(to: ChannelFixture.request())
      let other = try? await channel.recordedReply(to: ChannelFixture.request(draw: 1))
      return (first.text, again.text, recorded?.text, other == nil)
    }
    #expect(results.0 == results.1)
    #expect(results.2.map { String(decoding: $0, as: UTF8.self) } == results.0)
    #expect(results.3)
    #expect(log.requests.count == 1)
    #expect(log.settled.count == 1)
  }

  /// A fault, what the draw comes to, how often it is asked and what each attempt is settled as.
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let response: Result<HTTPResponse, TransportFailure>
    let kind: ChannelFailure.Kind
    let attempts: Int
    let outcome: String
  }

  static let faults: [Fault] = [
    status(429, .rateLimited, 6, "free"), status(500, .transient, 6, "unknown"),
    status(502, .transient, 6, "unknown"), status(529, .transient, 6, "unknown"),
    status(401, .fatal, 1, "free"), status(404, .fatal, 1, "free"),
    status(400, .refused, 1, "free"), status(307, .fatal, 1, "free"),
    Fault(
      testDescription: "Retry-After beyond the time",
      response: .success(ChannelFixture.error(429, headers: ["retry-after": "7200"])),
      kind: .rateLimited, attempts: 1, outcome: "free"),
    failure("timeout", .timedOut, 6, sent: true), failure("reset", .transient, 6, sent: true),
    failure("refused connection", .fatal, 1, sent: false),
    body("half a body", #"{"id":"r1","choices":[{"mess"#), body("no JSON", "<html>busy</html>"),
    body("nothing", ""), body("no choices", "{}"),
    body("brackets", String(repeating: "[", count: 1_000_000)),
  ]

  private static func status(
    _ status: Int, _ kind: ChannelFailure.Kind, _ attempts: Int, _ outcome: String
  ) -> Fault {
    Fault(
      testDescription: "\(status)", response: .success(ChannelFixture.error(status)), kind: kind,
      attempts: attempts, outcome: outcome)
  }

  private static func failure(
    _ name: String, _ kind: ChannelFailure.Kind, _ attempts: Int, sent: Bool
  ) -> Fault {
    Fault(
      testDescription: name, response: .failure(TransportFailure(kind, name, mayBeCharged: sent)),
      kind: kind, attempts: attempts, outcome: sent ? "unknown" : "free")
  }

  private static func body(_ name: String, _ text: String) -> Fault {
    Fault(
      testDescription: name,
      response: .success(HTTPResponse(status: 200, headers: [:], body: Array(text.utf8))),
      kind: .transient, attempts: 6, outcome: "unknown")
  }

  @Test("A fault ends as its kind says, after the attempts that it may have", arguments: faults)
  func faultEnds(_ fault: Fault) throws {
    let (result, log) = try Self.run(script: { _, _ in fault.response }) { channel, _ in
      await channel.result(ChannelFixture.request())
    }
    #expect(result.failure?.kind == fault.kind)
    #expect(result.failure?.message.contains("\n") == false)
    #expect(log.requests.count == fault.attempts)
    #expect(log.notices.count == fault.attempts - 1)
    #expect(
      log.steps
        == (0..<fault.attempts).flatMap { _ in
          ["reserved", "asked", "sent", "settled \(fault.outcome)"]
        })
    #expect(
      log.settled.map(PipelineLog.name) == Array(repeating: fault.outcome, count: fault.attempts))
  }

  @Test("After a fault that passes there is one reply, which says how often it was asked")
  func passes() throws {
    let (result, log) = try Self.run(script: { _, number in
      number < 3
        ? .success(ChannelFixture.error(503)) : .success(ChannelFixture.answer())
    }) { channel, _ in await channel.result(ChannelFixture.request()) }
    #expect(try result.get().attempts == 3)
    #expect(log.steps.filter { $0 == "recorded" }.count == 1)
    #expect(log.notices.map(\.attempt) == [2, 3])
    #expect(
      Set(log.requests.map { $0.headers.first { $0.name == "x-client-request-id" }?.value })
        .count == 1)
  }

  @Test("However slow the disk is, no more attempts are without an end than may be under way")
  func permitsLastUntilAllIsKept() throws {
    let endpoint = try ChannelFixture.endpoint("openai:m,concurrency=2")
    let log = Locked(PipelineLog())
    VirtualTime.run { virtual in
      let clock = ChannelClock(virtual)
      let channel = ChannelFixture.channel(
        endpoint, log, clock, ledger: MemoryLedger(log, disk: clock)
      ) { _, number in
        .success(number % 3 == 0 ? ChannelFixture.error(503) : ChannelFixture.answer())
      }
      await withTaskGroup(of: Void.self) { group in
        for draw in 0..<8 {
          group.addTask { _ = await channel.result(ChannelFixture.request(draw: draw)) }
        }
      }
    }
    var open = 0
    var most = 0
    for entry in log.withLock({ $0.entries }) {
      switch entry {
      case .asked: open += 1
      case .settled: open -= 1
      case .begun, .recorded: continue
      }
      most = max(most, open)
    }
    #expect(open == 0 && most == 2)
  }

  @Test("Retry-After holds the other draws of the provider, too")
  func holds() throws {
    let (end, log) = try Self.run(
      "openai:m,concurrency=1",
      script: { _, number in
        number == 1
          ? .success(ChannelFixture.error(429, headers: ["retry-after": "40"]))
          : .success(ChannelFixture.answer())
      }
    ) { channel, clock in
      await withTaskGroup(of: Void.self) { group in
        for draw in 0..<2 {
          group.addTask { _ = await channel.result(ChannelFixture.request(draw: draw)) }
        }
      }
      return clock.now
    }
    #expect(log.requests.count == 3)
    #expect(end >= 42 * Self.second && end < 44 * Self.second, "\(end)")
  }

  @Test("A spent budget sends nothing and says so")
  func exhausted() throws {
    let (results, log) = try Self.run(calls: 1) { channel, _ in
      let first = await channel.result(ChannelFixture.request())
      let second = await channel.result(ChannelFixture.request(draw: 1))
      return (first, second)
    }
    #expect(results.0.text == "move 1")
    #expect(results.1.failure == ChannelFailure(.exhausted, "spent"))
    #expect(log.requests.count == 1)
  }

  @Test("A journal that fails ends the run: unwritten is unsent, and unkept is uncounted")
  func journalFails() throws {
    let (before, log) = try Self.run(failing: 1) { channel, _ in
      await channel.result(ChannelFixture.request())
    }
    #expect(before.failure == ChannelFailure(.fatal, "the journal of draws fails: disk full"))
    #expect(log.requests.isEmpty)
    #expect(log.settled == [.free])
    let (after, later) = try Self.run(failing: 2) { channel, _ in
      await channel.result(ChannelFixture.request())
    }
    #expect(after.failure == ChannelFailure(.fatal, "the journal of draws fails: disk full"))
    #expect(later.requests.count == 1)
    #expect(later.steps.last == "sent")
  }

  @Test("A key that comes back, however it is spelt, is not kept; a short one is no secret")
  func echoedKey() throws {
    func kept(_ key: String, _ text: String) throws -> RecordedDraw? {
      let spec = try ProviderSpec("openai:m")
      let endpoint = try ProviderEndpoint(
        spec: spec, baseURL: BaseURL("http://127.0.0.1:1/v1", source: "test"), key: APIKey(key))
      let log = Locked(PipelineLog())
      VirtualTime.run { virtual in
        let channel = ChannelFixture.channel(endpoint, log, ChannelClock(virtual)) { _, _ in
          .success(ChannelFixture.answer(text))
        }
        _ = await channel.result(ChannelFixture.request())
      }
      guard case .recorded(let draw) = log.withLock({ $0.entries.last }) else { return nil }
      return draw
    }
    for spelling in [#"sk/tést-123"#, #"sk\/t-12345"#, #"\u0073k/t\u002D12345"#, "sk/t-12345"] {
      let draw = try #require(try kept("sk/t-12345", "it is " + spelling), "\(spelling)")
      let expected = spelling.contains("é") ? "it is " + spelling : "it is (key)"
      #expect(String(decoding: draw.text, as: UTF8.self) == expected)
      #expect(draw.body.starts(with: #"{"id":"r1""#.utf8))
      #expect(String(decoding: draw.body, as: UTF8.self).contains(expected))
    }
    for short in ["1", "none", "id", "model"] {
      let draw = try #require(try kept(short, "1 none"), "\(short)")
      #expect(draw.body == ChannelFixture.answer("1 none").body)
      #expect(String(decoding: draw.text, as: UTF8.self) == "1 none")
    }
  }

  @Test("Cancelling stops the request, whose outcome is unknown")
  func cancels() throws {
    let (end, log) = try Self.run { channel, clock in
      await withTaskGroup(of: Void.self) { group in
        group.addTask { _ = await channel.result(ChannelFixture.request()) }
        try? await clock.sleep(Self.second / 4)
        group.cancelAll()
      }
      return clock.now
    }
    #expect(end == Self.second / 4)
    #expect(log.steps == ["reserved", "asked", "sent", "settled unknown"])
    #expect(log.settled == [.unknown])
  }

  @Test("Draws have seeds and ids of their own, the same in every run and at every address")
  func identities() throws {
    func identity(
      _ spec: String = "ollama:m", at url: String = "http://127.0.0.1:11434", trial: Int = 0,
      step: Int = 0, draw: Int = 0, seed: Int = 7, limit: Int = 10
    ) throws -> DrawIdentity {
      DrawIdentity(
        of: ChannelFixture.request(trial: trial, step: step, draw: draw, tokenLimit: limit),
        at: try ChannelFixture.endpoint(spec, at: url), recording: "r", runSeed: seed)
    }
    let one = try identity()
    let others = try [
      identity(trial: 1), identity(step: 1), identity(draw: 1), identity(seed: 8),
    ]
    #expect(Set(([one] + others).map(\.seed)).count == 5)
    #expect(Set(([one] + others).map(\.requestID)).count == 5)
    #expect(others.allSatisfy { (1..<(1 << 31)).contains($0.seed ?? 0) })
    let moved = try identity(at: "http://127.0.0.1:9")
    #expect(moved.requestID == one.requestID)
    #expect(moved.key.request != one.key.request)
    let unseeded = try identity("ollama:m,seeds=none")
    #expect(unseeded.seed == nil)
    #expect(unseeded.key.request != one.key.request)
    #expect(try identity(limit: 11).key.request != one.key.request)
    #expect(try identity("ollama:m,attempts=3").key == one.key)
    for attempt in 1...20 { #expect((0..<1).contains(one.jitter(after: attempt))) }
  }

  @Test("In 100 random runs of 40 draws every attempt is settled and every reply kept once")
  func random() throws {
    for seed in 0..<100 {
      let stream = StreamKey(seed: seed)
      let (results, log) = try Self.run(
        "openai:m,concurrency=8,attempts=4",
        script: { _, number in
          switch stream.word(number) % 8 {
          case 0: .success(ChannelFixture.error(429))
          case 1: .success(ChannelFixture.error(500))
          case 2: .failure(TransportFailure(.timedOut, "slow", mayBeCharged: true))
          case 3: .success(HTTPResponse(status: 200, headers: [:], body: [123]))
          default: .success(ChannelFixture.answer("n \(number)"))
          }
        }
      ) { channel, _ in
        await withTaskGroup(of: (Int, String?).self) { group in
          for draw in 0..<40 {
            group.addTask { (draw, await channel.result(ChannelFixture.request(draw: draw)).text) }
          }
          return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
        }
      }
      var asked: Set<Int> = []
      var settled: Set<Int> = []
      var kept: [Int: String] = [:]
      for entry in log.entries {
        switch entry {
        case .asked(let attempt): #expect(asked.insert(attempt.number).inserted, "seed \(seed)")
        case .settled(_, let number, _):
          #expect(asked.contains(number), "seed \(seed)")
          #expect(settled.insert(number).inserted, "seed \(seed)")
        case .begun: Issue.record("a channel begins no recording")
        case .recorded(let draw):
          let text = String(decoding: draw.text, as: UTF8.self)
          #expect(kept.updateValue(text, forKey: draw.key.coordinates.draw) == nil, "seed \(seed)")
        }
      }
      #expect(asked == settled, "seed \(seed)")
      #expect(kept == results, "seed \(seed)")
      #expect(log.requests.count == asked.count && log.settled.count == asked.count)
      #expect(log.requests.count <= 160)
    }
  }
}
