import MAKERCore
import RaceTheory
import Testing

@Suite struct LeastStepSuccessTests {
  /// A hair above the value the margin is enough by equation 14, a hair below it is not.
  @Test func isWhereTheLeastMarginTurns() throws {
    let target = try Probability(0.95)
    for margin in [1, 2, 3, 4, 8] {
      for steps in [1, 7, 1023, 1_048_575] {
        let p = LeastStepSuccess.value(margin: margin, steps: steps, target: target)
        // One step needs less than an even vote where t is below one half only.
        #expect(p > 0.5 && p < 1)
        let hair = 1e-6 * (1 - p)
        let above = try MinimumMargin(
          stepSuccess: Probability(p + hair), steps: steps, target: target)
        let below = try MinimumMargin(
          stepSuccess: Probability(p - hair), steps: steps, target: target)
        #expect(above.margin == margin, "k = \(margin), s = \(steps)")
        #expect(below.margin == margin + 1, "k = \(margin), s = \(steps)")
      }
    }
  }
}
