import Foundation
import MAKERCore
import RaceTheory
import RandomStreams
import Testing

@Suite struct PopulationLawTests {
  static let rules = [
    RaceRule(margin: 2), RaceRule(margin: 3), RaceRule(margin: 3, kind: .firstTo),
    RaceRule(margin: 2, kind: .firstTo),
  ]

  /// A population of alike steps is the race itself.
  @Test(arguments: rules)
  func constantErrorsAreTheRace(rule: RaceRule) throws {
    for wrongShares in [[1], [0.7, 0.3], [0.5, 0.5], [0.4, 0.4, 0.2]] {
      for error in [0.002, 0.1, 0.3] {
        for cap in [nil, 5, 12] {
          let population = try StepPopulation(
            classes: [.init(share: 1, flagRate: 0.2, error: .constant(error))],
            wrongShares: wrongShares)
          let law = try PopulationLaw(population, rule: rule, cap: cap).ordinary
          let shares = [1 - error] + wrongShares.map { error * $0 }
          let race = try RaceLaw(shares: CandidateShares(shares), rule: rule, cap: cap)
          let place = "\(rule), \(wrongShares), q \(error), cap \(cap.map(String.init) ?? "none")"
          #expect(abs(law.wrong / race.wrong - 1) < 2e-6, "\(place)")
          #expect(abs(law.correct - race.correct) < 1e-12, "\(place)")
          #expect(abs(law.undecided - race.undecided) < 1e-12, "\(place)")
          #expect(abs(law.meanVotes - race.meanVotes) < 1e-10, "\(place)")
          #expect(abs(law.varianceVotes - race.varianceVotes) < 1e-8, "\(place)")
          #expect(abs(law.meanDraws - law.meanVotes / 0.8) < 1e-12, "\(place)")
          for (own, other) in zip(law.survivalByVote(upTo: 12), race.survival) {
            #expect(abs(own - other) < 1e-12, "\(place)")
          }
        }
      }
    }
  }

  /// Every path of votes with its moment of the Beta, enumerated by the race itself.
  @Test(arguments: rules)
  func betaErrorsMatchEnumeration(rule: RaceRule) throws {
    let split = [0.6, 0.4]
    let classes: [StepPopulation.StepClass] = [
      .init(share: 0.7, flagRate: 0.01, error: .beta(alpha: 0.3, beta: 2.5)),
      .init(share: 0.3, flagRate: 0.4, error: .beta(alpha: 2, beta: 1.5)),
    ]
    let population = try StepPopulation(classes: classes, wrongShares: split)
    let law = try PopulationLaw(population, rule: rule, cap: 7).ordinary
    var exact = (correct: 0.0, wrong: 0.0, undecided: 0.0, votes: 0.0)
    for step in classes {
      guard case .beta(let alpha, let beta) = step.error else { continue }
      func follow(_ race: VoteRace, _ mass: Double, _ right: Int, _ wrong: Int) {
        for candidate in 0...2 {
          var next = race
          let isRight = candidate == 0
          // The next vote given those before: Pólya's urn.
          let chance =
            (isRight ? beta + Double(right) : (alpha + Double(wrong)) * split[candidate - 1])
            / (alpha + beta + Double(right + wrong))
          let flow = mass * chance
          let verdict = next.cast(candidate)
          switch verdict {
          case nil:
            follow(next, flow, right + (isRight ? 1 : 0), wrong + (isRight ? 0 : 1))
            continue
          case .won(candidate: 0): exact.correct += flow
          case .won: exact.wrong += flow
          case .undecided: exact.undecided += flow
          }
          exact.votes += flow * Double(next.votes)
        }
      }
      follow(VoteRace(rule: rule, cap: 7), step.share, 0, 0)
    }
    #expect(abs(law.correct - exact.correct) < 1e-13, "\(rule)")
    #expect(abs(law.wrong - exact.wrong) < 1e-13, "\(rule)")
    #expect(abs(law.undecided - exact.undecided) < 1e-13, "\(rule)")
    #expect(abs(law.meanVotes - exact.votes) < 1e-12, "\(rule)")
  }

  /// Three candidates without a cap: the mean over error rates of the fixed race, by the midpoint rule
  /// in the angle, which is exact to rounding for shapes whose density it makes smooth and periodic.
  @Test func endlessBetaRaceIsTheMeanOfRaces() throws {
    let split = [0.8, 0.2]
    let population = try StepPopulation(
      classes: [.init(share: 1, flagRate: 0, error: .beta(alpha: 1.5, beta: 2.5))],
      wrongShares: split)
    let law = try PopulationLaw(population, rule: RaceRule(margin: 3)).ordinary
    let points = 64
    var sum = (wrong: 0.0, votes: 0.0, weight: 0.0)
    for i in 0..<points {
      // q = sin²(angle): Beta(3/2, 5/2) has the density sin² · cos⁴ in the angle.
      let angle = (Double(i) + 0.5) * .pi / 2 / Double(points)
      let q = sin(angle) * sin(angle)
      let weight = q * (1 - q) * (1 - q)
      let race = try RaceLaw(
        shares: CandidateShares([1 - q, q * split[0], q * split[1]]), margin: 3)
      sum.wrong += weight * race.wrong
      sum.votes += weight * race.meanVotes
      sum.weight += weight
    }
    #expect(abs(law.wrong / (sum.wrong / sum.weight) - 1) < 1e-9)
    #expect(abs(law.meanVotes / (sum.votes / sum.weight) - 1) < 1e-9)
  }

  /// The paper's steps: what the facts of Figure 8 say of a Beta of errors, k by k.
  @Test func smallErrorsKeepTheirDigits() throws {
    for (margin, success) in [(2, 0.133), (3, 0.967), (4, 0.9992)] {
      let population = try StepPopulation(classes: [
        .init(share: 1, flagRate: 0, error: .beta(alpha: 0.0284, beta: 124.8))
      ])
      let law = try PopulationLaw(population, rule: RaceRule(margin: margin))
      #expect(abs(law.success(steps: 1_048_575) - success) < 0.005, "k \(margin)")
    }
  }

  /// Flags and votes drawn one by one; six standard errors a point, 2 rules of 24 points.
  @Test(arguments: [RaceRule(margin: 3), RaceRule(margin: 3, kind: .firstTo)])
  func survivalByDrawMatchesSimulation(rule: RaceRule) throws {
    let classes: [StepPopulation.StepClass] = [
      .init(share: 0.6, flagRate: 0.1, error: .constant(0.2)),
      .init(share: 0.4, flagRate: 0.5, error: .constant(0.4)),
    ]
    let outlier = StepPopulation.Outlier(step: 3, flagRate: 0.3, shares: [0.5, 0.5])
    let law = try PopulationLaw(
      StepPopulation(classes: classes, wrongShares: [0.5, 0.5], outliers: [outlier]), rule: rule)
    var generator = WordStream(StreamKey(seed: 20_251_112))
    let trials = 100_000
    var open = [Int](repeating: 0, count: 13)
    var draws = (sum: 0.0, squares: 0.0)
    for _ in 0..<trials {
      let step = Double.random(in: 0..<1, using: &generator) < 0.6 ? classes[0] : classes[1]
      var race = VoteRace(rule: rule, cap: nil)
      var drawn = 0
      var isOpen = true
      while isOpen {
        if drawn < open.count { open[drawn] += 1 }
        drawn += 1
        if Double.random(in: 0..<1, using: &generator) < step.flagRate { continue }
        let isWrong = Double.random(in: 0..<1, using: &generator) < step.error.mean
        let candidate = isWrong ? Int.random(in: 1...2, using: &generator) : 0
        isOpen = race.cast(candidate) == nil
      }
      draws.sum += Double(drawn)
      draws.squares += Double(drawn * drawn)
    }
    let survival = law.ordinary.survivalByDraw(upTo: 12)
    for (n, count) in open.enumerated() {
      let error = max(1e-30, survival[n] * (1 - survival[n]) / Double(trials)).squareRoot()
      let observed = Double(count) / Double(trials)
      #expect(abs(observed - survival[n]) <= 6 * error, "\(rule), draw \(n): \(observed)")
    }
    let mean = draws.sum / Double(trials)
    let error = (law.ordinary.varianceDraws / Double(trials)).squareRoot()
    #expect(abs(mean - law.ordinary.meanDraws) <= 6 * error, "\(rule): \(mean) draws")
    let variance = draws.squares / Double(trials) - mean * mean
    #expect(abs(variance / law.ordinary.varianceDraws - 1) < 0.05, "\(rule): \(variance)")
    // The task: an outlier beyond its end is none of its steps.
    let own = law.outliers[0]
    let byDraw = law.expectedUndecidedByDraw(steps: 10, upTo: 9)
    #expect(abs(byDraw[9] - 9 * survival[9] - own.survivalByDraw(upTo: 9)[9]) < 1e-12)
    #expect(law.outliers(below: 3).isEmpty)
    let alone = pow(law.ordinary.correct, 3)
    #expect(abs(law.success(steps: 3) - alone) < 1e-12)
    #expect(abs(law.success(steps: 4) - alone * own.correct) < 1e-12)
    #expect(abs(law.expectedDraws(steps: 4) - 3 * law.ordinary.meanDraws - own.meanDraws) < 1e-9)
  }

  /// The draw at which a race ends without a vote for another candidate, against what it is made of.
  @Test func unanimousDrawsAreNegativeBinomial() throws {
    let population = try StepPopulation(classes: [
      .init(share: 1, flagRate: 0.25, error: .constant(0.1))
    ])
    let law = try PopulationLaw(population, rule: RaceRule(margin: 2), cap: 30).ordinary
    let unanimous = law.unanimousAtDraw(upTo: 5)
    let votes = 0.9 * 0.9 + 0.1 * 0.1
    let expected = [0, 0, 1, 2 * 0.25, 3 * 0.0625, 4 * 0.015625].map { $0 * 0.5625 * votes }
    for (own, other) in zip(unanimous, expected) { #expect(abs(own - other) < 1e-14) }
  }

  @Test func refusesTooManyStates() throws {
    let problem = TheoryError.tooManyStates(candidates: 5, margin: 6, greatest: 1000)
    #expect(throws: problem) {
      try RacePaths(rule: RaceRule(margin: 6), candidates: 5, votes: 20, greatestStates: 1000)
    }
  }
}
