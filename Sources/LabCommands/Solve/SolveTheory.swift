import Analysis
import ExperimentDesign
import MAKERCore
import Statistics

/// What theory says of a finished solve, and how far what was found is from it.
struct SolveTheory {
  /// Expected votes of a step.
  let votesPerStep: Double
  /// Normal deviate of the votes.
  let votesZ: Double?
  /// Expected flags beside the votes that were cast.
  let flags: Double
  /// Normal deviate of the flags.
  let flagsZ: Double?

  /// Compares a finished solve on one channel; nil where no exact value is known at once.
  ///
  /// A finished solve met no cap and no limit: where one could have been met, the votes found are those
  /// of the luckier races.
  init?(_ report: SolveReport, _ question: SolveQuestion) {
    guard report.ending == .finished, question.channels.count == 1, question.cap == nil,
      question.pattern == nil,
      question.redFlags.reading == .flagging, !question.redFlags.checksLegality,
      let channel = question.channels[0].simulated, channel.classes == nil
    else { return nil }
    let point = DesignPoint(
      experiment: "solve", fidelity: .agent, unit: .race, shares: channel.shares,
      validRate: channel.validRate, steps: 1, disks: nil, target: nil, margin: report.margin,
      marginChoice: .fixed(report.margin), minimumMargin: nil, cap: nil, listedVotes: nil)
    guard Self.isQuick(point), let race = TheoryOracle().race(of: point) else { return nil }
    let v = channel.validRate
    guard Double(question.drawLimit) > 100 * race.meanVotes / v else { return nil }
    let steps = Double(report.decided)
    let votes = Double(report.votes)
    votesPerStep = race.meanVotes
    votesZ = Self.deviate(votes / steps, race.meanVotes, (race.varianceVotes / steps).squareRoot())
    flags = votes * (1 - v) / v
    flagsZ = Self.deviate(
      Double(report.flags.total), flags, (votes * (1 - v)).squareRoot() / v)
  }

  /// Whether the race is solved in a blink: several candidates make a chain of about k^(n − 1) states,
  /// followed for as many votes as races last.
  private static func isQuick(_ point: DesignPoint) -> Bool {
    if point.isPaperRace { return true }
    var work = point.votesToExpect
    for _ in 1..<point.shares.count { work *= Double(point.margin) }
    return work <= 1e6
  }

  private static func deviate(_ found: Double, _ exact: Double, _ error: Double) -> Double? {
    error > 0 ? ZScore(estimate: found, exact: exact, standardError: error).value : nil
  }
}
