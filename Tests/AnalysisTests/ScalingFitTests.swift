import Analysis
import ExperimentDesign
import Foundation
import Testing

@Suite struct ScalingFitTests {
  /// A size whose votes per step are given to a millionth.
  private func size(
    _ disks: Int, votes: Double, p: Double = 0.75, target: Double? = nil, cap: Int? = nil,
    oracle: any Oracle = ConstantOracle(wrong: 0, meanVotes: 5, varianceVotes: 4)
  ) -> PointResult {
    let steps = (1 << disks) - 1
    var counts = Tally()
    counts.races = 1_000_000
    counts.trialsCorrect = 1
    counts.votes = Int((votes * 1e6).rounded())
    counts.votesSquared = counts.votes * counts.votes / counts.races + 1
    counts.draws = counts.votes
    return result(
      point(p: p, k: 3, steps: steps, unit: .task, target: target, cap: cap), counts,
      oracle: oracle)
  }

  private func judged(
    _ kind: ClaimDefinition.Kind, _ results: [PointResult], tolerance: Double? = nil
  ) throws -> ClaimResult {
    ClaimJudge(results: results, oracle: TheoryOracle())
      .judge(try claim(kind, tolerance: tolerance), experiment: "test/analysis")
  }

  @Test func slopeAndItsErrorByHand() throws {
    let fit = try #require(
      ScalingFit([size(5, votes: 7.1), size(3, votes: 5.2), size(7, votes: 9.4)]))
    // Least squares by the sums of the raw values: x = ln 7, ln 31, ln 127.
    let x = [7.0, 31, 127].map { log($0) }
    let y = [5.2, 7.1, 9.4]
    let sumX = x[0] + x[1] + x[2]
    let sumY = y[0] + y[1] + y[2]
    let sumXX = x[0] * x[0] + x[1] * x[1] + x[2] * x[2]
    let sumXY = x[0] * y[0] + x[1] * y[1] + x[2] * y[2]
    let slope = (3 * sumXY - sumX * sumY) / (3 * sumXX - sumX * sumX)
    #expect(abs(fit.slope - slope) < 1e-9)
    #expect(abs(fit.slope - 1.447_552) < 1e-6)
    // Each mean has the error √(4/10^6) = .002; the slope that over √Σ(x − x̄)².
    let error = 0.002 / (sumXX - sumX * sumX / 3).squareRoot()
    #expect(abs(fit.slopeError - error) < 1e-12)
    #expect(fit.exactSlope == 0)
    #expect(abs(fit.asymptote - 1 / (0.5 * log(3.0))) < 1e-12)
  }

  @Test func unequalErrorsWeighByTheirPlace() throws {
    let results = [3, 5, 7].map { disks in
      size(
        disks, votes: 6,
        oracle: ConstantOracle(wrong: 0, meanVotes: 5, varianceVotes: Double(disks)))
    }
    let fit = try #require(ScalingFit(results))
    let x = [7.0, 31, 127].map { log($0) }
    let mean = (x[0] + x[1] + x[2]) / 3
    let spread = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let variance = zip(x, [3.0, 5, 7]).reduce(0) { sum, term in
      sum + (term.0 - mean) * (term.0 - mean) * term.1 / 1e6
    }
    #expect(abs(fit.slopeError - variance.squareRoot() / spread) < 1e-12)
  }

  /// The criterion of others, a high R² of s ln s, on the three sizes that they use.
  @Test func aHighRSquaredHasNoPower() throws {
    let square = [3, 5, 7].map { size($0, votes: Double((1 << $0) - 1)) }
    let fit = try #require(ScalingFit(square))
    let model = try #require(fit.models.first)
    #expect(model.name == "s ln s")
    #expect(abs((model.rSquared ?? 0) - 0.9913) < 0.0001)
    let rival = try #require(fit.models.first { $0.name == "s^2" })
    #expect(rival.greatestRelativeResidual < 1e-9)
    let found = try judged(.logarithmFits, square, tolerance: 0.2)
    #expect(found.verdict == .contradicted)
    #expect(found.cells[0].estimate > 0.4)
  }

  @Test func aLogarithmFits() throws {
    let sizes = (3...12).map { size($0, votes: 2 + 1.5 * log(Double((1 << $0) - 1))) }
    let found = try judged(.logarithmFits, sizes, tolerance: 0.2)
    #expect(found.verdict == .supported)
    #expect(found.cells[0].estimate < 1e-5)
    #expect(found.cells[0].note.contains("s^1.2"))
  }

  @Test func theExactSlopeIsHeldAgainstTheAsymptote() throws {
    let p = 0.85
    func staircase(_ choose: (Int) -> Int) -> [PointResult] {
      (3...14).map { disks in
        let point = point(
          p: p, k: choose(disks), steps: (1 << disks) - 1, unit: .task, target: 0.95)
        var minimum = point
        minimum.marginChoice = .minimum(offset: 0)
        return result(minimum, tally(failures: 0, of: 1, races: 7, votes: point.margin))
      }
    }
    // The margin of equation 14 to within its rounding, then twice that.
    let margin: (Int) -> Int = { disks in
      Int((log(exp(-log(0.95) / Double((1 << disks) - 1)) - 1) / log(0.15 / 0.85)).rounded(.up))
    }
    let right = try judged(.slopeNearAsymptote, staircase(margin), tolerance: 0.1)
    #expect(right.verdict == .supported)
    #expect(
      right.cells[0].note.contains(/^differs by -?[0-9]\.[0-9]{1,2} %, allowed 10 %$/),
      "\(right.cells[0].note)")
    let twice = try judged(.slopeNearAsymptote, staircase { 2 * margin($0) }, tolerance: 0.1)
    #expect(twice.verdict == .contradicted)
    #expect(twice.cells[0].n == 0)
  }

  @Test func fewSizesSupportNothing() throws {
    let two = [size(3, votes: 5), size(4, votes: 5)]
    for kind in [ClaimDefinition.Kind.logarithmFits, .slopeNearAsymptote] {
      #expect(try judged(kind, two, tolerance: 0.5).verdict == .undecided)
      #expect(try judged(kind, [], tolerance: 0.5).verdict == .undecided)
    }
    #expect(try judged(.slopeMatchesExact, two).verdict == .undecided)
    #expect(ScalingFit([3, 4, 5].map { size($0, votes: 5, p: 0.5) }) == nil)
    #expect(ScalingFit([3, 4, 5].map { size($0, votes: 5, oracle: SilentOracle()) }) == nil)
  }

  @Test func settingsDoNotMix() {
    var results: [PointResult] = []
    for disks in 3...5 {
      results.append(size(disks, votes: 5))
      results.append(size(disks, votes: 6, p: 0.8))
      results.append(size(disks, votes: 7, cap: 99))
      results.append(size(disks, votes: 8, target: 0.95))
    }
    let fits = ScalingFit.fits(results)
    #expect(
      fits.map(\.setting)
        == ["p=0.75 k=3", "p=0.8 k=3", "p=0.75 cap=99 k=3", "p=0.75 target=0.95 k=3"])
    #expect(fits.allSatisfy { $0.results.count == 3 })
  }
}
