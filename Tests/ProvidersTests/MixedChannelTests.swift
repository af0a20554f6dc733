import Economics
import MAKERCore
import SharedState
import Testing

@testable import Providers

@Suite("Several models as one channel")
struct MixedChannelTests {
  struct Outcome: Sendable {
    var texts: [String?] = []
    var failures: [ChannelFailure?] = []
    var tallies: [MemberTally] = []
    var said: [String] = []
  }

  /// Asks a mixture of two models draw by draw; model `a` fails as the script says.
  private static func run(
    _ text: String, draws: Int, log: Locked<PipelineLog> = Locked(PipelineLog()),
    calls: Int = .max, failing: Int? = nil, costs: [Money?] = [],
    _ script: @escaping ScriptedTransport.Script
  ) throws -> Outcome {
    let mixture = try Mixture(text)
    let endpoints = try mixture.members.map { try ChannelFixture.endpoint($0.channel) }
    let schedule = try MixtureSchedule(mixture, costs: costs, draws: 2)
    return VirtualTime.run { virtual in
      let clock = ChannelClock(virtual)
      let said = Locked<[String]>([])
      let ledger = MemoryLedger(log, failing: failing)
      let budget = CountingBudget(log, calls: calls)
      let mixed = MixedChannel(
        mixture,
        of: endpoints.map {
          ChannelFixture.channel($0, log, clock, ledger: ledger, budget: budget, script)
        }, schedule: schedule, onFallback: { line in said.withLock { $0.append(line) } })
      var outcome = Outcome()
      for draw in 0..<draws {
        let result = await mixed.result(ChannelFixture.request(draw: draw))
        outcome.texts.append(result.text)
        outcome.failures.append(result.failure)
      }
      outcome.tallies = mixed.tallies
      outcome.said = said.withLock { $0 }
      return outcome
    }
  }

  /// Whether a request asks the model of this name.
  private static func asks(_ model: String, _ request: HTTPRequest) -> Bool {
    String(decoding: request.body ?? [], as: UTF8.self).contains("\"\(model)\"")
  }

  /// Answers with the name of the model; `a` fails from a call on.
  private static func failing(
    _ failure: Result<HTTPResponse, TransportFailure>, from first: Int
  ) -> ScriptedTransport.Script {
    { request, number in
      if asks("a", request), number >= first { return failure }
      return .success(ChannelFixture.answer(asks("a", request) ? "a" : "b"))
    }
  }

  private static let wrongKey: Result<HTTPResponse, TransportFailure> =
    .success(ChannelFixture.error(401))

  @Test("Each draw goes to the model whose turn it is, and is tallied there")
  func roundRobin() throws {
    let outcome = try Self.run(
      "weighted(2 openai:a | 1 openai:b)", draws: 6, Self.failing(Self.wrongKey, from: 5))
    #expect(outcome.texts == ["a", "b", "a", "a", "b", nil])
    #expect(outcome.tallies.map(\.channel) == ["openai:a", "openai:b"])
    #expect(outcome.tallies.map(\.replies) == [3, 2])
    #expect(outcome.tallies.map(\.failures) == [1, 0])
  }

  @Test("When a model fails for good the next one answers, which is said once")
  func fallsBack() throws {
    let outcome = try Self.run(
      "fallback(openai:a | openai:b)", draws: 5, Self.failing(Self.wrongKey, from: 3))
    #expect(outcome.texts == ["a", "a", "b", "b", "b"])
    #expect(outcome.said.count == 1)
    #expect(outcome.said[0].hasSuffix("openai:b answers from here on"))
    #expect(outcome.tallies.map(\.replies) == [2, 3])
    #expect(outcome.tallies.map(\.failures) == [1, 0])
    #expect(outcome.tallies[1].usage.inputTokens == 60)
  }

  @Test("So it does when all attempts at a draw failed")
  func fallsBackAfterRetries() throws {
    let log = Locked(PipelineLog())
    let outcome = try Self.run(
      "fallback(openai:a | openai:b)", draws: 3, log: log,
      Self.failing(.success(ChannelFixture.error(503)), from: 1))
    #expect(outcome.texts == ["b", "b", "b"])
    #expect(log.withLock { $0.requests.count } == 6 + 3)
  }

  @Test("A refused prompt goes to the next model alone")
  func refused() throws {
    let outcome = try Self.run(
      "fallback(openai:a | openai:b)", draws: 3,
      { request, number in
        if Self.asks("a", request), number == 2 { return .success(ChannelFixture.error(400)) }
        return .success(ChannelFixture.answer(Self.asks("a", request) ? "a" : "b"))
      })
    #expect(outcome.texts == ["a", "b", "a"])
    #expect(outcome.said.isEmpty)
  }

  @Test("A spent budget and a journal that fails are no failures of a model")
  func stops() throws {
    let spent = try Self.run(
      "fallback(openai:a | openai:b)", draws: 2, calls: 1, Self.failing(Self.wrongKey, from: 99))
    #expect(spent.failures == [nil, ChannelFailure(.exhausted, "spent")])
    #expect(spent.said.isEmpty)
    let log = Locked(PipelineLog())
    let broken = try Self.run(
      "fallback(openai:a | openai:b)", draws: 1, log: log, failing: 2,
      Self.failing(Self.wrongKey, from: 99))
    #expect(broken.failures[0]?.kind == .fatal)
    #expect(broken.said.isEmpty)
    #expect(log.withLock { $0.requests.count } == 1)
  }

  @Test("A resumed run replays what each model said, and asks only for what is missing")
  func resumes() throws {
    let log = Locked(PipelineLog())
    let first = try Self.run(
      "fallback(openai:a | openai:b)", draws: 4, log: log, Self.failing(Self.wrongKey, from: 3))
    #expect(first.texts == ["a", "a", "b", "b"])
    let asked = log.withLock { $0.requests.count }
    // The first model is well again, and is asked from where nothing is recorded.
    let second = try Self.run(
      "fallback(openai:a | openai:b)", draws: 6, log: log, Self.failing(Self.wrongKey, from: 99))
    #expect(second.texts == ["a", "a", "b", "b", "a", "a"])
    #expect(log.withLock { $0.requests.count } == asked + 2)
  }

  @Test("Under other prices a resumed run replays what was paid for, and asks as they say")
  func replaysUnderOtherPrices() throws {
    let log = Locked(PipelineLog())
    let text = "cheap-first(openai:a | openai:b)"
    let script = Self.failing(Self.wrongKey, from: 99)
    let first = try Self.run(
      text, draws: 3, log: log, costs: [Money(picodollars: 1), Money(picodollars: 2)], script)
    #expect(first.texts == ["a", "a", "b"])
    let second = try Self.run(
      text, draws: 4, log: log, costs: [Money(picodollars: 2), Money(picodollars: 1)], script)
    #expect(second.texts == ["a", "a", "b", "a"])
    #expect(second.tallies.map(\.replies) == [3, 1])
    #expect(log.withLock { $0.requests.count } == 4)
  }
}
