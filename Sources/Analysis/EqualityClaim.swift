import ExperimentDesign
import MAKERCore

extension ClaimJudge {
  /// Whether points of fidelity agent have every count of the vote points that share their streams.
  ///
  /// No statistics: one count that differs contradicts the claim.
  func equalsVote(_ agents: [PointResult]) -> [ClaimCell] {
    let votes = Dictionary(
      results.filter { $0.point.fidelity == .vote }.map { ($0.planned.id, $0) },
      uniquingKeysWith: { first, _ in first })
    return agents.map { agent in
      var cell = ClaimCell(
        setting: agent.point.setting, quantity: "votes", estimate: Double(agent.tally.votes),
        n: agent.tally.races, stopRule: agent.planned.stop.description, verdict: .undecided)
      guard let vote = votes[agent.planned.streamID], vote.tally.trials == agent.tally.trials else {
        cell.isJudged = false
        cell.note = "no vote point of the same streams and trials"
        return cell
      }
      cell.exact = Double(vote.tally.votes)
      // What time replies took is no count of votes.
      var counts = agent.tally.withoutTimes
      // Nor is what batches asked for in vain.
      if agent.point.issue != .needed { counts.draws = vote.tally.draws }
      let isEqual = counts.agrees(with: vote.tally.withoutTimes)
      cell.verdict = isEqual ? .supported : .contradicted
      cell.note =
        isEqual ? "every count is the same" : "counts differ from fidelity vote"
      return cell
    }
  }
}
