/// A whole task voted step by step (or m steps at a time) against one wrong alternative.
///
/// - Source: arXiv 2511.09030, Eq. 13 to 19, in exact form.
public struct VotedTask: Sendable {
  /// The race of one subtask.
  public let race: TwoCandidateRace
  /// Steps s of the task; count, at least 1.
  public let steps: Int
  /// Probability v that a reply is valid (not flagged); unit 1, range (0, 1].
  public let validRate: Double

  /// Describes a task.
  ///
  /// - Parameters:
  ///   - race: The race that decides each subtask.
  ///   - steps: Steps s; count, at least the race's steps per subtask.
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  /// - Throws: `MarginError.outOfRange`.
  public init(race: TwoCandidateRace, steps: Int, validRate: Double = 1) throws(MarginError) {
    guard steps >= race.stepsPerSubtask else {
      throw .outOfRange(
        quantity: "steps", value: Double(steps), allowed: "at least m = \(race.stepsPerSubtask)")
    }
    guard validRate > 0, validRate <= 1 else {
      throw .outOfRange(quantity: "v", value: validRate, allowed: "above 0, at most 1")
    }
    self.race = race
    self.steps = steps
    self.validRate = validRate
  }

  /// Voted subtasks, s/m as a real number; count.
  public var subtasks: Double { Double(steps) / Double(race.stepsPerSubtask) }

  /// Success of the whole task (equation 13) and its complement.
  public var reliability: TaskReliability {
    TaskReliability(subtaskWrong: race.wrong, subtasks: subtasks)
  }

  /// Expected replies asked for over the whole task, flagged ones included; calls.
  public var expectedCalls: Double { subtasks * race.meanVotes / validRate }

  /// Expected cost, by equation 17 and with flags by equation 19, when one step of a reply costs `perStep`.
  ///
  /// - Parameter perStep: Cost c of one step's reply; any unit, at least 0.
  /// - Returns: Cost in the unit of `perStep`; a reply of m steps costs m times as much.
  public func expectedCost(perStep: Double) -> Double {
    expectedCalls * Double(race.stepsPerSubtask) * perStep
  }

  /// The paper's approximation `c·s·k/(v·p^(m−1)·(2p − 1))` of the expected cost; p above one half.
  ///
  /// - Parameter perStep: Cost c of one step's reply; any unit, at least 0.
  /// - Returns: Cost in the unit of `perStep`.
  public func approximateCost(perStep: Double) -> Double {
    let drift = race.stepSuccess.value - race.stepSuccess.complement
    return perStep * Double(steps) * Double(race.margin)
      / (validRate * race.decisiveRate * drift)
  }
}
