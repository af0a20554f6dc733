import Economics
import MAKERCore
import RaceTheory
import RandomStreams
import Testing

@Suite struct WorkPlanLawTests {
  /// A single call a step, without a second attempt: powers of p.
  @Test func aCallIsAPower() throws {
    let law = try WorkPlanLaw(
      .repeating(.single(.small), attempts: 1), stepSuccess: [0.9, 0.95, 0.99], steps: 4,
      detection: 0.5)
    let right = 0.9 * 0.9 * 0.9 * 0.9
    #expect(abs(law.right - right) < 1e-14)
    #expect(abs(law.wrong - (1 - right) / 2) < 1e-14 && abs(law.failed - law.wrong) < 1e-14)
    #expect(law.calls == [4, 0, 0] && law.escalated == 0 && law.attempts == 1)
    #expect(law.cost([2, 3, 4]) == 8)
  }

  /// Attempts that fail in sight climb: geometric sums.
  @Test func attemptsClimb() throws {
    let law = try WorkPlanLaw(
      .climbing(from: .small, attempts: 3), stepSuccess: [0.8, 0.9, 0.95], steps: 1, detection: 1)
    #expect(abs(law.right - (0.8 + 0.2 * 0.9 + 0.2 * 0.1 * 0.95)) < 1e-14)
    #expect(abs(law.failed - 0.2 * 0.1 * 0.05) < 1e-15 && law.wrong == 0)
    #expect(abs(law.escalated - 0.2) < 1e-14)
    #expect(abs(law.attempts - 1.22) < 1e-14 && abs(law.calls[2] - 0.02) < 1e-15)
    #expect(abs(law.reworkCalls[1] - 0.2) < 1e-15 && law.reworkCalls[0] == 0)
  }

  /// With one attempt a step of the plan is the step of the ladder.
  @Test func aLadderIsTheLadder() throws {
    let (p, steps) = ([0.6, 0.8, 0.97], 12)
    let pattern = try VotingPattern("ladder:tiers=small+large,k=2+3,attempts=5+9,count=votes")
    let law = try WorkPlanLaw(
      .rising(pattern, attempts: 1), stepSuccess: p, steps: steps, detection: 0)
    let ladder = try EscalationLadder(
      tiers: [
        LadderTier(costPerCall: 1, margin: 2, cap: 5),
        LadderTier(costPerCall: 7, margin: 3, cap: 9),
      ],
      kinds: [LadderKind(share: 1, stepSuccess: [p[0], p[2]])], mostRaces: 2)
    let plan = ladder.plan([0, 1])
    let end = plan.reliability(steps: steps)
    #expect(abs(law.right - end.correct) < 1e-13 && abs(law.wrong - end.wrong) < 1e-13)
    #expect(abs(law.failed - end.undecided) < 1e-13)
    #expect(abs(law.cost([1, 0, 7]) - plan.taskCost(steps: steps)) < 1e-11)
    let first = ladder.races[0][0]
    let unescalated = (0..<steps).reduce(1.0) { product, _ in product * (1 - first.undecided) }
    #expect(abs(law.escalated - (1 - unescalated)) < 1e-13)
  }

  /// One attempt without a check is the pattern itself, by the law that `patterns` and `solve` have.
  @Test func oneAttemptIsThePattern() throws {
    for number in 0..<80 {
      var words = WordStream(StreamKey(seed: 31).child(number))
      func count(_ greatest: Int) -> Int { 1 + Int(words.uniform() * Double(greatest)) }
      let tiers = ModelTier.allCases.filter { _ in words.uniform() < 0.7 }
      guard !tiers.isEmpty else { continue }
      let rungs = try tiers.map { tier in
        let margin = count(4)
        return PatternRung(
          tier,
          try PatternRace(
            rule: RaceRule(margin: margin), attempts: margin + count(6) - 1, counted: .votes))
      }
      let pattern = try VotingPattern.ladder(rungs)
      let p = ModelTier.allCases.map { _ in 0.05 + 0.9 * words.uniform() }
      let steps = count(20)
      let setting = try PatternSetting(
        models: ModelTier.allCases.map {
          PatternModel(
            $0, stepSuccess: p[$0.rank],
            price: Money(picodollars: [1, 7, 40][$0.rank] * 1_000_000_000))
        }, steps: steps)
      let theirs = try PatternLaw(pattern, setting)
      let ours = try WorkPlanLaw(
        .rising(pattern, attempts: 1), stepSuccess: p, steps: steps, detection: 0)
      let pairs =
        [
          (ours.right, theirs.success), (ours.wrong, theirs.wrong),
          (ours.failed, theirs.undecided), (ours.escalated, theirs.escalated),
          (ours.cost(setting.prices), theirs.cost),
        ] + zip(ours.calls, theirs.calls)
      for (own, other) in pairs {
        #expect(
          abs(own - other) <= 1e-12 + 1e-10 * abs(other),
          "\(number): \(pattern), p \(p), \(steps) steps: \(own), not \(other)")
      }
    }
  }
}
