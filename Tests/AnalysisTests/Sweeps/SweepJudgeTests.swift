import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory
import RandomStreams
import Statistics
import Testing

struct SweepJudgeTests {
  private func verdict(
    _ claim: String, unit: SweepUnit = .step, _ make: (SweepCell) -> SweepResult
  ) throws -> ClaimResult {
    let definition = try SweepFixture.definition(unit: unit, claim: claim)
    let judge = SweepJudge(definition.cells.map(make))
    return judge.judge(definition.claims[0], experiment: "providers/t")
  }

  /// Trials, so many of them right, the right ones first.
  private func trials(_ right: Int, of all: Int) -> [SweepTrial] {
    (0..<all).map { SweepFixture.trial($0 < right ? .right : .wrong) }
  }

  @Test(arguments: [
    (95, ClaimDefinition.Verdict.supported), (80, .undecided), (60, .contradicted),
  ])
  func successIsHeldAgainstItsValue(right: Int, expected: ClaimDefinition.Verdict) throws {
    let claim = SweepFixture.claim(.successAtLeast, value: 0.8, margin: 3)
    let found = try verdict(claim) { SweepFixture.result($0, trials(right, of: 100)) }
    #expect(found.verdict == expected && found.cells.count == 1)
    #expect(found.cells[0].interval?.contains(Double(right) / 100) == true)
  }

  @Test(arguments: [
    ([95, 60, 60], ClaimDefinition.Verdict.contradicted), ([80, 60, 60], .undecided),
    ([60, 50, 40], .supported),
  ])
  func noMarginReachesWhereAllStayBelow(
    right: [Int], expected: ClaimDefinition.Verdict
  ) throws {
    let claim = SweepFixture.claim(.noMarginReaches, value: 0.8)
    let found = try verdict(claim) {
      SweepFixture.result($0, trials(right[$0.margin - 1], of: 100))
    }
    #expect(found.verdict == expected && found.cells.count == 3)
  }

  /// 20 trials get better and 2 worse: two-sided 2·(1 + 22 + 231)/2^22 = 1.2e-4.
  @Test func trialsAreComparedOneByOne() throws {
    let outcomes = (0..<100).map { index in
      index < 20 ? (false, true) : index < 22 ? (true, false) : (true, true)
    }
    func make(_ cell: SweepCell, _ isSwapped: Bool) -> SweepResult {
      SweepFixture.result(
        cell,
        outcomes.map { least, most in
          SweepFixture.trial(
            (cell.margin == 3) != isSwapped
              ? (most ? .right : .wrong) : (least ? .right : .undecided))
        })
    }
    let rises = try verdict(SweepFixture.claim(.risesWithK)) { make($0, false) }
    #expect(rises.verdict == .supported && rises.cells.count == 1)
    #expect(
      rises.cells[0].note == "20 trials better, 2 worse, p-value 0.000121 at rate 0.01",
      "\(rises.cells[0].note)")
    #expect(
      try verdict(SweepFixture.claim(.risesWithK)) { make($0, true) }.verdict == .contradicted)
    let trend = SweepFixture.claim(.noTrendWithK)
    #expect(try verdict(trend) { make($0, false) }.verdict == .contradicted)
    // Nothing changed: the sign test could not have said otherwise.
    #expect(try verdict(trend) { SweepFixture.result($0, trials(9, of: 10)) }.verdict == .undecided)
    // Eight changed, half of them for the better: all eight one way have 2/2^8, below 1 %.
    let evens = try verdict(trend) { cell in
      SweepFixture.result(
        cell,
        (0..<8).map { SweepFixture.trial(($0 < 4) == (cell.margin == 3) ? .right : .wrong) })
    }
    #expect(evens.verdict == .supported, "\(evens.cells[0].note)")
  }

  /// An undecided race whose right answer nobody knows is no failure.
  @Test func trialsWithoutALabelCountNowhere() throws {
    let unlabelled = (0..<100).map { _ in
      SweepFixture.trial(.undecided, votes: 9, firstValid: 0, firstRight: 0, isLabelled: false)
    }
    let claim = SweepFixture.claim(.successAtLeast, value: 0.8, margin: 3)
    let found = try verdict(claim) {
      SweepFixture.result($0, trials(95, of: 100) + unlabelled)
    }
    #expect(found.verdict == .supported && found.cells[0].n == 100)
    #expect(found.cells[0].estimate == 0.95)
    let votes = try verdict(SweepFixture.claim(.predictedVotes, margin: 3)) {
      SweepFixture.result($0, trials(95, of: 100) + unlabelled)
    }
    #expect(votes.cells[0].n == 100 && votes.cells[0].estimate == 3)
    for kind in [SweepClaimKind.risesWithK, .noTrendWithK] {
      let none = try verdict(SweepFixture.claim(kind)) { SweepFixture.result($0, unlabelled) }
      #expect(none.verdict == .undecided)
      #expect(none.cells[0].note == "no trial can be compared")
    }
  }

  @Test func cellsThatLackDrawsOrIndependenceAreUndecided() throws {
    let claim = SweepFixture.claim(.successAtLeast, value: 0.5)
    let missing = try verdict(claim) {
      SweepFixture.result($0, trials(100, of: 100), missing: $0.margin == 2 ? 1 : 0)
    }
    #expect(missing.verdict == .undecided)
    #expect(missing.cells[1].note == "100 of 101 trials are recorded")
    let reason = "votes not independent: seeds reused"
    let dependent = try verdict(claim) {
      SweepFixture.result($0, trials(100, of: 100), dependence: reason)
    }
    #expect(dependent.verdict == .undecided)
    #expect(dependent.cells.allSatisfy { $0.note == reason })
  }

  @Test func independenceTakesRepliesThatDiffer() throws {
    let claim = SweepFixture.claim(.votesIndependent)
    let all = trials(10, of: 10)
    #expect(try verdict(claim) { SweepFixture.result($0, all) }.verdict == .supported)
    #expect(
      try verdict(claim) { SweepFixture.result($0, all, hasVariety: false) }.verdict == .undecided)
    #expect(
      try verdict(claim) { SweepFixture.result($0, all, dependence: "why") }.verdict
        == .contradicted)
  }

  /// Null: races of two candidates at p = 0.8.
  ///
  /// 200 sweeps of three cells of 60 steps; at 1 % a claim 5 sigma lie at 10.
  @Test func votesOfIndependentRacesArePredicted() throws {
    let definition = try SweepFixture.definition(claim: SweepFixture.claim(.predictedVotes))
    var contradicted = 0
    for seed in 0..<200 {
      var stream = WordStream(StreamKey(seed: seed))
      let results = definition.cells.map { cell in
        SweepFixture.result(cell, (0..<60).map { _ in race(cell, 0.8, &stream, repeats: false) })
      }
      let found = SweepJudge(results).judge(definition.claims[0], experiment: "t")
      if found.verdict == .contradicted { contradicted += 1 }
      #expect(found.verdict != .undecided)
    }
    #expect(contradicted <= 10)
  }

  @Test func votesThatRepeatTheFirstAreTooFew() throws {
    let definition = try SweepFixture.definition(claim: SweepFixture.claim(.predictedVotes))
    for seed in 0..<20 {
      var stream = WordStream(StreamKey(seed: seed))
      let results = definition.cells.map { cell in
        SweepFixture.result(cell, (0..<200).map { _ in race(cell, 0.7, &stream, repeats: true) })
      }
      let found = SweepJudge(results).judge(definition.claims[0], experiment: "t")
      #expect(found.verdict == .contradicted, "seed \(seed)")
      // At k = 1 a race is one vote whatever follows.
      #expect(found.cells[0].verdict == .supported)
    }
  }

  private func race(
    _ cell: SweepCell, _ p: Double, _ stream: inout WordStream, repeats: Bool
  ) -> SweepTrial {
    var (right, wrong) = (0, 0)
    var first: Bool?
    while abs(right - wrong) < cell.margin, right + wrong < cell.cap {
      let drawn = stream.uniform() < p
      let vote = repeats ? first ?? drawn : drawn
      first = first ?? vote
      if vote { right += 1 } else { wrong += 1 }
    }
    let outcome: SweepTrial.Outcome =
      abs(right - wrong) < cell.margin ? .undecided : right > wrong ? .right : .wrong
    return SweepFixture.trial(
      outcome, votes: right + wrong, firstRight: first == true ? 1 : 0)
  }

  /// Tasks of 31 steps at p = 0.97 and k = 1 succeed with 0.97^31 = 0.39.
  @Test(arguments: [(0.39, ClaimDefinition.Verdict.supported), (0.9, .contradicted)])
  func aChainIsHeldAgainstTheProductOfItsSteps(
    success: Double, expected: ClaimDefinition.Verdict
  ) throws {
    let claim = SweepFixture.claim(.chainIsProduct, margin: 1)
    let found = try verdict(claim, unit: .task) { cell in
      let tasks = (0..<200).map { index in
        SweepFixture.trial(
          Double(index / 2) < success * 100 ? .right : .wrong, votes: 31, steps: 31,
          firstValid: 100, firstRight: 97)
      }
      return SweepFixture.result(cell, tasks)
    }
    #expect(found.verdict == expected, "\(found.cells[0].note)")
    #expect(abs((found.cells[0].exact ?? 0) - 0.38898) < 1e-4)
    let cut = try verdict(claim, unit: .task) { cell in
      SweepFixture.result(
        cell,
        (0..<200).map { _ in
          SweepFixture.trial(
            .undecided, votes: 31, steps: 31, firstValid: 100, firstRight: 97, undecided: .drawLimit
          )
        })
    }
    #expect(cut.verdict == .undecided && cut.cells[0].note == "a race ended at its draw limit")
  }
}
