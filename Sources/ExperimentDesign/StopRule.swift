/// When sampling of a design point ends; a race ends by its race rule instead.
///
/// Rules read trials in index order and cut at the exact trial, so that tallies do not depend on
/// the number of workers.  Only the time rule is exempt: it cuts at a whole chunk.
package enum StopRule: Hashable, Sendable, CustomStringConvertible {
  /// A fixed number of trials; at least 1.
  case trials(Int)
  /// The first trial by which that many trials failed, at most a number of trials.
  case errors(Int, atMost: Int)
  /// The first failed trial, the thirtieth or later, at which the 95 % half-width of the failure rate is
  /// at most this share of it; unit 1; at most a number of trials.
  case relativeHalfWidth(Double, atMost: Int)
  /// Computing time of the point; seconds; at most a number of trials.
  case seconds(Double, atMost: Int)

  /// Failures before a half-width is looked at; count.
  ///
  /// With fewer the rule stops where the rate happens to look high: its bias falls from a quarter of
  /// the rate at two failures to 2 % at thirty.
  package static let fewestForHalfWidth = 30

  /// Most trials; count.
  package var mostTrials: Int {
    switch self {
    case .trials(let count): count
    case .errors(_, let most), .relativeHalfWidth(_, let most), .seconds(_, let most): most
    }
  }

  /// Name of the rule without its numbers, part of a design point's id: a rule that looks at the
  /// outcomes samples otherwise than one that does not.
  package var kind: String {
    switch self {
    case .trials: "trials"
    case .errors: "errors"
    case .relativeHalfWidth: "relative_half_width"
    case .seconds: "seconds"
    }
  }

  /// Whether the rule may end sampling before `mostTrials`.
  package var looksAtOutcomes: Bool {
    switch self {
    case .trials, .seconds: false
    case .errors, .relativeHalfWidth: true
    }
  }

  /// Whether the rule is met by the trials so far, the last of which may have failed.
  ///
  /// - Parameters:
  ///   - failures: Trials that ended wrong or undecided; count.
  ///   - trials: Trials so far; count.
  /// - Returns: True where sampling ends; always false for the time rule, which needs a clock.
  package func isMet(failures: Int, trials: Int) -> Bool {
    if trials >= mostTrials { return true }
    switch self {
    case .trials, .seconds: return false
    case .errors(let wanted, _): return failures >= wanted
    case .relativeHalfWidth(let wanted, _):
      guard failures >= StopRule.fewestForHalfWidth else { return false }
      let rate = Double(failures) / Double(trials)
      return 1.959964 * ((1 - rate) / Double(failures)).squareRoot() <= wanted
    }
  }

  /// Whether the rule can be met somewhere in a range of trials.
  ///
  /// - Parameters:
  ///   - failures: Failures up to the end of the range; count.
  ///   - trials: Trials before the range; count.
  /// - Returns: False where no trial of the range can end sampling by its outcome.
  package func canBeMet(failures: Int, trials: Int) -> Bool {
    looksAtOutcomes && isMet(failures: failures, trials: min(max(trials, failures), mostTrials - 1))
  }

  /// As it stands in a row, for example `errors=100 trials<=1000000`.
  package var description: String {
    switch self {
    case .trials(let count): "trials=\(count)"
    case .errors(let wanted, let most): "errors=\(wanted) trials<=\(most)"
    case .relativeHalfWidth(let wanted, let most):
      "relative_half_width=\(wanted) trials<=\(most)"
    case .seconds(let seconds, let most): "seconds=\(seconds) trials<=\(most)"
    }
  }
}
