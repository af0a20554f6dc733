import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory
import Simulation
import Storage

/// A race of the hard step that goes as the paper's, and where it was found.
struct HardStepFinding {
  let result: PointResult
  let trial: Int
  let race: HardStepRace

  /// What is known of the paper's race: the vote at which A won by first-to-ahead-by-k, the last at
  /// which it can have won by first-to-k, and the last that the figure shows.
  static let paper = (aheadBy: 18, firstTo: 6, votes: 25)

  /// The first such race of some results; nil where there is none.
  static func first(in results: [PointResult]) throws -> HardStepFinding? {
    for result in results
    where result.point.fidelity == .vote && result.point.rule == .firstToAheadBy {
      let found = try HardStepRace.first(
        of: result.planned, seed: result.seed, trials: result.tally.trials,
        aheadBy: paper.aheadBy, firstTo: paper.firstTo, votes: paper.votes)
      if let found {
        return HardStepFinding(result: result, trial: found.trial, race: found.race)
      }
    }
    return nil
  }
}

extension ResultSet {
  /// One row a vote of that race; without rows where no race is like the paper's.
  func hardStepTable() throws -> CSVTable {
    let found = try hardStepRace.value.get()
    let rows = found?.race.votes.enumerated().map { index, vote in
      let number = index + 1
      func isDecided(_ decision: HardStepRace.Decision?) -> String {
        decision.map { $0.vote <= number } == true ? "yes" : "no"
      }
      return [
        "\(number)", ["A", "B", "C"][vote.candidate],
        "\(vote.counts[0])", "\(vote.counts[1])", "\(vote.counts[2])", "\(vote.lead)",
        isDecided(found?.race.firstTo), isDecided(found?.race.aheadBy),
      ]
    }
    return CSVTable(
      comments: comments + [try hardStepText()],
      columns: [
        "vote", "candidate", "votes_a", "votes_b", "votes_c", "lead", "decided_first_to_3",
        "decided_ahead_by_3",
      ],
      rows: rows ?? [])
  }

  /// Which race it is, and how rare such races are.
  func hardStepText() throws -> String {
    let paper = HardStepFinding.paper
    let way =
      "won by A at vote \(paper.aheadBy) under first-to-ahead-by-3 and by vote "
      + "\(paper.firstTo) under first-to-3"
    guard let found = try hardStepRace.value.get() else { return "no race was \(way)" }
    let (point, trial) = (found.result.point, found.trial)
    let chance = TwoRuleLaw.probability(
      shares: try CandidateShares(point.shares), margin: point.margin,
      aheadBy: paper.aheadBy, firstTo: paper.firstTo)
    return "trial \(trial), the first that was \(way): \(trial) passed over; the exact "
      + "probability of such a race is \(NumberFormat.significant(chance, 4))"
  }
}
