import Economics
import Foundation
import MAKERCore
import Providers
import RandomStreams
import Testing

@Suite(.timeLimit(.minutes(10))) struct NestedBudgetTests {
  private func charge(_ tokens: Int, _ money: Int? = 0) -> Charge {
    Charge(inputTokens: tokens, outputTokens: 0, picodollars: money)
  }

  private func keeper(_ tokens: Int?, money: Int? = nil, passesUnpriced: Bool = false)
    -> BudgetKeeper
  {
    BudgetKeeper(
      Budget(
        BudgetLimits(
          total: SpendingLimit(money: money.map { Money(picodollars: $0) }, tokens: tokens),
          passesUnpriced: passesUnpriced)))
  }

  /// What the narrow one had set aside is given back when the wide one refuses, and the refusal says whose
  /// it is.
  @Test func aRefusalGivesBackWhatOthersHadAllowed() async throws {
    let (call, server) = (keeper(100), keeper(10))
    let budget = NestedBudget([.init("this call", call), .init("this server", server)])
    let refusal = await #expect(throws: ChannelFailure.self) {
      _ = try await budget.reserve(charge(11), for: "openai")
    }
    #expect(refusal?.kind == .exhausted)
    #expect(
      refusal?.message
        == "this server: the budget of 10 tokens is too small: the next call may take 11"
    )
    #expect(await call.budget.reserved == .zero)
    #expect(await call.budget.callsUnderWay == 0)
    #expect(await call.budget.spent == .zero)
    let fits = try await budget.reserve(charge(9), for: "openai")
    await budget.settle(fits, .answered(charge(4)))
    #expect(await call.budget.spent == charge(4))
    #expect(await server.budget.spent == charge(4))
    #expect(budget.callsUnderWay == 0)
  }

  /// A limit of money lets calls without a price pass where it says so, and counts the others.
  @Test func callsWithoutAPriceAreBoundedByTokensAlone() async throws {
    let keeper = keeper(100, money: 50, passesUnpriced: true)
    let local = try await keeper.reserve(charge(60, nil), for: "ollama")
    let paid = try await keeper.reserve(charge(10, 50), for: "openai")
    await keeper.settle(local, .answered(charge(60, nil)))
    await keeper.settle(paid, .answered(charge(5, 20)))
    #expect(await keeper.budget.spent == charge(65, 20))
    await #expect(throws: ChannelFailure.self) {
      _ = try await keeper.reserve(charge(1, 31), for: "openai")
    }
    await #expect(throws: ChannelFailure.self) {
      _ = try await keeper.reserve(charge(36, nil), for: "ollama")
    }
    await keeper.settle(try await keeper.reserve(charge(35, nil), for: "ollama"), .unknown)
    #expect(await keeper.budget.spent == charge(100, 20))
    let strict = self.keeper(100, money: 50)
    await #expect(throws: ChannelFailure.self) {
      _ = try await strict.reserve(charge(1, nil), for: "ollama")
    }
  }

  @Test func aCallThatWaitsForTheServerCanBeCancelled() async throws {
    let (call, server) = (keeper(100), keeper(10))
    let first = try await server.reserve(charge(8), for: "openai")
    let budget = NestedBudget([.init("this call", call), .init("this server", server)])
    let waiting = Task { try await budget.reserve(charge(5), for: "openai") }
    while await server.callsWaiting == 0 { await Task.yield() }
    #expect(await call.budget.callsUnderWay == 1)
    waiting.cancel()
    await #expect(throws: ChannelFailure.self) { _ = try await waiting.value }
    #expect(await call.budget.callsUnderWay == 0)
    await server.settle(first, .free)
    #expect(await server.budget.reserved == .zero)
  }

  /// Many calls, some in a configuration, under one server: none is charged more than its budget, and
  /// nothing stays set aside.
  @Test(arguments: 0..<40) func noBudgetIsEverExceeded(seed: Int) async throws {
    var random = WordStream(StreamKey(seed: seed).child(1))
    let server = keeper(
      Int.random(in: 1...20_000, using: &random),
      money: Int.random(in: 1...200_000, using: &random),
      passesUnpriced: true)
    let configurations = (0..<3).map { _ in
      keeper(Int.random(in: 1...8_000, using: &random), passesUnpriced: true)
    }
    let calls = (0..<24).map { _ in
      keeper(
        Int.random(in: 1...1_500, using: &random),
        money: Int.random(in: 1...20_000, using: &random),
        passesUnpriced: true)
    }
    let budgets = calls.enumerated().map { index, call in
      let middle = index % 4 == 3 ? [] : [configurations[index % 4]]
      return NestedBudget(
        ([call] + middle + [server]).map { NestedBudget.Layer("a budget", $0) })
    }
    await withTaskGroup(of: Void.self) { group in
      for (index, budget) in budgets.enumerated() {
        for asker in 0..<3 {
          let stream = WordStream(StreamKey(seed: seed).child(2).child(index).child(asker))
          group.addTask { await Self.ask(budget, stream) }
        }
      }
    }
    var sums = [Charge](repeating: .zero, count: 4)
    for (index, call) in calls.enumerated() {
      sums[index % 4] += await call.budget.spent
      #expect(budgets[index].callsUnderWay == 0, "seed \(seed)")
    }
    for keeper in calls + configurations + [server] {
      let budget = await keeper.budget
      #expect(budget.spent.tokens <= budget.limits.total.tokens ?? .max, "seed \(seed)")
      #expect(
        budget.spent.picodollars ?? .max <= budget.limits.total.money?.picodollars ?? .max,
        "seed \(seed)")
      #expect(budget.reserved == .zero && budget.callsUnderWay == 0, "seed \(seed)")
      #expect(await keeper.callsWaiting == 0, "seed \(seed)")
    }
    // What is spent within is what is spent around it.
    for (index, configuration) in configurations.enumerated() {
      #expect(await configuration.budget.spent == sums[index], "seed \(seed)")
    }
    #expect(
      await server.budget.spent == sums.reduce(into: Charge.zero) { $0 += $1 }, "seed \(seed)")
  }

  /// Asks until refused, some prices unknown, some ends unknown.
  private static func ask(_ budget: NestedBudget, _ stream: WordStream) async {
    var random = stream
    while true {
      let isPriced = Int.random(in: 0..<4, using: &random) > 0
      let worst = Charge(
        inputTokens: Int.random(in: 1...60, using: &random),
        outputTokens: Int.random(in: 1...60, using: &random),
        picodollars: isPriced ? Int.random(in: 0...400, using: &random) : nil)
      guard let call = try? await budget.reserve(worst, for: "openai") else { return }
      for _ in 0..<Int.random(in: 0..<3, using: &random) { await Task.yield() }
      switch Int.random(in: 0..<4, using: &random) {
      case 0: await budget.settle(call, .free)
      case 1: await budget.settle(call, .unknown)
      default:
        await budget.settle(
          call,
          .answered(
            Charge(
              inputTokens: worst.inputTokens,
              outputTokens: Int.random(in: 0...worst.outputTokens, using: &random),
              picodollars: worst.picodollars.map { Int.random(in: 0...$0, using: &random) })))
      }
    }
  }
}
