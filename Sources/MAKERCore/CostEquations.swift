#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a voted task costs, equation by equation, exactly and as the paper approximates it.
///
/// The unit is the cost c of one step of one reply: a reply of m steps costs m.  A flagged reply is
/// paid for and is no vote, so that everything from equation 15 on is divided by v (equation 19).
///
/// - Source: arXiv 2511.09030, Eq. 15 to 19.
public struct CostEquations: Sendable {
  /// The race of one subtask.
  public let race: TwoCandidateRace
  /// Steps s of the task; count, at least the steps of a subtask.
  public let steps: Int
  /// Valid rate v of replies; unit 1, range (0, 1].
  public let validRate: Double

  /// Prices a task.
  ///
  /// - Parameters:
  ///   - race: The race of one subtask.
  ///   - steps: Steps s; count, at least the race's steps per subtask.
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  /// - Throws: `MarginError.outOfRange`.
  public init(race: TwoCandidateRace, steps: Int, validRate: Double = 1) throws(MarginError) {
    _ = try VotedTask(race: race, steps: steps, validRate: validRate)
    self.race = race
    self.steps = steps
    self.validRate = validRate
  }

  /// A reply, flagged or not: m; in units of c (equation 15).
  public var sample: Double { Double(race.stepsPerSubtask) }

  /// One decisive vote, for the right candidate or its one alternative: m/(v·p^(m−1)); c (equation 15).
  public var decisiveVote: Double { sample / (validRate * race.decisiveRate) }

  /// A subtask decided at the margin; in units of c (equation 16, exact).
  public var subtask: Double { sample * race.meanVotes / validRate }

  /// The same without the factor 2·p_sub − 1: m·k/(v·p^(m−1)·(2p − 1)); c, p above one half.
  public var approximateSubtask: Double { decisiveVote * Double(race.margin) / drift }

  /// The whole task; in units of c (equation 17, and with flags 19, exact).
  public var task: Double { subtasks * subtask }

  /// The same without the factor 2·p_sub − 1: s·k/(v·p^(m−1)·(2p − 1)); c, p above one half.
  public var approximateTask: Double { subtasks * approximateSubtask }

  /// The logarithm to base 10 of `task`, where p^(m − 1) is too small for a double too; c.
  public var logTask: Double {
    logScattered(race.stepsPerSubtask) + log10(Double(steps) / validRate * race.decisiveVotes)
  }

  /// The logarithm to base 10 of `approximateTask`, likewise; c.
  public var logApproximateTask: Double {
    logScattered(race.stepsPerSubtask)
      + log10(Double(steps) / validRate * Double(race.margin) / drift)
  }

  /// The logarithm to base 10 of the cost of one decisive vote for each subtask of m steps; c.
  func logLeastTask(stepsPerSubtask m: Int) -> Double {
    logScattered(m) + log10(Double(steps) / validRate)
  }

  private var subtasks: Double { Double(steps) / Double(race.stepsPerSubtask) }
  private var drift: Double { race.stepSuccess.value - race.stepSuccess.complement }

  /// log10 of p^−(m−1).
  private func logScattered(_ m: Int) -> Double {
    0 - Double(m - 1) * race.stepSuccess.logarithm / log(10)
  }
}
