import Foundation
import MAKERCore
import RaceTheory
import RandomStreams
import Testing

@Suite struct BetaStepLawTests {
  /// Mild and strong correlation, means near 1, near and below one half, margins up to 10,000: the
  /// quadrature of mpmath with 30 digits, piece by piece.
  @Test(arguments: [
    (0.95, 1e-6, 2, 0.0027624940939719739, 2.2099449346604617),
    (0.95, 1e-3, 2, 0.0028258020194958791, 2.2101277679276464),
    (0.95, 0.05, 30, 3.6743020772494003e-6, 33.87124162353072),
    (0.95, 0.05, 10_000, 3.1881140067963514e-6, 11297.190998097948),
    (0.95, 0.5, 30, 0.036701640659247075, 40.422488704917752),
    (0.95, 0.9, 10_000, 0.049621273446304301, 11821.964347157455),
    (0.85, 0.1, 10_000, 0.0095555479765597422, 27148.78786555825),
    (0.9999, 0.3, 30, 3.1467477274216663e-5, 30.022220163608091),
    (0.9999, 0.3, 10_000, 3.1368794711844438e-5, 10018.169664522782),
    (0.999999999, 0.01, 2, 1.04076400882135e-11, 2.0000000040399496),
    (0.5, 0.3, 10_000, 0.5, 108774.54600208824),
    (0.51, 1e-5, 30, 0.23314764620717932, 804.62436686593448),
    (0.51, 1e-5, 10_000, 1.2897119468925039e-10, 513576.50367983054),
    (0.4, 0.2, 30, 0.67216076053832254, 155.7255777903563),
    (0.6, 0.001, 10_000, 1.1090062891771634e-10, 51305.184129223578),
  ])
  func agreesWithAQuadratureOfManyDigits(
    mean: Double, correlation: Double, margin: Int, wrong: Double, votes: Double
  ) throws {
    let sum = 1 / correlation - 1
    let law = try BetaStepLaw(right: mean * sum, wrong: Probability(mean).complement * sum)
    #expect(abs(law.wrong(margin: margin) / wrong - 1) < 1e-12)
    #expect(abs(law.meanVotes(margin: margin) / votes - 1) < 1e-12)
  }

  /// Shapes far apart, whose density is nearly flat on one side of its peak: mpmath with 40 digits, by
  /// quadrature or, for k = 30 and 1e-12, by the series of the moments of the error rate.
  @Test(arguments: [
    (1e9, 1e-9, 2, 1.000000004e-27, 2.0),
    (1e9, 1e-7, 2, 1.0000001030000003e-25, 2.0000000000000004),
    (1e9, 1e-6, 30, 8.8418011332385565e-246, 30.00000000000006),
    (1e9, 1e-12, 3, 2.000000012003e-39, 3.0),
    (1, 1e-9, 2, 7.8539816297569239e-10, 2.0000000031415926),
    (1e-9, 1e-9, 5, 0.5, 5.0000000172961253),
    (1e-6, 1e6, 4, 1.0, 4.000000000008),
    (19, 1e-15, 2, 3.1934324473373038e-18, 2.0000000000000002),
    (1e9, 1, 2, 2.000000006e-18, 2.000000004),
    (1e9, 20, 4, 2.1252000212520002e-31, 4.0000001600000035),
    (0.5, 1e9, 3, 1.0, 3.000000003),
  ])
  func shapesFarApartKeepTheirDigits(
    right: Double, least: Double, margin: Int, wrong: Double, votes: Double
  ) {
    let law = BetaStepLaw(right: right, wrong: least)
    #expect(abs(law.wrong(margin: margin) / wrong - 1) < 1e-12)
    #expect(abs(law.meanVotes(margin: margin) / votes - 1) < 1e-12)
  }

  /// All shapes of the range have numbers, within their limits; one vote is wrong as often as the mean.
  @Test func allShapesOfTheRangeConverge() {
    let (least, most) = (BetaStepLaw.shapes.lowerBound, BetaStepLaw.shapes.upperBound)
    let shapes = [least, 1e-15, 1e-12, 1e-7, 1e-3, 0.3, 1, 1.5, 30, 1e4, 1e7, 1e9, most]
    for right in shapes {
      for wrong in shapes {
        let law = BetaStepLaw(right: right, wrong: wrong)
        let mirror = BetaStepLaw(right: wrong, wrong: right)
        let place = "Beta(\(right), \(wrong))"
        #expect(law.wrong(margin: 1) == wrong / (right + wrong), "\(place)")
        for margin in [2, 3, 30, 1_000_000] {
          let sum = law.wrong(margin: margin) + mirror.wrong(margin: margin)
          #expect(abs(sum - 1) < 1e-9, "\(place), k \(margin): \(sum)")
          let (votes, k) = (law.meanVotes(margin: margin), Double(margin))
          #expect(votes >= k * (1 - 1e-9) && votes <= k * k * (1 + 1e-9), "\(place), k \(margin)")
          let variance = law.varianceVotes(margin: margin)
          #expect(variance >= 0 && variance.isFinite, "\(place), k \(margin): \(variance)")
        }
      }
    }
  }

  /// The law by paths, every term of which is positive, is another way to the same numbers.
  @Test func agreesWithTheLawByPaths() throws {
    for (right, wrong) in [(18.05, 0.95), (2.5, 0.3), (0.19, 0.01), (950, 50), (1.2, 3.1), (1, 1)] {
      let classes = [
        StepPopulation.StepClass(share: 1, flagRate: 0, error: .beta(alpha: wrong, beta: right))
      ]
      let population = try StepPopulation(classes: classes)
      let law = BetaStepLaw(right: right, wrong: wrong)
      for margin in [1, 2, 3, 5, 9] {
        let paths = try PopulationLaw(population, rule: RaceRule(margin: margin)).ordinary
        let place = "Beta(\(right), \(wrong)), k \(margin)"
        #expect(abs(law.wrong(margin: margin) / paths.wrong - 1) < 1e-11, "\(place)")
        #expect(abs(law.meanVotes(margin: margin) / paths.meanVotes - 1) < 1e-11, "\(place)")
        let variance = law.varianceVotes(margin: margin)
        #expect(abs(variance - paths.varianceVotes) <= 1e-9 * max(1, variance), "\(place)")
      }
    }
  }

  /// Alike steps are the limit of a narrow Beta.
  @Test func narrowShapesAreTheRaceItself() throws {
    for p in [0.6, 0.95, 0.999] {
      for margin in [1, 3, 40] {
        let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: margin)
        let law = BetaStepLaw(right: p * 1e12, wrong: (1 - p) * 1e12)
        let (wrong, mean) = (law.wrong(margin: margin), law.meanVotes(margin: margin))
        // The spread of the steps adds about k²/(2·variance) of 1e-12, the shapes their rounding.
        #expect(abs(wrong / race.wrong - 1) < 1e-5, "p \(p), k \(margin)")
        #expect(abs(mean / race.meanVotes - 1) < 1e-8, "p \(p), k \(margin)")
      }
    }
  }

  /// Between its limits, falling, whatever the shapes: random ones, printed where they fail.
  @Test func wrongFallsToTheShareBelowHalf() {
    var words = WordStream(StreamKey(seed: 20_261_120))
    for _ in 0..<60 {
      let mean = 1 - pow(10, -9 + 8.69 * words.uniform())
      let sum = pow(10, -1 + 7 * words.uniform())
      let law = BetaStepLaw(right: mean * sum, wrong: (1 - mean) * sum)
      let place = "Beta(\(law.right), \(law.wrong))"
      #expect(abs(law.wrong(margin: 1) / (1 - mean) - 1) < 1e-9, "\(place)")
      #expect(abs(law.meanVotes(margin: 1) - 1) < 1e-10, "\(place)")
      var last = law.wrong(margin: 1)
      for margin in [2, 3, 7, 50, 3000, 100_000, 1_000_000_000] {
        let wrong = law.wrong(margin: margin)
        #expect(wrong <= last * (1 + 1e-9) && wrong >= law.shareBelowHalf * (1 - 1e-9), "\(place)")
        #expect(law.meanVotes(margin: margin) >= Double(margin) * (1 - 1e-10), "\(place)")
        last = wrong
      }
      // Where the shapes change places, right and wrong do.
      let mirror = BetaStepLaw(right: law.wrong, wrong: law.right)
      for margin in [1, 4, 60] {
        let sum = law.wrong(margin: margin) + mirror.wrong(margin: margin)
        #expect(abs(sum - 1) < 1e-9, "\(place), k \(margin): \(sum)")
      }
    }
  }
}
