package import MAKERCore

/// A voted subtask priced by its tokens: every call reads the context anew, whatever it is asked to do.
///
/// Without a context one step a subtask is the cheapest; with one, longer subtasks share it.
package struct ContextSubtask: Equatable, Sendable {
  /// Steps m of a subtask; count.
  package let steps: Int
  /// The least margin k that reaches the target; votes.
  package let margin: Int
  /// Expected cost of the task; tokens of one step.
  package let cost: Double

  /// Prices a subtask.
  ///
  /// - Parameters:
  ///   - steps: Steps m of a subtask; count, 1 to `taskSteps`.
  ///   - taskSteps: Steps s of the task; count.
  ///   - stepSuccess: Step success p; unit 1, range (0.5, 1].
  ///   - target: Required success of the task.
  ///   - context: Tokens of the context of a call; tokens of one step, at least 0.
  /// - Throws: `MarginError`.
  package init(
    steps: Int, of taskSteps: Int, stepSuccess: Probability, target: Probability, context: Double
  ) throws(MarginError) {
    let minimum = try MinimumMargin(
      stepSuccess: stepSuccess, steps: taskSteps, stepsPerSubtask: steps, target: target)
    let race = try TwoCandidateRace(
      stepSuccess: stepSuccess, margin: minimum.margin, stepsPerSubtask: steps)
    self.steps = steps
    margin = minimum.margin
    cost = Double(taskSteps) / Double(steps) * race.meanVotes * (context + Double(steps))
  }

  /// The cheapest subtask whose steps divide the task, the shorter of two alike.
  ///
  /// - Parameters:
  ///   - taskSteps: Steps s of the task; count, at least 1.
  ///   - stepSuccess: Step success p; unit 1, range (0.5, 1].
  ///   - target: Required success of the task.
  ///   - context: Tokens of the context of a call; tokens of one step, at least 0.
  /// - Returns: The cheapest.
  /// - Throws: `MarginError`.
  package static func cheapest(
    of taskSteps: Int, stepSuccess: Probability, target: Probability, context: Double
  ) throws(MarginError) -> ContextSubtask {
    var best = try ContextSubtask(
      steps: 1, of: taskSteps, stepSuccess: stepSuccess, target: target, context: context)
    for steps in stride(from: 2, through: taskSteps, by: 1) where taskSteps % steps == 0 {
      let next = try ContextSubtask(
        steps: steps, of: taskSteps, stepSuccess: stepSuccess, target: target, context: context)
      if next.cost < best.cost { best = next }
    }
    return best
  }
}
