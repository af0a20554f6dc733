import MAKERCore
import RaceTheory
import Statistics
import StoppingRules
import Testing

/// Every rule keeps the error that it promises on the channels that it promises it for.
@Suite struct GuaranteeTests {
  /// Two candidates: exact, at settings drawn with seed 29.
  @Test(arguments: StoppingKind.allCases.filter { $0 != .certifiedMajority })
  func exactErrorsStayBelowDelta(kind: StoppingKind) throws {
    var numbers = VoteSource([1], seed: 29)
    for _ in 0..<25 {
      let assumed = 0.55 + 0.44 * numbers.uniform()
      let delta = 0.2 * numbers.uniform() * numbers.uniform() + 1e-6
      let made = try StoppingRules.make(setting(kind, delta: delta, p: assumed, cap: 300))
      let rule = try #require(made as? any ChainRule)
      for p in [0.501, 0.55, assumed, assumed + (1 - assumed) * numbers.uniform()] {
        guard rule.guarantee.covers(shares: [p, 1 - p], isIndependent: true) else { continue }
        let wrong = law(rule, .constant(1 - p)).wrong
        #expect(
          wrong <= delta * (1 + 1e-9), "\(kind), assumed \(assumed), p = \(p): \(wrong) > \(delta)")
      }
    }
  }

  private func law(_ rule: some ChainRule, _ error: StepPopulation.ErrorLaw) -> StoppingLaw {
    StoppingLaw(rule, error: error)
  }

  /// Scattered wrong votes make a margin no less safe: exact, at shares drawn with seed 31.
  @Test func scatteredVotesAreNoWorseForMargins() throws {
    var numbers = VoteSource([1], seed: 31)
    for _ in 0..<20 {
      let p = 0.55 + 0.35 * numbers.uniform()
      let first = (1 - p) * numbers.uniform()
      let delta = 0.2 * numbers.uniform() + 1e-3
      let rule = try FirstToAheadBy(setting(.firstToAheadBy, delta: delta, p: p))
      let shares = [p, first, 1 - p - first]
      let law = try RaceLaw(shares: CandidateShares(shares), margin: rule.margin)
      #expect(law.wrong <= delta * (1 + 1e-9), "\(shares), k = \(rule.margin)")
    }
  }

  /// Several candidates, and the rule that has no chain.
  ///
  /// Null: an error of δ; one-sided exact binomial test at 1e-6 a rule and channel; seed 37.
  @Test(arguments: StoppingKind.allCases)
  func simulatedErrorsStayBelowDelta(kind: StoppingKind) throws {
    let delta = 0.05
    for shares in [[0.6, 0.1, 0.1, 0.1, 0.1], [0.55, 0.25, 0.2], [0.6, 0.4], [0.4, 0.35, 0.25]] {
      let assumed = kind.assumesSuccess && shares[0] < 0.5 && kind != .bayes ? [0.6, 0.4] : shares
      let made = try StoppingSetting(kind: kind, delta: delta, assumedShares: assumed, cap: 300)
      let rule = try StoppingRules.make(made)
      guard rule.guarantee.covers(shares: shares, isIndependent: true) else { continue }
      let found = RaceCounts(rule, shares: shares, races: 1500, seed: 37)
      let pValue = BinomialTest.upperTail(
        successes: found.wrong, trials: found.races, probability: delta, complement: 1 - delta)
      #expect(pValue > 1e-6, "\(kind) at \(shares): \(found.wrong) of \(found.races) wrong")
    }
  }

  /// What is promised where, in words.
  @Test func scopes() throws {
    func covers(_ kind: StoppingKind, _ assumed: [Double], _ shares: [Double]) throws -> Bool {
      let setting = try StoppingSetting(kind: kind, delta: 0.01, assumedShares: assumed)
      return try StoppingRules.make(setting).guarantee.covers(shares: shares, isIndependent: true)
    }
    #expect(try covers(.firstToAheadBy, [0.8, 0.2], [0.8, 0.1, 0.1]))
    #expect(try !covers(.firstToAheadBy, [0.8, 0.2], [0.79, 0.21]))
    #expect(try covers(.bayes, [0.8, 0.2], [0.9, 0.1]))
    #expect(try !covers(.bayes, [0.8, 0.1, 0.1], [0.9, 0.05, 0.05]))
    #expect(try covers(.ppr, [0.8, 0.2], [0.51, 0.49]))
    #expect(try !covers(.ppr, [0.8, 0.2], [0.6, 0.2, 0.2]))
    #expect(try !covers(.ppr, [0.8, 0.2], [0.5, 0.5]))
    for kind in [StoppingKind.adaptiveConsistency, .esc, .earlyStop] {
      #expect(try !covers(kind, [0.8, 0.2], [0.9, 0.1]))
    }
    let rule = try StoppingRules.make(setting(.ppr, delta: 0.1))
    #expect(!rule.guarantee.covers(shares: [0.9, 0.1], isIndependent: false))
  }
}

/// Rules without a promise, where they break what their δ seems to say.
@Suite struct NoGuaranteeTests {
  /// Whatever k is, the early stop takes the majority of at most five votes: 2.66 % wrong at p = .85 and
  /// 16.3 % at p = .7.
  @Test(arguments: [3, 5, 10])
  func earlyStopIgnoresTheMargin(margin: Int) throws {
    for (p, wrong) in [(0.85, 0.026_611_875), (0.7, 0.163_08)] {
      let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: margin)
      let rule = try EarlyStop(setting(.earlyStop, delta: race.wrong * 1.000_001, p: p))
      #expect(rule.margin == margin)
      let law = StoppingLaw(rule, error: .constant(1 - p))
      #expect(abs(law.wrong - wrong) < 1e-9)
      #expect(law.correctAt.count - 1 == 5)
    }
  }

  @Test func posteriorsAreNoErrorRates() throws {
    let rule = try AdaptiveConsistency(setting(.adaptiveConsistency, delta: 0.05))
    #expect(StoppingLaw(rule, error: .constant(0.45)).wrong > 0.12)
    #expect(StoppingLaw(rule, error: .constant(0.15)).wrong < 0.05)
  }

  @Test func windowsFallBackOnAPlurality() throws {
    let rule = try WindowStop(setting(.esc, delta: 0.001, p: 0.6))
    #expect(StoppingLaw(rule, error: .constant(0.4)).wrong > 0.02)
  }

  /// Under a correlation of .05 within steps no rule keeps every δ, and no prior-free one either: where the
  /// wrong answer is the more likely one of a step, more votes only make it surer.
  @Test func correlatedVotesBreakEveryPromise() throws {
    let error = StepPopulation.ErrorLaw.beta(alpha: 0.15 * 19, beta: 0.85 * 19)
    for kind in [StoppingKind.firstToAheadBy, .majority, .sprt, .ppr, .mixtureSPRT] {
      let made = try StoppingRules.make(setting(kind, delta: 1e-6, p: 0.85, cap: 1000))
      let rule = try #require(made as? any ChainRule)
      #expect(law(rule, error).wrong > 1e-5, "\(kind)")
    }
  }

  private func law(_ rule: some ChainRule, _ error: StepPopulation.ErrorLaw) -> StoppingLaw {
    StoppingLaw(rule, error: error)
  }
}
