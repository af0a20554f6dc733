import ExperimentDesign
import Simulation

/// What a run would cost, without running it.
enum DryRun {
  /// One line a point, and the sum.
  static func text(_ plans: [Plan], workers: Int, shard: LabSession.Shard) throws -> String {
    let fidelities = Set(plans.flatMap(\.points).map(\.point.fidelity))
    var rates: [Fidelity: Double] = [:]
    for fidelity in fidelities where fidelity.castsVotes {
      rates[fidelity] = try votesPerSecond(fidelity) * Double(workers)
    }
    var table = TextTable([
      .text("experiment"), .text("point"), .text("fidelity"), .text("stop"), .number("votes"),
      .number("time"),
    ])
    var total = (votes: 0.0, seconds: 0.0)
    var points = 0
    let shares = Plan.shares(of: plans, shard: shard.index, of: shard.count)
    for (plan, shares) in zip(plans, shares) {
      for share in shares {
        let planned = share.planned
        let votes = planned.votesToExpect * share.fraction
        let seconds =
          rates[planned.point.fidelity].map { planned.drawsToExpect * share.fraction / $0 } ?? 0
        total.votes += votes
        total.seconds += seconds
        points += 1
        table.append([
          plan.experiment, planned.point.setting, planned.point.fidelity.rawValue,
          planned.point.fidelity == .exact ? "-" : planned.stop.description,
          votes == 0 ? "-" : NumberFormat.prefixed(votes),
          votes == 0 ? "-" : NumberFormat.duration(seconds),
        ])
      }
    }
    return table.text
      + "\(points) points, \(NumberFormat.prefixed(total.votes)) votes, about "
      + "\(NumberFormat.duration(total.seconds)) with \(workers) workers"
      + (rates.isEmpty ? "" : " at ")
      + rates.sorted { $0.value > $1.value }.map {
        "\(NumberFormat.prefixed($0.value)) votes/s at fidelity \($0.key.rawValue)"
      }.joined(separator: ", ")
  }

  /// How even the elements of an array would be.
  static func balance(_ plans: [Plan], elements: Int) -> String {
    let parts = plans.reduce(0) { $0 + $1.parts }
    let count = max(1, min(elements, parts))
    let work = Plan.work(of: plans, shards: count)
    let mean = work.reduce(0, +) / Double(count)
    let most = mean > 0 ? (work.max() ?? mean) / mean : 1
    return "\(NumberFormat.counted(parts, "part")) on \(NumberFormat.counted(count, "element")); "
      + "the largest has \(NumberFormat.significant(most, 3)) times the mean work"
  }

  /// Votes a second of one core now, from a short sample.
  private static func votesPerSecond(_ fidelity: Fidelity) throws -> Double {
    let trials = fidelity == .agent ? 5000 : 200_000
    let point = DesignPoint(
      experiment: "dry-run", fidelity: fidelity, unit: .race, shares: [0.9, 0.1], validRate: 1,
      steps: 1023, disks: 10, target: nil, margin: 4, marginChoice: .fixed(4), minimumMargin: nil,
      cap: nil, listedVotes: nil)
    let sampler = try Samplers.make(
      for: PlannedPoint(point: point, stop: .trials(trials)), seed: 1)
    let clock = ContinuousClock()
    var votes = 0
    let taken = clock.measure { votes = sampler.sample(0..<trials).votes }
    return Double(votes) / max(taken / .seconds(1), 1e-9)
  }
}
