import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory
import Simulation
import Storage

extension ResultSet {
  /// What is known of the paper's race: the vote at which A won by first-to-ahead-by-k, the last at
  /// which it can have won by first-to-k, and the last that the figure shows.
  private static let paper = (aheadBy: 18, firstTo: 6, votes: 25)

  /// The first race of the hard step that goes as the paper's; nil where none does.
  private func hardStepRace() throws -> (result: PointResult, trial: Int, race: HardStepRace)? {
    for result in results
    where result.point.fidelity == .vote && result.point.rule == .firstToAheadBy {
      let found = try HardStepRace.first(
        of: result.planned, seed: result.seed, trials: result.tally.trials,
        aheadBy: Self.paper.aheadBy, firstTo: Self.paper.firstTo, votes: Self.paper.votes)
      if let found { return (result, found.trial, found.race) }
    }
    return nil
  }

  /// One row a vote of that race; without rows where no race is like the paper's.
  func hardStepTable() throws -> CSVTable {
    let found = try hardStepRace()
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
    let way =
      "won by A at vote \(Self.paper.aheadBy) under first-to-ahead-by-3 and by vote "
      + "\(Self.paper.firstTo) under first-to-3"
    guard let (result, trial, _) = try hardStepRace() else { return "no race was \(way)" }
    let chance = TwoRuleLaw.probability(
      shares: try CandidateShares(result.point.shares), margin: result.point.margin,
      aheadBy: Self.paper.aheadBy, firstTo: Self.paper.firstTo)
    return "trial \(trial), the first that was \(way): \(trial) passed over; the exact "
      + "probability of such a race is \(NumberFormat.significant(chance, 4))"
  }
}
