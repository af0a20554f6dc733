package import Economics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A rule that raises an alarm about a rate from one piece of work after another.
///
/// It sees whether each had to be done again, and nothing else; after an alarm it begins anew.
package struct RateAlarm: Sendable {
  /// What a rule remembers.
  package struct State: Hashable, Sendable {
    /// Pieces since it began; count.
    fileprivate var tasks = 0
    /// Those of them that had to be done again; count.
    fileprivate var reworked = 0
    /// The latest pieces, the last one in the lowest bit; 1 where it had to be done again.
    fileprivate var latest: UInt64 = 0
    /// What the watch of a policy remembers, where the rule is one.
    fileprivate var watch: ReworkWatch?
  }

  private enum Kind: Sendable {
    case share(percent: Int, least: Int)
    case window(percent: Int, length: Int)
    case watch(ReworkRule)
    case ratio(perReworked: Double, perDone: Double, upper: Double, lower: Double)
    case counts([Int])
  }

  private let kind: Kind

  /// Raises the alarm when the share of all work so far is above a threshold.
  ///
  /// - Parameters:
  ///   - percent: The threshold; percent, 0 to 99.
  ///   - least: Pieces before the first look; count, at least 1.
  /// - Returns: The rule.
  package static func share(above percent: Int, from least: Int) -> RateAlarm {
    precondition((0...99).contains(percent) && least >= 1)
    return RateAlarm(kind: .share(percent: percent, least: least))
  }

  /// Raises the alarm when the share of the latest work is above a threshold.
  ///
  /// - Parameters:
  ///   - percent: The threshold; percent, 0 to 99.
  ///   - length: Pieces that are looked at, all of them there; count, 1 to 20.
  /// - Returns: The rule.
  package static func window(above percent: Int, of length: Int) -> RateAlarm {
    precondition((0...99).contains(percent) && (1...20).contains(length))
    return RateAlarm(kind: .window(percent: percent, length: length))
  }

  /// Raises the alarm when the watch of a policy escalates.
  package static func watch(_ rule: ReworkRule) -> RateAlarm { RateAlarm(kind: .watch(rule)) }

  /// Raises the alarm by Wald's test of a high rate against an acceptable one, begun anew when it accepts.
  ///
  /// - Parameters:
  ///   - low: Acceptable rate; unit 1, range (0, 1).
  ///   - high: Rate to be found; unit 1, range (`low`, 1).
  ///   - falseAlarm: Probability α that one test finds the high rate where the low one holds; unit 1.
  ///   - missed: Probability β that it accepts where the high one holds; unit 1.
  /// - Returns: The rule.
  /// - Source: Wald 1945, with the approximate thresholds `(1 − β)/α` and `β/(1 − α)`.
  package static func ratio(
    low: Double, high: Double, falseAlarm: Double, missed: Double
  ) -> RateAlarm {
    precondition(0 < low && low < high && high < 1 && falseAlarm + missed < 1)
    return RateAlarm(
      kind: .ratio(
        perReworked: log(high / low), perDone: log((1 - high) / (1 - low)),
        upper: log((1 - missed) / falseAlarm), lower: log(missed / (1 - falseAlarm))))
  }

  /// Raises the alarm where a count of reworked pieces reaches a boundary.
  ///
  /// - Parameter least: Least count that raises it after each piece; `least[0]` after the first.
  /// - Returns: The rule; after the last boundary it raises none.
  static func counts(_ least: [Int]) -> RateAlarm { RateAlarm(kind: .counts(least)) }

  /// What the rule remembers before any work.
  package var start: State {
    var state = State()
    if case .watch(let rule) = kind { state.watch = ReworkWatch(rule) }
    return state
  }

  /// Looks at a piece of work.
  ///
  /// - Parameters:
  ///   - state: What the rule remembers.
  ///   - wasReworked: Whether the piece had to be done again.
  /// - Returns: What it remembers then; nil where it raises the alarm.
  package func next(_ state: State, wasReworked: Bool) -> State? {
    var next = state
    if case .watch = kind {
      next.watch?.count(wasReworked: wasReworked)
      return next.watch?.isEscalated == true ? nil : next
    }
    next.tasks += 1
    next.reworked += wasReworked ? 1 : 0
    switch kind {
    case .share(let percent, let least):
      return next.tasks >= least && 100 * next.reworked > percent * next.tasks ? nil : next
    case .window(let percent, let length):
      next.reworked = 0
      next.tasks = min(next.tasks, length)
      next.latest = (state.latest << 1 | (wasReworked ? 1 : 0)) & (1 << UInt64(length) - 1)
      let isAbove = 100 * next.latest.nonzeroBitCount > percent * length
      return next.tasks == length && isAbove ? nil : next
    case .ratio(let perReworked, let perDone, let upper, let lower):
      let ratio =
        Double(next.reworked) * perReworked + Double(next.tasks - next.reworked) * perDone
      if ratio >= upper { return nil }
      return ratio <= lower ? start : next
    case .counts(let least):
      return next.tasks <= least.count && next.reworked >= least[next.tasks - 1] ? nil : next
    case .watch: return next
    }
  }
}
