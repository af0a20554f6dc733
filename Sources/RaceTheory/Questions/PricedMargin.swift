package import MAKERCore

/// A margin weighed by what its votes cost and what a failed task does.
package struct PricedMargin: Equatable, Sendable {
  /// Margin k; votes.
  package let margin: Int
  /// Probability that the task fails; unit 1, without cancellation.
  package let failure: Double
  /// Expected calls of the task; calls.
  package let calls: Double
  /// Calls and expected damage together; calls.
  package let loss: Double

  /// Weighs a margin.
  ///
  /// - Parameters:
  ///   - margin: Margin k; votes, at least 1.
  ///   - stepSuccess: Step success p; unit 1, range (0, 1].
  ///   - steps: Steps of the task; count, at least 1.
  ///   - damage: What a failed task costs; calls, at least 0.
  /// - Throws: `MarginError.outOfRange`.
  package init(
    margin: Int, stepSuccess: Probability, steps: Int, damage: Double
  ) throws(MarginError) {
    let race = try TwoCandidateRace(stepSuccess: stepSuccess, margin: margin)
    self.margin = margin
    failure = TaskReliability(subtaskWrong: race.wrong, subtasks: Double(steps)).failure
    calls = race.meanVotes * Double(steps)
    loss = calls + damage * failure
  }

  /// The margin of least loss, the smaller of two alike.
  ///
  /// - Parameters:
  ///   - stepSuccess: Step success p; unit 1, range (0, 1].
  ///   - steps: Steps of the task; count, at least 1.
  ///   - damage: What a failed task costs; calls, at least 0.
  ///   - greatest: Greatest margin that is looked at; votes, at least 1.
  /// - Returns: The best margin.
  /// - Throws: `MarginError.outOfRange`.
  package static func best(
    stepSuccess: Probability, steps: Int, damage: Double, upTo greatest: Int
  ) throws(MarginError) -> PricedMargin {
    var best = try PricedMargin(
      margin: 1, stepSuccess: stepSuccess, steps: steps, damage: damage)
    for margin in stride(from: 2, through: greatest, by: 1) {
      // A greater margin costs more votes: beyond the best loss none can pay.
      let next = try PricedMargin(
        margin: margin, stepSuccess: stepSuccess, steps: steps, damage: damage)
      if next.calls > best.loss { break }
      if next.loss < best.loss { best = next }
    }
    return best
  }
}
