import MAKERCore
import RaceTheory
import Testing

@Suite struct BatchIssueTests {
  static func law(_ p: Double, _ k: Int, cap: Int? = nil) throws -> RaceLaw {
    try RaceLaw(of: TwoCandidateRace(stepSuccess: Probability(p), margin: k), cap: cap)
  }

  /// Draws asked for over draws used in batches, measured on public implementations as 1.24, 1.37, 1.38 and
  /// 2.41, and 1.33, 1.35, 1.64 and 3.27: the votes of a race, rounded up to whole batches.
  @Test(arguments: [
    (0.85, [2: 1.2359, 4: 1.3665, 5: 1.3790, 10: 2.4100]),
    (0.99, [2: 1.3267, 4: 1.3455, 5: 1.6348, 10: 3.2667]),
  ])
  func wholeBatchesWaste(p: Double, wastes: [Int: Double]) throws {
    let law = try Self.law(p, 3)
    for (size, waste) in wastes {
      let found = BatchIssue(law: law, size: size).waste
      #expect(abs(found - waste) < 6e-5, "\(size): \(found)")
    }
  }

  /// Without flags a race of n votes takes n rounded up to whole batches, cut at the cap.
  @Test(
    arguments: [(0.85, 3, nil), (0.6, 4, nil), (0.6, 4, 9), (0.7, 2, 3), (1, 5, 4)]
      as [(
        Double, Int, Int?
      )])
  func votesAreRoundedUp(p: Double, k: Int, cap: Int?) throws {
    let law = try Self.law(p, k, cap: cap)
    for size in [1, 2, 3, 5, 20] {
      var (mean, square, batches) = (0.0, 0.0, 0.0)
      for votes in 1..<law.correctAt.count {
        let isLast = votes == law.correctAt.count - 1
        let share = law.correctAt[votes] + law.wrongAt[votes] + (isLast ? law.tail : 0)
        let rounds = (votes + size - 1) / size
        let issued = Double(min(rounds * size, cap ?? .max))
        mean += share * issued
        square += share * issued * issued
        batches += share * Double(rounds)
      }
      let issue = BatchIssue(law: law, size: size)
      #expect(abs(issue.issued.mean - mean) < 1e-11 * mean, "batches of \(size)")
      #expect(abs(issue.issued.variance - (square - mean * mean)) < 1e-9 * square)
      #expect(abs(issue.meanBatches - batches) < 1e-11 * batches)
    }
  }

  /// With flags and no cap: against the chance that a race is open after each draw.
  @Test(arguments: [0.9, 0.5])
  func drawsAreRoundedUp(validRate: Double) throws {
    let steps = try StepPopulation(classes: [
      .init(share: 1, flagRate: 1 - validRate, error: .constant(0.2))
    ])
    let survival = try PopulationLaw(steps, rule: RaceRule(margin: 3)).ordinary
      .survivalByDraw(upTo: 600)
    let law = try Self.law(0.8, 3)
    for size in [1, 2, 4, 7] {
      var (mean, square, rounds) = (0.0, 0.0, 0.0)
      for (round, draw) in stride(from: 0, to: 600, by: size).enumerated() {
        mean += survival[draw] * Double(size)
        square += survival[draw] * Double(size * size * (2 * round + 1))
        rounds += survival[draw]
      }
      let issue = BatchIssue(law: law, validRate: validRate, size: size)
      #expect(abs(issue.issued.mean - mean) < 1e-9 * mean, "batches of \(size)")
      #expect(abs(issue.issued.variance - (square - mean * mean)) < 1e-8 * square)
      // All batches are alike, so time is their number of independent maxima.
      let variance = (square - mean * mean) / Double(size * size)
      let longest = DrawTimes.sideBySide(draws: size, mean: 2)
      let time = issue.time(mean: 2)
      #expect(abs(time.mean - rounds * longest.mean) < 1e-9 * time.mean)
      let spread = rounds * longest.variance + variance * longest.mean * longest.mean
      #expect(abs(time.variance - spread) < 1e-8 * spread)
    }
    #expect(abs(BatchIssue(law: law, validRate: validRate, size: 1).waste - 1) < 1e-9)
  }
}
