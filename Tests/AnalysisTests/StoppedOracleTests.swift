import Analysis
import ExperimentDesign
import MAKERCore
import StoppingRules
import Testing

@Suite struct StoppedOracleTests {
  private func stopped(
    _ kind: StoppingKind, shares: [Double], v: Double = 1, model: SimulatedModel? = nil
  ) -> DesignPoint {
    var point = point(shares: shares, v: v, cap: 500)
    point.model = model
    point.stopping = StoppingChoice(kind: kind, delta: 0.01)
    return point
  }

  /// First-to-ahead-by-k as a stopping rule has the law of its margin, flags and Beta steps included.
  @Test func marginsHaveTheirLaws() throws {
    let beta = try SimulatedModel(
      name: "m",
      population: .init(classes: [
        .init(share: 0.5, flagRate: 0.2, error: .beta(alpha: 2, beta: 8)),
        .init(share: 0.5, flagRate: 0, error: .constant(0.2)),
      ]))
    for (model, v) in [(nil, 0.7), (beta, 0.9)] {
      let stopped = stopped(.firstToAheadBy, shares: [0.8, 0.2], v: v, model: model)
      let rule = try #require(try stopped.stoppingRule())
      var plain = stopped
      (plain.stopping, plain.margin) = (nil, rule.fewestVotes)
      let oracle = TheoryOracle()
      let found = try #require(oracle.race(of: stopped))
      let expected = try #require(oracle.race(of: plain))
      #expect(abs(found.wrong / expected.wrong - 1) < 1e-10)
      #expect(abs(found.meanVotes / expected.meanVotes - 1) < 1e-10)
      #expect(abs(found.varianceVotes / expected.varianceVotes - 1) < 1e-9)
      let draws = try #require(found.meanDraws)
      #expect(abs(draws / (expected.meanDraws ?? expected.meanVotes / v) - 1) < 1e-10)
      let survival = try #require(oracle.survival(of: stopped, votes: 9))
      let plainSurvival = try #require(oracle.survival(of: plain, votes: 9))
      #expect(zip(survival, plainSurvival).allSatisfy { abs($0 - $1) < 1e-12 })
      #expect(survival.count == 10 && plainSurvival.count >= 10)
      #expect(oracle.law(of: stopped) == nil)
    }
  }

  @Test func noLawWithoutAChain() {
    let oracle = TheoryOracle()
    #expect(oracle.race(of: stopped(.ppr, shares: [0.6, 0.2, 0.2])) == nil)
    #expect(oracle.race(of: stopped(.certifiedMajority, shares: [0.8, 0.2])) == nil)
    #expect(oracle.race(of: stopped(.esc, shares: [0.8, 0.2])) != nil)
  }
}
