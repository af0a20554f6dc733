#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The smallest margin that reaches a target success probability of the whole task.
public struct MinimumMargin: Equatable, Sendable {
  /// Margin k_min; votes, at least 1 (equation 14).
  public let margin: Int
  /// The real number that equation 14 rounds up; may be below 1, and is 0 for p = 1.
  public let real: Double

  /// Solves `(1 + ((1 − p)/p)^k)^(−s/m) >= t` for the smallest integer k.
  ///
  /// Uses `expm1`, because `t^(−m/s) − 1` is about 5e-8 for a million steps.  The rounded margin is
  /// checked against the inequality itself with the odds to 32 digits; a tie within 1e-14 of the
  /// failure budget counts as reached (p = t = .9 and one step need one vote).
  ///
  /// - Parameters:
  ///   - stepSuccess: Step success p; unit 1, range (0.5, 1].
  ///   - steps: Steps s; count, at least 1.
  ///   - stepsPerSubtask: Steps m of one voted subtask; count, 1 to s; s/m is taken as a real number.
  ///   - target: Required success t of the whole task; unit 1, range (0, 1).
  /// - Throws: `MarginError.hopeless` when p is at most one half; `.outOfRange` and
  ///   `.marginTooLarge` when a value is outside its range.
  /// - Source: arXiv 2511.09030, Eq. 14.
  public init(
    stepSuccess: Probability, steps: Int, stepsPerSubtask: Int = 1, target: Probability
  ) throws(MarginError) {
    guard steps >= 1 else {
      throw .outOfRange(quantity: "steps", value: Double(steps), allowed: "at least 1")
    }
    guard (1...steps).contains(stepsPerSubtask) else {
      throw .outOfRange(
        quantity: "m", value: Double(stepsPerSubtask), allowed: "1 to the number of steps")
    }
    guard target.value > 0, target.complement > 0 else {
      throw .outOfRange(quantity: "target", value: target.value, allowed: "above 0, below 1")
    }
    guard stepSuccess.value > 0.5 else { throw .hopeless(stepSuccess: stepSuccess.value) }
    guard stepSuccess.complement > 0 else {
      self.margin = 1
      self.real = 0
      return
    }

    let subtasks = Double(steps) / Double(stepsPerSubtask)
    let budget = -target.logarithm
    let odds = stepSuccess.preciseComplement / stepSuccess.precise
    let logOdds =
      stepSuccess.value < 0.75
      ? log1p((odds - DoubleDouble(1.0)).value) : log(odds.value)
    let real = log(Self.failureBudget(target, subtasks: subtasks)) / logOdds
    guard real < Double(greatestMargin) else {
      throw .marginTooLarge(stepSuccess: stepSuccess.value, greatest: greatestMargin)
    }

    func reaches(_ k: Int) -> Bool {
      subtasks * log1p(odds.power(k).value) <= budget * (1 + 1e-14)
    }
    var k = real.isFinite ? max(1, Int(real.rounded(.up))) : 1
    if !reaches(k) { k += 1 }
    if k > 1, reaches(k - 1) { k -= 1 }
    self.margin = k
    // A budget of exactly 1 gives 0, not -0.
    self.real = real.isFinite ? real + 0 : -.infinity
  }

  /// Returns t^(−m/s) − 1: the odds against one subtask that the target leaves.
  ///
  /// - Parameters:
  ///   - target: Required success t of the whole task; unit 1, range (0, 1).
  ///   - subtasks: Subtasks s/m as a real number; above 0.
  /// - Returns: The budget; unit 1, above 0, infinite where a double cannot hold it.
  /// - Source: arXiv 2511.09030, Eq. 14.
  public static func failureBudget(_ target: Probability, subtasks: Double) -> Double {
    expm1(-target.logarithm / subtasks)
  }
}
