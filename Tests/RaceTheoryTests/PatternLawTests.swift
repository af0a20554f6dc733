import Economics
import MAKERCore
import RaceTheory
import RandomStreams
import Testing

/// Exact laws of patterns against laws that were there before, and what must hold of any.
@Suite struct PatternLawTests {
  static func setting(
    _ successes: [Double], validRates: [Double] = [1, 1, 1],
    difficulty: LadderDifficulty = .alike, steps: Int = 1, review: ReviewQuality? = nil
  ) throws -> PatternSetting {
    try PatternSetting(
      models: ModelTier.allCases.map {
        PatternModel(
          $0, stepSuccess: successes[$0.rank], validRate: validRates[$0.rank],
          price: Money(picodollars: 1_000_000 * [1, 10, 60][$0.rank]), seconds: 1)
      }, difficulty: difficulty, steps: steps, review: review)
  }

  static func isNear(_ one: Double, _ other: Double, within: Double = 1e-12) -> Bool {
    abs(one - other) <= within * max(abs(one), abs(other), 1e-300)
  }

  /// A race without flags is the law of votes, and asked in batches what batches take.
  @Test func followsTheLawOfVotes() throws {
    var words = WordStream(StreamKey(seed: 8101))
    for _ in 0..<60 {
      let p = 0.05 + 0.9 * words.uniform()
      let v = 0.3 + 0.7 * words.uniform()
      let margin = Int.random(in: 1...5, using: &words)
      let cap = margin + Int.random(in: 0...12, using: &words)
      let size = Int.random(in: 1...6, using: &words)
      let law = try RaceLaw(
        of: TwoCandidateRace(stepSuccess: Probability(p), margin: margin), cap: cap)
      let needed = try RaceInRounds(
        PatternRace(rule: RaceRule(margin: margin), attempts: cap, counted: .votes),
        stepSuccess: p, validRate: v)
      let batches = try RaceInRounds(
        PatternRace(
          rule: RaceRule(margin: margin), attempts: cap, counted: .votes, issue: .batches(size)),
        stepSuccess: p, validRate: v)
      let issue = BatchIssue(law: law, validRate: v, size: size)
      let place: Comment = "p \(p) v \(v) k \(margin) cap \(cap) batch \(size)"
      for race in [needed, batches] {
        #expect(Self.isNear(race.right, law.correct), place)
        #expect(Self.isNear(race.wrong, law.wrong), place)
        #expect(Self.isNear(race.undecided, law.undecided), place)
        #expect(Self.isNear(race.votes, law.meanVotes), place)
        #expect(Self.isNear(race.used, law.meanVotes / v), place)
      }
      #expect(Self.isNear(needed.calls, needed.used), place)
      #expect(Self.isNear(batches.calls, issue.issued.mean), place)
      #expect(Self.isNear(batches.rounds, issue.meanBatches), place)
      #expect(needed.rounds <= needed.used * (1 + 1e-12) && needed.rounds >= 1, place)
    }
  }

  /// Small races by hand, flags and all.
  @Test func knowsSmallRaces() throws {
    let (p, v) = (0.8, 0.7)
    let (right, wrong, flag) = (v * p, v * (1 - p), 1 - v)
    // Three draws, first to two: two or three of the same, flags anywhere.
    let simple = try RaceInRounds(
      PatternRace(
        rule: RaceRule(margin: 2, kind: .firstTo), attempts: 3, counted: .draws,
        issue: .batches(3)), stepSuccess: p, validRate: v)
    #expect(Self.isNear(simple.right, right * right * (3 - 2 * right)))
    #expect(Self.isNear(simple.wrong, wrong * wrong * (3 - 2 * wrong)))
    #expect(simple.calls == 3 && simple.rounds == 1)
    // Ahead by two within three draws: the first two votes agree, one flag among them or after.
    let lead = try RaceInRounds(
      PatternRace(
        rule: RaceRule(margin: 2), attempts: 3, counted: .draws, issue: .batches(3)),
      stepSuccess: p, validRate: v)
    #expect(Self.isNear(lead.right, right * right * (1 + 2 * flag)))
    // One vote, given up after two flags in a row.
    let flagged = try RaceInRounds(
      PatternRace(rule: RaceRule(margin: 1), attempts: 9, counted: .draws, flagRun: 2),
      stepSuccess: p, validRate: v)
    #expect(Self.isNear(flagged.undecided, flag * flag))
    #expect(Self.isNear(flagged.calls, 1 + flag))
  }

  /// With votes counted a ladder is the escalation ladder that theory had.
  @Test func isTheEscalationLadder() throws {
    for difficulty in [LadderDifficulty.alike, .proportional(correlation: 0.2)] {
      let setting = try Self.setting(
        [0.6, 0.8, 0.97], validRates: [0.7, 0.9, 1], difficulty: difficulty, steps: 12)
      let pattern = try VotingPattern.ladder(
        margin: 3, attempts: 6, counted: .votes, flagRun: nil)
      let law = try PatternLaw(pattern, setting)
      let plan = try EscalationLadder(
        tiers: setting.models.map {
          LadderTier(
            costPerCall: Double($0.price.picodollars) / 1e12, validRate: $0.validRate, margin: 3,
            cap: 6)
        }, means: setting.models.map(\.stepSuccess), difficulty: difficulty, mostRaces: 3
      ).plan([0, 1, 2])
      let task = plan.reliability(steps: 12)
      #expect(Self.isNear(law.success, task.correct, within: 1e-10))
      #expect(Self.isNear(law.wrong, task.wrong, within: 1e-10))
      #expect(Self.isNear(law.undecided, task.undecided, within: 1e-10))
      #expect(Self.isNear(law.cost, plan.taskCost(steps: 12), within: 1e-10))
      #expect(Self.isNear(law.stepEscalated, plan.reached[1], within: 1e-10))
    }
  }

  @Test func oneTierIsAdaptive() throws {
    let setting = try Self.setting([0.7, 0.8, 0.9], validRates: [0.8, 1, 1], steps: 5)
    let ladder = try VotingPattern.ladder(
      [.small], margin: 3, attempts: 9, counted: .votes, flagRun: nil)
    let adaptive = try VotingPattern.adaptive(margin: 3, cap: 9)
    #expect(ladder != adaptive)
    #expect(try PatternLaw(ladder, setting) == PatternLaw(adaptive, setting))
  }

  static let patterns = [
    "single:tier=small", "simple", "simple:rule=first-to-ahead-by-k", "adaptive", "ladder",
    "ladder:count=votes,attempts=7,k=3", "plan-execute-review",
    "plan-execute-review:rounds=4,execute=adaptive:k=2,cap=4",
  ]

  /// Probabilities sum to 1, and better models make better tasks.
  @Test(arguments: patterns)
  func keepsProbability(text: String) throws {
    let pattern = try VotingPattern(text)
    var words = WordStream(StreamKey(seed: 8102))
    for _ in 0..<20 {
      let rates = (0..<3).map { _ in 0.4 + 0.6 * words.uniform() }
      let steps = Int.random(in: 1...40, using: &words)
      let review = ReviewQuality(
        planSuccess: 0.5 + 0.5 * words.uniform(), sensitivity: words.uniform(),
        specificity: words.uniform())
      var last = -1.0
      // A review that prefers wrong work makes better models worse.
      let isSensible = review.sensitivity + review.specificity >= 1 || pattern.review == nil
      for p in [0.55, 0.7, 0.85, 0.95, 0.999] {
        let setting = try Self.setting(
          [p, p, p], validRates: rates, steps: steps, review: review)
        let law = try PatternLaw(pattern, setting)
        let place: Comment = "\(text) p \(p) v \(rates) s \(steps) \(review)"
        #expect(abs(law.success + law.wrong + law.undecided - 1) < 1e-12, place)
        #expect((0...1).contains(law.escalated) && law.cost > 0 && law.rounds >= 1, place)
        #expect(law.escalated >= law.stepEscalated * (1 - 1e-12), place)
        if isSensible { #expect(law.success >= last * (1 - 1e-12), place) }
        last = law.success
      }
    }
  }

  /// A reviewer who accepts everything in one round changes nothing but the bill.
  @Test func anIdleReviewChangesNothing() throws {
    let idle = ReviewQuality(sensitivity: 0, specificity: 1)
    let setting = try Self.setting(
      [0.7, 0.9, 0.97], difficulty: .proportional(correlation: 0.3), steps: 6, review: idle)
    let plain = try VotingPattern.ladder()
    let law = try PatternLaw(plain, setting)
    let reviewed = try PatternLaw(plain.reviewed(by: PatternReview(rounds: 1)), setting)
    #expect(Self.isNear(reviewed.success, law.success))
    #expect(Self.isNear(reviewed.wrong, law.wrong, within: 1e-10))
    #expect(Self.isNear(reviewed.undecided, law.undecided, within: 1e-10))
    #expect(Self.isNear(reviewed.escalated, law.escalated, within: 1e-10))
    #expect(
      Self.isNear(reviewed.calls[2], law.calls[2] + 1 + (1 - law.undecided), within: 1e-10))
  }

  /// What would take too long is refused, one law of it or all together.
  @Test func refusesWhatTakesTooLong() throws {
    let race = try PatternRace(rule: RaceRule(margin: 3), attempts: 9, counted: .draws)
    let budget = WorkBudget(greatest: 1000)
    #expect(throws: TheoryError.self) {
      try RaceInRounds(race, stepSuccess: 0.8, validRate: 0.9, budget: budget)
    }
    #expect(budget.spent > 1000)
    let long = try PatternRace(rule: RaceRule(margin: 100), attempts: 200, counted: .draws)
    #expect(throws: TheoryError.self) {
      try RaceInRounds(long, stepSuccess: 0.8, validRate: 0.9)
    }
  }

  @Test func refusesWhatIsNotGiven() throws {
    let one = try PatternSetting(
      models: [PatternModel(.small, stepSuccess: 0.8, price: Money(picodollars: 1))])
    #expect(throws: PatternError("ladder asks medium, of which nothing is given")) {
      try PatternLaw(.ladder(), one)
    }
    #expect(throws: PatternError.self) {
      try PatternLaw(.simple().reviewed(by: PatternReview(planner: .small, reviewer: .small)), one)
    }
    #expect(throws: PatternError("small is given twice")) {
      try PatternSetting(models: [one.models[0], one.models[0]])
    }
  }
}
