#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Success of a whole task of independent voted subtasks, with complements that keep their digits.
public struct TaskReliability: Equatable, Sendable {
  /// Probability that every subtask is decided rightly; unit 1 (equation 13).
  public let correct: Double
  /// Probability that every subtask is decided, at least one wrongly; unit 1.
  public let wrong: Double
  /// Probability that some subtask is undecided at the cap, which stops the task; unit 1.
  public let undecided: Double

  /// Combines the outcome of one subtask over all of them.
  ///
  /// - Parameters:
  ///   - subtaskWrong: Probability that one subtask is decided wrongly; unit 1.
  ///   - subtaskUndecided: Probability that one subtask is undecided at the cap; unit 1.
  ///   - subtasks: Subtasks of the task, s/m as a real number; above 0.
  public init(subtaskWrong: Double, subtaskUndecided: Double = 0, subtasks: Double) {
    // Summed shares can be an ulp above 1.
    let undecidedShare = min(1, subtaskUndecided)
    let logDecided = subtasks * log1p(-undecidedShare)
    let shareWrong =
      undecidedShare >= 1 ? 0 : min(1, subtaskWrong / (1 - undecidedShare))
    let logCorrect = subtasks * log1p(-shareWrong)
    let decided = exp(logDecided)
    self.undecided = 0 - expm1(logDecided)
    self.wrong = 0 - decided * expm1(logCorrect)
    self.correct = exp(logDecided + logCorrect)
  }

  private init(correct: Double, wrong: Double, undecided: Double) {
    self.correct = correct
    self.wrong = wrong
    self.undecided = undecided
  }

  /// Puts two independent parts of a task together.
  ///
  /// - Parameter other: The other part.
  /// - Returns: The reliability of both, each right for the whole to be right.
  public func and(_ other: TaskReliability) -> TaskReliability {
    TaskReliability(
      correct: correct * other.correct,
      wrong: correct * other.wrong + wrong * other.correct + wrong * other.wrong,
      undecided: undecided + (1 - undecided) * other.undecided)
  }
}

extension TaskReliability {
  /// Probability that the task ends wrong or undecided; unit 1, without cancellation.
  public var failure: Double { wrong + undecided }

  /// Whether the task succeeds with a target probability.
  ///
  /// A tie within 1e-14 counts: of the failure budget for targets of at least one half, of the
  /// target below.
  ///
  /// - Parameter target: Required success t; unit 1, range (0, 1).
  /// - Returns: True where the target is reached.
  public func reaches(_ target: Probability) -> Bool {
    target.value < 0.5
      ? correct >= target.value * (1 - 1e-14)
      : failure <= target.complement * (1 + 1e-14)
  }
}

extension Probability {
  /// The natural logarithm, right also near 1; at most 0.
  var logarithm: Double { value < 0.5 ? log(value) : log1p(-complement) }
}
