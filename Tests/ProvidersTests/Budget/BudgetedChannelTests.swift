import Economics
import Foundation
import MAKERCore
import RandomStreams
import SharedState
import TestSupport
import Testing

@testable import Providers

/// A budget holds for all that is asked through a channel, with retries, errors and lost answers.
@Suite(.timeLimit(.minutes(10))) struct BudgetedChannelTests {
  @Test(arguments: 0..<50) func theServerNeverCountsMoreThanTheBudget(seed: Int) throws {
    try BudgetedRun(seed: seed).check()
  }

  /// The same over sockets, against a server that counts what it answers.
  @Test func aRealServerNeverCountsMoreThanTheBudget() async throws {
    let server = try FaultServerProcess([
      "--model", "text:forty two", "--faults", "500=0.05,429-ms:1=0.05,half=0.05",
    ])
    let environment = ProviderEnvironment(server.environment)
    for limit in [500, 3000, 20_000] {
      try server.reset()
      let keeper = BudgetKeeper(Budget(BudgetLimits(total: SpendingLimit(tokens: limit))))
      let log = Locked(PipelineLog())
      let channel = ProviderChannel(
        try environment.endpoint(for: ProviderSpec("openai:simulated,attempts=2,concurrency=64")),
        recording: "r", runSeed: 1, prices: nil,
        services: ProviderServices(
          transport: CurlTransport(), ledger: MemoryLedger(log), budget: keeper))
      await Crowd.ask(channel)
      let counts = try server.counts()
      #expect(counts.inputTokens + counts.outputTokens <= limit)
      #expect(counts.answered > 0)
      let spent = await keeper.budget.spent.tokens
      #expect(spent <= limit && spent >= counts.inputTokens + counts.outputTokens)
    }
  }
}

@Suite(
  .timeLimit(.minutes(30)),
  .enabled(if: ProcessInfo.processInfo.environment["MAKERLAB_SOAK"] != nil))
struct BudgetedChannelSoakTests {
  @Test func theServerNeverCountsMoreThanTheBudget() throws {
    for seed in 0..<1000 { try BudgetedRun(seed: seed).check() }
  }
}

/// Sixty-four callers who ask one channel until nothing more is allowed.
private enum Crowd {
  static func ask(_ channel: ProviderChannel) async {
    await withTaskGroup(of: Void.self) { group in
      for caller in 0..<64 {
        group.addTask {
          var draw = 0
          while true {
            let request = ChannelFixture.request(step: caller, draw: draw)
            if await channel.result(request).failure?.kind == .exhausted { return }
            draw += 1
          }
        }
      }
    }
  }
}

/// One run in virtual time against a provider that answers, fails and loses answers at random.
private struct BudgetedRun {
  let seed: Int

  func check() throws {
    var random = WordStream(StreamKey(seed: seed).child(3))
    let limit = Int.random(in: 100...15_000, using: &random)
    let endpoint = try ChannelFixture.endpoint("openai:gpt-4.1-mini,attempts=3,concurrency=64")
    let log = Locked(PipelineLog())
    let counted = Locked(0)
    let keeper = BudgetKeeper(Budget(BudgetLimits(total: SpendingLimit(tokens: limit))))
    let seed = seed
    let (spent, refusal) = VirtualTime.run { virtual in
      let clock = ChannelClock(virtual)
      let transport = ScriptedTransport(log: log, clock: clock) { _, number in
        Self.response(StreamKey(seed: seed).child(4).child(number), counted)
      }
      let channel = ProviderChannel(
        endpoint, recording: "r", runSeed: 7, prices: nil,
        services: ProviderServices(
          transport: transport, ledger: MemoryLedger(log), budget: keeper, clock: clock,
          date: { 0 }))
      await Crowd.ask(channel)
      return (await keeper.budget.spent.tokens, await keeper.refusal)
    }
    let tokens = counted.withLock { $0 }
    #expect(tokens <= limit, "seed \(seed)")
    #expect(spent <= limit && spent >= tokens, "seed \(seed): \(spent) of \(limit)")
    #expect(refusal != nil, "seed \(seed)")
  }

  /// What the provider does with a request, and counts: never more than the request allows.
  private static func response(
    _ key: StreamKey, _ counted: Locked<Int>
  ) -> Result<HTTPResponse, TransportFailure> {
    var random = WordStream(key)
    let input = Int.random(in: 1...140, using: &random)
    let output = Int.random(in: 0...100, using: &random)
    let kind = Int.random(in: 0..<8, using: &random)
    if kind > 1 { counted.withLock { $0 += input + output } }
    switch kind {
    case 0: return .success(ChannelFixture.error(429, headers: ["retry-after": "1"]))
    case 1: return .failure(TransportFailure(.transient, "refused", mayBeCharged: false))
    case 2: return .failure(TransportFailure(.timedOut, "no answer", mayBeCharged: true))
    case 3: return .success(ChannelFixture.error(500))
    case 4: return .success(ChannelFixture.answer(usage: false))
    case 5: return .success(HTTPResponse(status: 200, headers: [:], body: Array("{".utf8)))
    default:
      let body = #"""
        {"id":"r","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
        "finish_reason":"stop","message":{"role":"assistant","content":"x"}}],
        "usage":{"prompt_tokens":\#(input),"completion_tokens":\#(output),"total_tokens":0}}
        """#
      return .success(HTTPResponse(status: 200, headers: [:], body: Array(body.utf8)))
    }
  }
}
