import ExperimentDesign
import Simulation

/// What a run would cost, without running it.
enum DryRun {
  /// One line a point, and the sum.
  static func text(_ plans: [Plan], workers: Int, shard: LabSession.Shard) throws -> String {
    let rate = try votesPerSecond() * Double(workers)
    var table = TextTable([
      .text("experiment"), .text("point"), .text("fidelity"), .text("stop"), .number("votes"),
      .number("time"),
    ])
    var total = (votes: 0.0, draws: 0.0)
    var points = 0
    for plan in plans {
      for planned in plan.shard(shard.index, of: shard.count) {
        let votes = planned.votesToExpect
        let draws = planned.drawsToExpect
        total.votes += votes
        total.draws += draws
        points += 1
        table.append([
          plan.experiment, planned.point.setting, planned.point.fidelity.rawValue,
          planned.stop.description, votes == 0 ? "-" : NumberFormat.prefixed(votes),
          votes == 0 ? "-" : NumberFormat.duration(draws / rate),
        ])
      }
    }
    return table.text
      + "\(points) points, \(NumberFormat.prefixed(total.votes)) votes, about "
      + "\(NumberFormat.duration(total.draws / rate)) with \(workers) workers at "
      + "\(NumberFormat.prefixed(rate)) votes/s"
  }

  /// Votes a second of one core now, from a short sample.
  private static func votesPerSecond() throws -> Double {
    let point = DesignPoint(
      experiment: "dry-run", fidelity: .vote, unit: .race, shares: [0.9, 0.1], validRate: 1,
      steps: 1, disks: nil, target: nil, margin: 4, marginChoice: .fixed(4), minimumMargin: nil,
      cap: nil, listedVotes: nil)
    let sampler = try Samplers.make(
      for: PlannedPoint(point: point, stop: .trials(200_000)), seed: 1)
    let clock = ContinuousClock()
    var votes = 0
    let taken = clock.measure { votes = sampler.sample(0..<200_000).votes }
    return Double(votes) / max(taken / .seconds(1), 1e-9)
  }
}
