import MAKERCore
import Testing

@Suite struct MinimumMarginTests {
  /// Exact values computed with 60 digits for steps up to 2^60.
  @Test(arguments: [
    (0.99, 0.95, 1_048_575, 4), (0.85, 0.95, 1023, 6), (0.85, 0.95, 1_048_575, 10),
    (0.51, 0.95, 10, 132), (0.6, 0.95, 1, 8), (0.51, 0.5, 1, 1),
    (0.9, 0.95, 1 << 50, 18), (0.9, 0.95, 1 << 60, 21),
  ])
  func matchesKnownMargins(p: Double, target: Double, steps: Int, margin: Int) throws {
    let found = try MinimumMargin(
      stepSuccess: Probability(p), steps: steps, target: Probability(target))
    #expect(found.margin == margin)
  }

  /// The margin is the smallest that satisfies the inequality, over a seeded sweep.
  @Test func isSmallestThatReachesTheTarget() throws {
    var state: UInt64 = 1
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    for trial in 0..<2000 {
      let p = try Probability(0.5 + 0.499 * uniform() + 1e-4)
      let target = try Probability(0.01 + 0.98 * uniform())
      let steps = 1 + Int(uniform() * 1e6)
      let m = 1 + Int(uniform() * Double(min(steps, 9) - 1))
      let k = try MinimumMargin(
        stepSuccess: p, steps: steps, stepsPerSubtask: m, target: target
      ).margin
      func success(_ margin: Int) throws -> Double {
        let race = try TwoCandidateRace(stepSuccess: p, margin: margin, stepsPerSubtask: m)
        return try VotedTask(race: race, steps: steps).reliability.correct
      }
      let label = "trial \(trial): p \(p.value) t \(target.value) s \(steps) m \(m) k \(k)"
      #expect(try success(k) >= target.value * (1 - 1e-12), "\(label)")
      if k > 1 { #expect(try success(k - 1) < target.value, "\(label)") }
    }
  }

  @Test func refusesHopelessAndForeignValues() throws {
    let half = try Probability(0.5)
    let t = try Probability(0.95)
    #expect(throws: MarginError.hopeless(stepSuccess: 0.5)) {
      try MinimumMargin(stepSuccess: half, steps: 10, target: t)
    }
    let p = try Probability(0.9)
    for (steps, m, target) in [
      (0, 1, 0.95), (10, 11, 0.95), (10, 0, 0.95), (10, 1, 0.0), (10, 1, 1.0),
    ] {
      #expect(throws: MarginError.self) {
        try MinimumMargin(
          stepSuccess: p, steps: steps, stepsPerSubtask: m, target: Probability(target))
      }
    }
    #expect(throws: MarginError.self) { try Probability(.nan) }
    #expect(throws: MarginError.self) { try Probability(1.0000001) }
    #expect(throws: MarginError.self) { try Probability(-1e-300) }
  }

  /// Targets so small that one less them is 1; margins computed with 60 digits.
  @Test(arguments: [(0.6, 1_000_000, 1e-17, 26), (0.6, 1_000_000, 1e-300, 18), (0.9, 10, 1e-15, 1)])
  func smallTargetsKeepTheirDigits(p: Double, steps: Int, target: Double, margin: Int) throws {
    let found = try MinimumMargin(
      stepSuccess: Probability(p), steps: steps, target: Probability(target))
    #expect(found.margin == margin)
    let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: margin)
    let task = try VotedTask(race: race, steps: steps)
    #expect(try task.reliability.reaches(Probability(target)))
  }

  @Test func certainStepNeedsOneVote() throws {
    let found = try MinimumMargin(
      stepSuccess: Probability(1), steps: 1 << 60, target: Probability(0.999))
    #expect(found.margin == 1)
  }
}
