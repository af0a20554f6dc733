package import MAKERCore

/// A voted subtask priced by its tokens: every call reads the context anew, whatever it is asked to do.
///
/// Without a context one step a subtask is the cheapest; with one, longer subtasks share it.
package struct ContextSubtask: Equatable, Sendable {
  /// What a subtask can go to when it goes wrong.
  package enum Alternatives: String, Equatable, Sendable, CaseIterable {
    /// All to one result, as the paper's equation 12 has it: longer subtasks need smaller margins.
    case one
    /// To a result of each step: a subtask of m steps then fails m times as often, so that the margin of
    /// single steps is needed for any m.  Votes are counted as if against one of them, which is fewer.
    case each
  }

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
  ///   - alternatives: What a subtask can go to when it goes wrong.
  /// - Throws: `MarginError`.
  package init(
    steps: Int, of taskSteps: Int, stepSuccess: Probability, target: Probability, context: Double,
    alternatives: Alternatives = .one
  ) throws(MarginError) {
    let minimum = try MinimumMargin(
      stepSuccess: stepSuccess, steps: taskSteps,
      stepsPerSubtask: alternatives == .one ? steps : 1, target: target)
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
  ///   - alternatives: What a subtask can go to when it goes wrong.
  /// - Returns: The cheapest.
  /// - Throws: `MarginError`.
  package static func cheapest(
    of taskSteps: Int, stepSuccess: Probability, target: Probability, context: Double,
    alternatives: Alternatives = .one
  ) throws(MarginError) -> ContextSubtask {
    var best = try ContextSubtask(
      steps: 1, of: taskSteps, stepSuccess: stepSuccess, target: target, context: context,
      alternatives: alternatives)
    for steps in stride(from: 2, through: taskSteps, by: 1) where taskSteps % steps == 0 {
      let next = try ContextSubtask(
        steps: steps, of: taskSteps, stepSuccess: stepSuccess, target: target, context: context,
        alternatives: alternatives)
      if next.cost < best.cost { best = next }
    }
    return best
  }
}
