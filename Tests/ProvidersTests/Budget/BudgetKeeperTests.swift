import Economics
import Foundation
import MAKERCore
import Providers
import RandomStreams
import Testing

@Suite(.timeLimit(.minutes(10))) struct BudgetKeeperTests {
  private func charge(_ tokens: Int) -> Charge {
    Charge(inputTokens: tokens, outputTokens: 0, picodollars: 0)
  }

  private func keeper(_ tokens: Int) -> BudgetKeeper {
    BudgetKeeper(Budget(BudgetLimits(total: SpendingLimit(tokens: tokens))))
  }

  /// What the first call gives back is enough for the second, which waited for it.
  @Test func aCallThatMayYetFitWaits() async throws {
    let keeper = keeper(10)
    let first = try await keeper.reserve(charge(8), for: "openai")
    let second = Task { try await keeper.reserve(charge(5), for: "openai") }
    while await keeper.callsWaiting == 0 { await Task.yield() }
    await keeper.settle(first, .answered(charge(4)))
    await keeper.settle(try await second.value, .answered(charge(5)))
    #expect(await keeper.budget.spent == charge(9))
    #expect(await keeper.refusal == nil)
  }

  @Test func aCallThatCannotFitAnyMoreIsRefused() async throws {
    let keeper = keeper(10)
    let first = try await keeper.reserve(charge(8), for: "openai")
    let second = Task { try await keeper.reserve(charge(5), for: "openai") }
    while await keeper.callsWaiting == 0 { await Task.yield() }
    await keeper.settle(first, .unknown)
    let refusal = await #expect(throws: ChannelFailure.self) { _ = try await second.value }
    #expect(refusal?.kind == .exhausted)
    #expect(
      refusal?.message
        == "the budget of 10 tokens is spent: 8 charged, and the next call may take 5")
    #expect(await keeper.refusal == .tokens(provider: nil, limit: 10, spent: 8, needed: 5))
  }

  @Test func aWaitingCallCanBeCancelled() async throws {
    let keeper = keeper(10)
    let first = try await keeper.reserve(charge(10), for: "openai")
    let waiting = Task { try await keeper.reserve(charge(1), for: "openai") }
    while await keeper.callsWaiting == 0 { await Task.yield() }
    waiting.cancel()
    await #expect(throws: ChannelFailure.self) { _ = try await waiting.value }
    #expect(await keeper.callsWaiting == 0)
    await keeper.settle(first, .free)
    #expect(await keeper.budget.reserved == .zero)
  }

  @Test(arguments: 0..<50) func noTokenIsCountedBeyondTheBudget(seed: Int) async throws {
    try await CrowdedRun(seed: seed).check()
  }
}

@Suite(
  .timeLimit(.minutes(10)),
  .enabled(if: ProcessInfo.processInfo.environment["MAKERLAB_SOAK"] != nil))
struct BudgetKeeperSoakTests {
  @Test func noTokenIsCountedBeyondTheBudget() async throws {
    for seed in 0..<1000 { try await CrowdedRun(seed: seed).check() }
  }
}

/// Sixty-four callers at once who ask until nothing more is allowed.
private struct CrowdedRun {
  let seed: Int

  func check() async throws {
    var random = WordStream(StreamKey(seed: seed).child(2))
    let most = Int.random(in: 1...20_000, using: &random)
    let money = Money(picodollars: Int.random(in: 1...100_000, using: &random))
    let limits = BudgetLimits(
      total: SpendingLimit(tokens: most), providers: ["openai": SpendingLimit(money: money)])
    let keeper = BudgetKeeper(Budget(limits))
    let server = CountingServer()
    await withTaskGroup(of: Void.self) { group in
      for caller in 0..<64 {
        group.addTask { await ask(keeper, server, WordStream(StreamKey(seed: seed).child(caller))) }
      }
    }
    let counted = await server.counted
    let asked = await server.asked
    #expect(counted.values.reduce(0) { $0 + $1.tokens } <= most, "seed \(seed)")
    #expect((counted["openai"]?.picodollars ?? 0) <= money.picodollars, "seed \(seed)")
    let budget = await keeper.budget
    #expect(budget.spentByProvider == counted, "seed \(seed)")
    #expect(budget.reserved == .zero && budget.callsUnderWay == 0, "seed \(seed)")
    #expect(await keeper.callsWaiting == 0)
    // The run ends for want of budget, and with most of it used.
    #expect(await keeper.refusal != nil, "seed \(seed)")
    #expect(asked > 0 || most < 120 || money.picodollars < 400, "seed \(seed)")
  }

  private func ask(
    _ keeper: BudgetKeeper, _ server: CountingServer, _ stream: WordStream
  ) async {
    var random = stream
    while true {
      let provider = Bool.random(using: &random) ? "openai" : "ollama"
      let worst = Charge(
        inputTokens: Int.random(in: 1...60, using: &random),
        outputTokens: Int.random(in: 1...60, using: &random),
        picodollars: Int.random(in: 0...400, using: &random))
      guard let call = try? await keeper.reserve(worst, for: provider) else { return }
      let actual = Charge(
        inputTokens: worst.inputTokens,
        outputTokens: Int.random(in: 0...worst.outputTokens, using: &random),
        picodollars: Int.random(in: 0...(worst.picodollars ?? 0), using: &random))
      for _ in 0..<Int.random(in: 0..<3, using: &random) { await Task.yield() }
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        // Refused at the door: it costs nothing there either.
        await server.count(.zero, of: provider)
        await keeper.settle(call, .free)
      case 1:
        // The answer is lost on its way, so that all of it may have been counted.
        await server.count(worst, of: provider)
        await keeper.settle(call, .unknown)
      default:
        await server.count(actual, of: provider)
        await keeper.settle(call, .answered(actual))
      }
    }
  }
}

/// What a provider counts on its side.
private actor CountingServer {
  private(set) var counted: [String: Charge] = [:]
  private(set) var asked = 0

  func count(_ charge: Charge, of provider: String) {
    counted[provider, default: .zero] += charge
    asked += 1
  }
}
