/// A whole task of equal voted subtasks, whatever race decides each of them.
///
/// - Source: arXiv 2511.09030, Eq. 13 to 19, in exact form.
public struct VotedTask: Sendable {
  /// Steps s of the task; count, at least the steps of a subtask.
  public let steps: Int
  /// Steps m of one voted subtask; count, at least 1.
  public let stepsPerSubtask: Int
  /// Probability v that a reply is valid (not flagged); unit 1, range (0, 1].
  public let validRate: Double
  /// Expected votes of one subtask; votes.
  public let meanVotes: Double
  /// Success of the whole task (equation 13) and its complement.
  public let reliability: TaskReliability

  /// Describes a task by what its races come to.
  ///
  /// - Parameters:
  ///   - wrong: Probability that one subtask is decided wrongly; unit 1.
  ///   - undecided: Probability that one subtask is undecided at a cap; unit 1.
  ///   - meanVotes: Expected votes of one subtask; votes.
  ///   - steps: Steps s; count, at least m.
  ///   - stepsPerSubtask: Steps m of one voted subtask; count, at least 1.
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  /// - Throws: `MarginError.outOfRange`.
  public init(
    wrong: Double, undecided: Double = 0, meanVotes: Double, steps: Int, stepsPerSubtask: Int = 1,
    validRate: Double = 1
  ) throws(MarginError) {
    guard stepsPerSubtask >= 1 else {
      throw .outOfRange(quantity: "m", value: Double(stepsPerSubtask), allowed: "at least 1")
    }
    guard steps >= stepsPerSubtask else {
      throw .outOfRange(
        quantity: "steps", value: Double(steps), allowed: "at least m = \(stepsPerSubtask)")
    }
    guard validRate > 0, validRate <= 1 else {
      throw .outOfRange(quantity: "v", value: validRate, allowed: "above 0, at most 1")
    }
    self.steps = steps
    self.stepsPerSubtask = stepsPerSubtask
    self.validRate = validRate
    self.meanVotes = meanVotes
    self.reliability = TaskReliability(
      subtaskWrong: wrong, subtaskUndecided: undecided,
      subtasks: Double(steps) / Double(stepsPerSubtask))
  }

  /// Describes a task whose subtasks have one wrong alternative.
  ///
  /// - Parameters:
  ///   - race: The race that decides each subtask.
  ///   - steps: Steps s; count, at least the race's steps per subtask.
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  /// - Throws: `MarginError.outOfRange`.
  public init(race: TwoCandidateRace, steps: Int, validRate: Double = 1) throws(MarginError) {
    try self.init(
      wrong: race.wrong, meanVotes: race.meanVotes, steps: steps,
      stepsPerSubtask: race.stepsPerSubtask, validRate: validRate)
  }

  /// Voted subtasks, s/m as a real number; count.
  public var subtasks: Double { Double(steps) / Double(stepsPerSubtask) }

  /// Expected replies asked for over the whole task, flagged ones included; calls.
  ///
  /// All races are counted, also those after an undecided one, which would stop the task.
  public var expectedCalls: Double { subtasks * meanVotes / validRate }
}
