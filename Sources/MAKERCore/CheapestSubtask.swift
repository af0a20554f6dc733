/// The number of steps a voted subtask should have, by the paper's cost.
///
/// More steps to a subtask mean fewer subtasks, a larger budget of failure for each, and so at times
/// a smaller margin: k_min is a falling staircase in m.  Between its stairs the cost only grows, so
/// the cheapest m is the first one of some stair.  All this is for the single alternative of equation
/// 12: where each of m steps has a wrong answer of its own, a subtask fails m times as often, and the
/// margin does not sink.
///
/// - Source: arXiv 2511.09030, Eq. 14 in Eq. 17.
public struct CheapestSubtask: Sendable {
  /// Steps m of one subtask; count.
  public let stepsPerSubtask: Int
  /// k_min at that m, and what equation 14 rounds up.
  public let minimum: MinimumMargin
  /// What the task then costs.
  public let cost: CostEquations

  /// Finds the cheapest m, the smaller one of two alike.
  ///
  /// - Parameters:
  ///   - stepSuccess: Step success p; unit 1, range (0.5, 1].
  ///   - steps: Steps s; count, at least 1.
  ///   - target: Required success t of the whole task; unit 1, range (0, 1).
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  /// - Throws: `MarginError`, as `MinimumMargin`.
  public init(
    stepSuccess: Probability, steps: Int, target: Probability, validRate: Double = 1
  ) throws(MarginError) {
    func priced(_ m: Int) throws(MarginError) -> CheapestSubtask {
      let minimum = try MinimumMargin(
        stepSuccess: stepSuccess, steps: steps, stepsPerSubtask: m, target: target)
      let race = try TwoCandidateRace(
        stepSuccess: stepSuccess, margin: minimum.margin, stepsPerSubtask: m)
      return CheapestSubtask(
        stepsPerSubtask: m, minimum: minimum,
        cost: try CostEquations(race: race, steps: steps, validRate: validRate))
    }
    var best = try priced(1)
    var margin = best.minimum.margin
    var known = 1
    // The first m of the next stair lies between the last one's and s.  Beyond an m at which even
    // one decisive vote a subtask costs more than the best, nothing is cheaper.
    while margin > 1, known < steps,
      best.cost.logTask > best.cost.logLeastTask(stepsPerSubtask: known)
    {
      var low = known
      var high = steps
      guard try priced(high).minimum.margin < margin else { break }
      while high - low > 1 {
        let middle = low + (high - low) / 2
        if try priced(middle).minimum.margin < margin { high = middle } else { low = middle }
      }
      let next = try priced(high)
      if next.cost.logTask < best.cost.logTask { best = next }
      known = high
      margin = next.minimum.margin
    }
    self = best
  }

  private init(stepsPerSubtask: Int, minimum: MinimumMargin, cost: CostEquations) {
    self.stepsPerSubtask = stepsPerSubtask
    self.minimum = minimum
    self.cost = cost
  }
}
