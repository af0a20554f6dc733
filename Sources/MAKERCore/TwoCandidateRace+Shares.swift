#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How the draws of a subtask fall: right, on its one alternative, or scattered.
extension TwoCandidateRace {
  /// Probability that all m steps of a draw are right, p^m; unit 1 (equation 10).
  public var rightShare: Double { pow(stepSuccess.value, Double(stepsPerSubtask)) }

  /// Probability of the one alternative, (1 − p)·p^(m−1); unit 1 (equation 11).
  public var alternativeShare: Double { stepSuccess.complement * decisiveRate }

  /// Probability that a draw goes to neither and decides nothing, 1 − p^(m−1); unit 1.
  public var scatteredShare: Double {
    0 - expm1(Double(stepsPerSubtask - 1) * stepSuccess.logarithm)
  }
}
