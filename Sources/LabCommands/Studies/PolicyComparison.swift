import Analysis
import Economics
import Simulation
import Statistics

/// Policies that met the same tasks, held against each other and against exact theory.
struct PolicyComparison {
  let policies: [ComparedPolicy]

  /// Compares.
  ///
  /// - Parameters:
  ///   - lab: The laboratory.
  ///   - policies: The policies, the one to compare with first.
  ///   - tallies: What they did, by replicate, then by policy.
  /// - Throws: What theory throws.
  init(_ lab: PolicyLab, _ policies: [any WorkPolicy], _ tallies: [[PolicyTally]]) throws {
    let first = tallies.map { $0[0] }
    var compared = try policies.indices.map { index in
      try ComparedPolicy(
        policies[index], tallies.map { $0[index] }, against: first,
        exact: lab.expectation(policies[index]))
    }
    for index in compared.indices {
      let rivals = compared.indices.filter { $0 != index }.map { other in
        FrontierRival(
          compared[other].policy.name, tallies.map { $0[other] },
          against: tallies.map { $0[index] })
      }
      compared[index].frontier = FrontierPlace(rivals)
    }
    self.policies = compared
  }

  /// The quantities that claims are about.
  ///
  /// - Parameter suffix: What their names end in.
  /// - Returns: The quantities.
  func quantities(suffix: String) -> [StudyQuantity] {
    policies.flatMap { policy in
      func quantity(_ name: String, _ value: SampleMean, _ note: String = "") -> StudyQuantity {
        StudyQuantity(
          "\(name)_\(policy.policy.name)\(suffix)", value.mean, interval: value.studentInterval(),
          n: value.count, method: "Monte Carlo over replicates", note: note)
      }
      return [
        quantity("cost", policy.cost, "dollars a task that came"),
        quantity("success", policy.success, "share of the tasks that came"),
        quantity("saved", policy.saved, "share of the cost of all_large, paired"),
        quantity("gain", policy.gain, "success less that of all_large, paired"),
        quantity("unseen", policy.unseen, "share of the tasks that end wrong unseen"),
        quantity("rework", policy.rework, "share of the cost that is rework"),
        quantity("escalated", policy.escalated, "share of the tasks"),
        quantity("deferred", policy.deferred, "share of the tasks that still wait at the end"),
        quantity("downgraded", policy.downgraded, "share of the security tasks"),
        policy.frontier.quantity("frontier_\(policy.policy.name)\(suffix)", n: policy.cost.count),
      ] + policy.frontier.margins("\(policy.policy.name)\(suffix)")
    }
  }
}

/// One policy over all replicates.
struct ComparedPolicy {
  let policy: any WorkPolicy
  let sum: PolicyTally
  let cost, success, unseen, rework, escalated, deferrals, deferred: SampleMean
  let downgraded, latency, saved, gain, weeksOver: SampleMean
  let hours: [SampleMean]
  let exact: PolicyExpectation?
  /// Distance from theory of cost and of success; standard errors, nil without theory.
  let zCost, zSuccess: Double?
  /// Whether another policy beats it.
  var frontier = FrontierPlace([])

  /// The greater distance from theory; standard errors.
  var greatestZ: Double? {
    guard let zCost, let zSuccess else { return nil }
    return max(abs(zCost), abs(zSuccess))
  }

  init(
    _ policy: any WorkPolicy, _ tallies: [PolicyTally], against others: [PolicyTally],
    exact: PolicyExpectation?
  ) throws {
    func mean(_ value: (PolicyTally) -> Double) -> SampleMean {
      SampleMean(tallies.map(value))
    }
    func share(_ part: @escaping (PolicyTally) -> Int) -> SampleMean {
      mean { Double(part($0)) / Double(max(1, $0.tasks)) }
    }
    self.policy = policy
    self.exact = exact
    var sum = PolicyTally()
    for tally in tallies { sum += tally }
    self.sum = sum
    cost = mean { Double($0.picodollars) * 1e-12 / Double(max(1, $0.tasks)) }
    success = share(\.right)
    unseen = share(\.wrong)
    rework = mean { Double($0.reworkPicodollars) / Double(max(1, $0.picodollars)) }
    escalated = share(\.escalated)
    deferrals = share(\.deferrals)
    deferred = share(\.deferred)
    downgraded = mean { Double($0.downgrades) / Double(max(1, $0.security)) }
    latency = mean { Double($0.latency) / 60_000 / Double(max(1, $0.done)) }
    weeksOver = mean { Double($0.weeksOver) / Double($0.weeks) }
    hours = ModelTier.allCases.map { tier in
      mean { Double($0.milliseconds[tier.rank]) / 3_600_000 / Double($0.weeks) }
    }
    saved = SampleMean(
      zip(tallies, others).map { 1 - Double($0.picodollars) / Double(max(1, $1.picodollars)) })
    gain = SampleMean(
      zip(tallies, others).map { Double($0.right - $1.right) / Double(max(1, $0.tasks)) })
    if let exact {
      let n = Double(sum.tasks)
      let mean = Double(sum.picodollars) * 1e-12 / n
      let variance = sum.squaredMicrodollars * 1e-12 / n - mean * mean
      // Given their number, tasks are independent draws of the law that theory sums over.
      zCost =
        ZScore(
          estimate: mean, exact: exact.cost, standardError: (variance / n).squareRoot()
        ).value
      zSuccess =
        ZScore(
          estimate: Double(sum.right) / n, exact: exact.right,
          standardError: (exact.right * (1 - exact.right) / n).squareRoot()
        ).value
    } else {
      zCost = nil
      zSuccess = nil
    }
  }

  static let columns =
    ["policy", "tasks", "frontier", "beaten_by"]
    + [
      "cost", "success", "unseen", "rework", "escalated", "deferrals", "deferred", "downgraded",
      "minutes", "saved", "gain", "weeks_over", "small_hours", "medium_hours", "large_hours",
    ].flatMap { [$0, "\($0)_low", "\($0)_high"] }
    + ["cost_exact", "cost_z", "success_exact", "success_z", "downgrades", "security"]

  /// The row of the table.
  var row: [String] {
    let means =
      [
        cost, success, unseen, rework, escalated, deferrals, deferred, downgraded, latency, saved,
        gain, weeksOver,
      ] + hours
    func text(_ value: Double?) -> String { value.map(Self.text) ?? "" }
    return [policy.name, "\(sum.tasks)", frontier.isOn ? "1" : "0", frontier.beatenBy ?? ""]
      + means.flatMap {
        [
          Self.text($0.mean), Self.text($0.studentInterval().low),
          Self.text($0.studentInterval().high),
        ]
      } + [
        text(exact?.cost), text(zCost), text(exact?.right), text(zSuccess), "\(sum.downgrades)",
        "\(sum.security)",
      ]
  }

  private static func text(_ value: Double) -> String { NumberFormat.significant(value, 8) }
}
