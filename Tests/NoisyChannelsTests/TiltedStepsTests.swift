import MAKERCore
import NoisyChannels
import RandomStreams
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct TiltedStepsTests {
  private func population(
    _ laws: [(Double, StepPopulation.ErrorLaw)], wrong: [Double] = [1],
    outliers: [StepPopulation.Outlier] = []
  ) throws -> StepPopulation {
    try StepPopulation(
      classes: laws.map { .init(share: $0.0, flagRate: 0.1, error: $0.1) }, wrongShares: wrong,
      outliers: outliers)
  }

  @Test func equalStepsHaveTheBoundOfTheirVotes() throws {
    let steps = try TiltedSteps(shares: CandidateShares([0.9, 0.1]), margin: 12)
    #expect(steps.isConstant && abs(steps.bound / pow(1.0 / 9, 12) - 1) < 1e-12)
    let same = try TiltedSteps(population([(1, .constant(0.1))]), margin: 12)
    #expect(same.isConstant && abs(same.bound / steps.bound - 1) < 1e-12)
  }

  /// With shapes that leave room, a Beta law's bound is B(α + k, β − k)/B(α, β).
  @Test func theBoundOfABetaLawIsARatioOfBetaFunctions() throws {
    let (alpha, beta, k) = (0.95, 180.0, 10)
    let steps = try TiltedSteps(population([(1, .beta(alpha: alpha, beta: beta))]), margin: k)
    var ratio = 1.0
    for i in 0..<k { ratio *= (alpha + Double(i)) / (beta - 1 - Double(i)) }
    #expect(abs(steps.bound / ratio - 1) < 1e-12)
    #expect(!steps.isConstant)
  }

  @Test func classesAddTheirBoundsByTheirShares() throws {
    let parts: [(Double, StepPopulation.ErrorLaw)] = [
      (0.7, .constant(0.1)), (0.3, .constant(0.2)),
    ]
    let steps = try TiltedSteps(population(parts), margin: 3)
    let sum = 0.7 * pow(1.0 / 9, 3) + 0.3 * pow(0.25, 3)
    #expect(abs(steps.bound / sum - 1) < 1e-12)
    var stream = WordStream(StreamKey(seed: 31))
    let n = 40_000
    let hard = (0..<n).count { _ in
      steps.draw(&stream).votes.logBound > log(0.015)
    }
    // A share of .3·.25³ of the bound; five standard deviations are 450.
    #expect(abs(Double(hard) - Double(n) * 0.3 * pow(0.25, 3) / sum) < 450, "\(hard) of \(n)")
  }

  /// No step has a ratio above the bound, wherever its error rate falls.
  @Test func noStepIsAboveTheBound() throws {
    let laws: [StepPopulation.ErrorLaw] = [
      .beta(alpha: 0.95, beta: 18.05), .beta(alpha: 0.03, beta: 0.4), .beta(alpha: 5, beta: 2),
      .beta(alpha: 0.01, beta: 900),
    ]
    for law in laws {
      for (margin, cap) in [(1, nil), (4, 6), (15, nil), (40, 50)] as [(Int, Int?)] {
        let steps = try TiltedSteps(
          population([(1, law)], wrong: [0.6, 0.3, 0.1]), margin: margin, cap: cap)
        var stream = WordStream(StreamKey(seed: 32).child(margin))
        for _ in 0..<500 {
          let step = steps.draw(&stream)
          #expect(step.logFactor <= 0 && !step.logFactor.isNaN, "\(law) k \(margin)")
        }
      }
    }
  }

  @Test func anOutlierAtTheFirstStepIsTheStep() throws {
    let outlier = StepPopulation.Outlier(step: 0, flagRate: 0, shares: [0.8, 0.2])
    let steps = try TiltedSteps(population([(1, .constant(0.1))], outliers: [outlier]), margin: 4)
    #expect(abs(steps.bound / pow(0.25, 4) - 1) < 1e-12)
  }

  @Test func whatCannotBeLostIsRefused() throws {
    func message(_ shares: [Double], _ margin: Int, cap: Int? = nil) -> String? {
      do {
        _ = try TiltedSteps(shares: CandidateShares(shares), margin: margin, cap: cap)
        return nil
      } catch { return "\(error)" }
    }
    #expect(message([1, 0], 2) == "no race can be lost: no vote is wrong")
    #expect(message([0.9, 0.1], 5, cap: 4) == "no race can be lost: the cap is below the margin")
    #expect(message([0.999, 0.001], 200)?.contains("1e-290") == true)
    #expect(message([0.999, 0.001], 90) == nil)
  }
}
