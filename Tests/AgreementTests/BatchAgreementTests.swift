import ExperimentDesign
import MAKERCore
import RaceTheory
import Simulation
import Testing

/// Draws in whole batches at fidelity `agent`: the votes of voting on candidates, draws and time as theory
/// has them.
@Suite struct BatchAgreementTests {
  struct Case: CustomTestStringConvertible {
    var p: Double
    var validRate = 1.0
    var margin: Int
    var cap: Int?
    var size: Int

    var testDescription: String {
      "p \(p) v \(validRate) k \(margin) cap \(cap ?? 0) batches of \(size)"
    }

    func sampled(_ fidelity: Fidelity, _ issue: IssuePolicy, races: Int) throws -> Tally {
      let point = DesignPoint(
        experiment: "agreement/batches", fidelity: fidelity, unit: .race,
        shares: try Setting.pair(p), validRate: validRate, steps: 1, disks: nil, target: nil,
        margin: margin, marginChoice: .fixed(margin), minimumMargin: nil, cap: cap,
        listedVotes: 20, latency: fidelity == .agent ? 20 : nil, issue: issue)
      let planned = PlannedPoint(point: point, stop: .trials(races))
      return try Samplers.make(for: planned, seed: Setting.seed).sample(0..<races)
    }

    func issue() throws -> BatchIssue {
      let race = try TwoCandidateRace(stepSuccess: Probability(p), margin: margin)
      return BatchIssue(
        law: try RaceLaw(of: race, cap: cap), validRate: validRate, size: size)
    }
  }

  static let cases: [Case] = [
    Case(p: 0.85, margin: 3, size: 2), Case(p: 0.85, margin: 3, size: 10),
    Case(p: 0.7, validRate: 0.8, margin: 4, size: 4),
    Case(p: 0.6, margin: 4, cap: 9, size: 4),
    Case(p: 0.6, validRate: 0.5, margin: 3, cap: 7, size: 5),
    Case(p: 0.99, validRate: 0.9, margin: 1, size: 3),
  ]

  /// Null for draws and time: the normal limit, five sigma each.
  @Test(arguments: cases)
  func drawsAndTimeAreThoseOfTheory(setting: Case) throws {
    let races = 10_000
    let tally = try setting.sampled(.agent, .batches(setting.size), races: races)
    let issue = try setting.issue()
    let (issued, time) = (issue.issued, issue.time(mean: 20e6))
    let count = Double(races)
    for check in [
      AgreementCheck.sum(
        "draws", of: count, observed: tally.draws, mean: issued.mean * count,
        variance: issued.variance * count),
      AgreementCheck.sum(
        "elapsed", of: count, observed: tally.elapsed, mean: time.mean * count,
        variance: time.variance * count),
    ] { #expect(check.holds, "\(check.line)") }
    var votes = try setting.sampled(.vote, .needed, races: races)
    #expect(votes.draws < tally.draws)
    votes.draws = tally.draws
    #expect(tally.withoutTimes == votes)
  }

  /// The checks can fail: batches of another size.
  @Test func rejectsAnotherSize() throws {
    var setting = Self.cases[3]
    let tally = try setting.sampled(.agent, .batches(setting.size), races: 10_000)
    setting.size += 1
    let issued = try setting.issue().issued
    let check = AgreementCheck.sum(
      "draws", of: 1e4, observed: tally.draws, mean: issued.mean * 1e4,
      variance: issued.variance * 1e4)
    #expect(!check.holds, "\(check.line)")
  }
}
