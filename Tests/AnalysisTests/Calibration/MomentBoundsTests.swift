import Analysis
import RaceTheory
import Testing

struct MomentBoundsTests {
  typealias Pairs = CorrelationTestTests

  @Test func twoDrawsDoNotIdentifyTheShareOfHardSteps() {
    // p = .9 and ρ = .25 come from a Beta law with 3.4 % hard steps and from many others.
    let law = Pairs.law(0.9, 0.25).map { Int(($0 * 1e8).rounded()) }
    let bounds = MomentBounds(LabelledDraws(pairs: law), level: 0.95)
    #expect(bounds.moments == 2)
    // Cantelli: variance .0225 over itself and .4².
    #expect(abs(bounds.estimatedHardShare.upperBound - 0.0225 / (0.0225 + 0.16)) < 1e-4)
    #expect(bounds.estimatedHardShare.lowerBound < 1e-6)
    #expect(bounds.hardShare.upperBound >= bounds.estimatedHardShare.upperBound)
  }

  @Test func moreMomentsNarrowTheBounds() {
    // One step in twenty is always wrong, the others never: five draws all but say so.
    func bounds(_ draws: Int) -> ClosedRange<Double> {
      MomentBounds(
        LabelledDraws(
          Array(repeating: StepCounts(right: draws, wrong: 0), count: 1900)
            + Array(repeating: StepCounts(right: 0, wrong: draws), count: 100)), level: 0.95
      ).hardShare
    }
    let widths = [1, 2, 3, 5].map { bounds($0).upperBound - bounds($0).lowerBound }
    // One draw bounds no more than the mean.
    #expect(widths[0] > 0.1 && widths.dropFirst().allSatisfy { $0 < 0.03 }, "\(widths)")
    #expect(bounds(5).contains(0.05))
  }

  @Test func noErrorLeavesWhatCouldHaveBeenMissed() {
    let bounds = MomentBounds(
      LabelledDraws(Array(repeating: StepCounts(right: 2, wrong: 0), count: 400)), level: 0.95)
    #expect(bounds.hardShare.lowerBound == 0)
    // A step with success just below one half has two right of two with 1/4.
    #expect(bounds.hardShare.upperBound > 0.01 && bounds.hardShare.upperBound < 0.02)
  }

  /// Exact coverage over all outcomes of two draws a step, for laws that are no Beta.
  @Test func boundsCoverForEveryLaw() {
    // Classes of steps: share and success.
    let laws: [[(Double, Double)]] = [
      [(1, 0.95)], [(0.95, 1), (0.05, 0)], [(0.9, 0.99), (0.1, 0.49)], [(0.5, 0.51), (0.5, 0.49)],
      [(0.7, 1), (0.3, 0.3)],
    ]
    let all = Pairs.outcomes(20).map { ($0, MomentBounds(Pairs.draws($0), level: 0.95).hardShare) }
    for law in laws {
      let shares = law.reduce([0.0, 0, 0]) { sums, step in
        let (p, q) = (step.1, 1 - step.1)
        return zip(sums, [p * p, 2 * p * q, q * q]).map { $0 + step.0 * $1 }
      }
      let hard = law.reduce(0) { $0 + ($1.1 < 0.5 ? $1.0 : 0) }
      let missed = all.filter { !$0.1.contains(hard) }.reduce(0) {
        $0 + Pairs.probability($1.0, shares.map { max($0, 1e-300) })
      }
      #expect(missed <= 0.05, "\(law)")
    }
  }

  @Test func theWorstLawIsWorseThanAnyThatIsKnown() {
    func worst(_ counts: [Int], margin: Int) -> Double {
      MomentBounds(LabelledDraws(pairs: counts), level: 0.95)
        .greatestWrong { LogitRace(margin: margin).wrong(LogitRace.logOdds(errorRate: $0)) }
    }
    let region = BetaRegion(Pairs.draws([180, 16, 4]), level: 0.95)
    let known = LogitRace(margin: 3)
      .wrong(LogitRace.logOdds(errorRate: 1 - region.likeliestSuccess))
    #expect(worst([180, 16, 4], margin: 3) > worst([1800, 160, 40], margin: 3))
    #expect(worst([1800, 160, 40], margin: 3) > known)
    // One vote is wrong as often as a draw, whatever the law: at most by the moment of first order.
    #expect(worst([180_000, 16_000, 4000], margin: 1) < 0.065)
    #expect(worst([180_000, 16_000, 4000], margin: 1) > 0.06)
  }
}

extension LabelledDraws {
  /// Pairs with 2, 1 and 0 right, in numbers too great to list.
  init(pairs: [Int]) {
    self.init(groups: [
      (StepCounts(right: 2, wrong: 0), pairs[0]), (StepCounts(right: 1, wrong: 1), pairs[1]),
      (StepCounts(right: 0, wrong: 2), pairs[2]),
    ])
  }
}
