import Economics
import Foundation
import MAKERCore
import RandomStreams
import Testing

/// What holds for every budget, whoever asks in whatever order.
@Suite struct BudgetPropertyTests {
  @Test func noLimitIsEverPassed() {
    for seed in 0..<50 { RandomBudget(seed: seed).run() }
  }
}

@Suite(.enabled(if: ProcessInfo.processInfo.environment["MAKERLAB_SOAK"] != nil))
struct BudgetPropertySoakTests {
  @Test func noLimitIsEverPassed() {
    for seed in 0..<1000 { RandomBudget(seed: seed).run() }
  }
}

/// A random budget, asked by up to 64 callers whose calls end in random order.
private struct RandomBudget {
  let seed: Int

  func run() {
    var random = WordStream(StreamKey(seed: seed).child(1))
    let providers = ["openai", "anthropic", "ollama"]
    let most = Int.random(in: 1...5000, using: &random)
    let limits = BudgetLimits(
      total: SpendingLimit(
        money: Bool.random(using: &random) ? Money(picodollars: most * 3) : nil, tokens: most),
      providers: [
        "openai": SpendingLimit(tokens: Int.random(in: 0...most, using: &random)),
        "ollama": SpendingLimit(
          money: Money(picodollars: Int.random(in: 0...most, using: &random))),
      ])
    let past = Charge(
      inputTokens: Int.random(in: 0...most, using: &random), outputTokens: 0, picodollars: 0)
    var budget = Budget(limits, spent: past, spentByProvider: ["openai": past])
    let begun = Holding(budget)
    var underWay: [Budget.Reservation] = []
    var expected = past
    for step in 0..<400 {
      let provider = providers[Int.random(in: 0..<3, using: &random)]
      let worst = Charge(
        inputTokens: Int.random(in: 0...60, using: &random),
        outputTokens: Int.random(in: 1...60, using: &random),
        picodollars: Int.random(in: 0...400, using: &random))
      if underWay.count < 64, Int.random(in: 0..<3, using: &random) > 0 {
        switch budget.reserve(worst, for: provider) {
        case .granted(let reservation): underWay.append(reservation)
        case .later: #expect(!underWay.isEmpty, "seed \(seed) step \(step): nobody to wait for")
        case .refused: break
        }
      } else if !underWay.isEmpty {
        let call = underWay.remove(at: Int.random(in: underWay.indices, using: &random))
        let actual = Charge(
          inputTokens: Int.random(in: 0...call.worst.inputTokens, using: &random),
          outputTokens: Int.random(in: 0...call.worst.outputTokens, using: &random),
          picodollars: Int.random(in: 0...(call.worst.picodollars ?? 0), using: &random))
        let outcomes: [(AttemptOutcome, Charge)] = [
          (.answered(actual), actual), (.free, .zero), (.unknown, call.worst),
          (.answered(nil), call.worst),
        ]
        let (outcome, charge) = outcomes[Int.random(in: 0..<4, using: &random)]
        budget.settle(call, as: outcome)
        expected += charge
      }
      Holding(budget).check(limits, begunAt: begun, "seed \(seed) step \(step)")
      #expect(budget.spent == expected, "seed \(seed) step \(step)")
      #expect(budget.breach == nil && budget.callsUnderWay == underWay.count)
    }
  }
}

/// Settled and set aside together: over all providers, and of each.
private struct Holding {
  let total: Charge
  let providers: [String: Charge]

  init(_ budget: Budget) {
    var total = budget.spent
    total += budget.reserved
    self.total = total
    providers = Dictionary(
      uniqueKeysWithValues: ["openai", "anthropic", "ollama"].map {
        var sum = budget.spentByProvider[$0] ?? .zero
        sum += budget.reserved(by: $0)
        return ($0, sum)
      })
  }

  /// No limit is passed, unless it was when the run began: then nothing is added.
  func check(_ limits: BudgetLimits, begunAt start: Holding, _ place: String) {
    check(total, start.total, limits.total, place)
    for (provider, limit) in limits.providers {
      check(providers[provider] ?? .zero, start.providers[provider] ?? .zero, limit, place)
    }
  }

  private func check(_ held: Charge, _ begun: Charge, _ limit: SpendingLimit, _ place: String) {
    if let most = limit.tokens { #expect(held.tokens <= max(most, begun.tokens), "\(place)") }
    if let most = limit.money?.picodollars {
      #expect((held.picodollars ?? .max) <= max(most, begun.picodollars ?? .max), "\(place)")
    }
  }
}
