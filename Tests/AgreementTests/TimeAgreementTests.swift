import ExperimentDesign
import RaceTheory
import Simulation
import Testing

/// Time on the virtual clock of fidelity `agent`: it changes no vote, and passes as theory says.
@Suite struct TimeAgreementTests {
  struct Case: CustomTestStringConvertible {
    var shares: [Double]
    var validRate = 1.0
    var margin: Int
    var cap: Int?
    /// Milliseconds.
    var latency = 20.0

    var testDescription: String {
      "shares \(shares) v \(validRate) k \(margin) cap \(cap ?? 0) latency \(latency)"
    }

    func sampled(_ fidelity: Fidelity, latency: Double?, trials: Range<Int>) throws -> Tally {
      let point = DesignPoint(
        experiment: "agreement/time", fidelity: fidelity, unit: .race, shares: shares,
        validRate: validRate, steps: 7, disks: 3, target: nil, margin: margin,
        marginChoice: .fixed(margin), minimumMargin: nil, cap: cap, listedVotes: 20,
        latency: latency)
      let planned = PlannedPoint(point: point, stop: .trials(trials.count))
      return try Samplers.make(for: planned, seed: 3).sample(trials)
    }
  }

  static let unanimous = [1, 2, 3, 7, 10].map { Case(shares: [1, 0], margin: $0) }

  static let cases =
    unanimous + [
      Case(shares: [0.6, 0.4], margin: 1), Case(shares: [0.75, 0.25], margin: 3),
      Case(shares: [0.9, 0.1], validRate: 0.7, margin: 2),
      Case(shares: [0.6, 0.4], margin: 4, cap: 9, latency: 1e5),
      Case(shares: [0.5, 0.3, 0.2], validRate: 0.9, margin: 2, latency: 0.01),
      Case(shares: [1, 0], validRate: 0.5, margin: 3), Case(shares: [1, 0], margin: 5, cap: 2),
    ]

  @Test(arguments: cases)
  func timeChangesNoVote(setting: Case) throws {
    let votes = try setting.sampled(.vote, latency: nil, trials: 0..<500)
    let timeless = try setting.sampled(.agent, latency: nil, trials: 0..<500)
    #expect(timeless == votes && votes.elapsed == 0 && votes.latencies == 0)
    for latency in [0.001, setting.latency, 1e6] {
      let timed = try setting.sampled(.agent, latency: latency, trials: 0..<500)
      #expect(timed.withoutTimes == votes, "latency \(latency)")
      #expect(timed.elapsed > 0 && timed.elapsed <= timed.latencies)
      if setting.margin == 1, setting.validRate == 1 { #expect(timed.elapsed == timed.latencies) }
    }
    let parts = try [0..<123, 123..<500].map {
      try setting.sampled(.agent, latency: setting.latency, trials: $0)
    }
    let whole = try setting.sampled(.agent, latency: setting.latency, trials: 0..<500)
    #expect(parts[0] + parts[1] == whole)
  }

  /// Side by side all draws are there with the last; null: the normal limit, five sigma.
  @Test(arguments: unanimous + [cases[5], cases[cases.count - 1]])
  func drawsSideBySideTakeTheirGreatestTime(setting: Case) throws {
    let races = 3000
    let tally = try setting.sampled(.agent, latency: setting.latency, trials: 0..<races)
    let draws = min(setting.margin, setting.cap ?? .max)
    let exact = DrawTimes.sideBySide(draws: draws, mean: setting.latency * 1e6)
    let check = AgreementCheck.sum(
      "elapsed", of: Double(races), observed: tally.elapsed, mean: exact.mean * Double(races),
      variance: exact.variance * Double(races))
    #expect(check.holds, "\(check.line)")
  }

  /// One after another the times of the draws add, of which votes and flags are so many; null: the normal
  /// limit given the draws, five sigma.
  @Test(arguments: cases)
  func drawsOneAfterAnotherTakeTheirSum(setting: Case) throws {
    let tally = try setting.sampled(.agent, latency: setting.latency, trials: 0..<3000)
    let mean = setting.latency * 1e6
    let draws = Double(tally.draws)
    let check = AgreementCheck.sum(
      "latencies", of: draws, observed: tally.latencies, mean: mean * draws,
      variance: mean * mean * draws)
    #expect(check.holds, "\(check.line)")
  }

  /// The checks can fail: k draws do not take the time of k − 1.
  @Test func rejectsTheTimeOfOneDrawLess() throws {
    let tally = try Self.unanimous[4].sampled(.agent, latency: 20, trials: 0..<3000)
    let exact = DrawTimes.sideBySide(draws: 9, mean: 20e6)
    let check = AgreementCheck.sum(
      "elapsed", of: 3000, observed: tally.elapsed, mean: exact.mean * 3000,
      variance: exact.variance * 3000)
    #expect(!check.holds, "\(check.line)")
  }
}
