import Analysis
import Simulation
import Statistics

/// A policy held against another that met the same tasks: paired differences of cost and success.
struct FrontierRival: Sendable {
  let name: String
  /// Its cost less the other's; dollars a task that came.
  let cost: SampleMean
  /// Its success less the other's; unit 1.
  let success: SampleMean

  /// Pairs replicates.
  ///
  /// - Parameters:
  ///   - name: Name of the rival.
  ///   - own: What the rival did, by replicate.
  ///   - others: What the policy did that it is held against, by replicate.
  init(_ name: String, _ own: [PolicyTally], against others: [PolicyTally]) {
    self.name = name
    func cost(_ tally: PolicyTally) -> Double {
      Double(tally.picodollars) * 1e-12 / Double(max(1, tally.tasks))
    }
    func success(_ tally: PolicyTally) -> Double {
      Double(tally.right) / Double(max(1, tally.tasks))
    }
    self.cost = SampleMean(zip(own, others).map { cost($0) - cost($1) })
    self.success = SampleMean(zip(own, others).map { success($0) - success($1) })
  }

  /// Student's interval of the difference in cost; dollars a task that came.
  var costs: Interval { cost.studentInterval(level: FrontierPlace.level) }

  /// Student's interval of the difference in success; unit 1.
  var successes: Interval { success.studentInterval(level: FrontierPlace.level) }

  /// Whether it surely costs no more and is right no less often, and differs.
  var surelyBeats: Bool {
    costs.high <= 0 && successes.low >= 0
      && (costs.high < 0 || successes.low > 0)
  }

  /// Whether it surely costs more, or is right less often, or is the same.
  var surelyFails: Bool {
    costs.low > 0 || successes.high < 0
      || (cost.mean == 0 && success.mean == 0)
  }

  /// Whether its means cost no more and are right no less often, and differ.
  var beatsByMeans: Bool {
    cost.mean <= 0 && success.mean >= 0 && (cost.mean < 0 || success.mean > 0)
  }
}

/// Whether some policy beats another in both cost and success.
struct FrontierPlace: Sendable {
  /// Level of the paired intervals; unit 1.
  static let level = 0.99

  /// Whether no mean beats it.
  let isOn: Bool
  /// The range of the answer: 0 to 1 where paired intervals leave it open.
  let interval: Interval
  /// The rival that beats it, one that surely does first, then the one that is right most often.
  let rival: FrontierRival?

  /// Judges a policy.
  ///
  /// - Parameter rivals: All others, paired with it.
  init(_ rivals: [FrontierRival]) {
    let beating = rivals.filter(\.beatsByMeans)
    isOn = beating.isEmpty
    rival =
      beating.filter(\.surelyBeats).max { $0.success.mean < $1.success.mean }
      ?? beating.max { $0.success.mean < $1.success.mean }
    interval = Interval(
      low: rivals.allSatisfy(\.surelyFails) ? 1 : 0,
      high: rivals.contains(where: \.surelyBeats) ? 0 : 1, level: Self.level)
  }

  /// Name of the policy that beats it; nil where none does.
  var beatenBy: String? { rival?.name }

  /// 1 where no other policy beats it in both, 0 where one does.
  ///
  /// - Parameters:
  ///   - name: Name of the quantity.
  ///   - n: Replicates; count.
  /// - Returns: The quantity, with the range that paired intervals leave.
  func quantity(_ name: String, n: Int) -> StudyQuantity {
    StudyQuantity(
      name, isOn ? 1 : 0, interval: interval, n: n,
      method: "Monte Carlo, paired 99 % intervals of cost and success",
      note: beatenBy.map { "beaten by \($0)" } ?? "1 where no other policy beats it in both")
  }

  /// By how much the rival that beats it costs less and is right more often, paired.
  ///
  /// - Parameter suffix: What the names end in.
  /// - Returns: The quantities; none where no policy beats it.
  func margins(_ suffix: String) -> [StudyQuantity] {
    guard let rival else { return [] }
    return [
      StudyQuantity(
        "beaten_cost_\(suffix)", -rival.cost.mean,
        interval: Interval(
          low: -rival.costs.high, high: -rival.costs.low, level: Self.level),
        n: rival.cost.count, method: "Monte Carlo, paired",
        note: "dollars a task that \(rival.name) costs less"),
      StudyQuantity(
        "beaten_success_\(suffix)", rival.success.mean, interval: rival.successes,
        n: rival.success.count, method: "Monte Carlo, paired",
        note: "tasks that \(rival.name) does more, share"),
    ]
  }
}
