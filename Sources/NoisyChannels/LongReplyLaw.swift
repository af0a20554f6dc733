/// How long a simulated model talks, and how much likelier it errs the longer it talks.
///
/// Every step has a verbosity of its own, drawn once, so that the replies of one step are alike in
/// length; a few steps make the model ramble.  Whether a reply is at fault depends on its length
/// alone.  So draws are independent given the step's verbosity and wrong votes collide on the steps
/// that are talked about at length.
package struct LongReplyLaw: Hashable, Sendable {
  /// Median reply of a usual step; tokens, at least 1.
  package let median: Double
  /// Standard deviation of the logarithm of a usual step's verbosity; unit 1, at least 0.
  package let stepSpread: Double
  /// Standard deviation of the logarithm of a reply's length about its step's verbosity; unit 1, at
  /// least 0.
  package let drawSpread: Double
  /// Share of the steps that make the model ramble; unit 1, range [0, 1].
  package let ramblingShare: Double
  /// How much longer the median reply of a rambling step is; unit 1, at least 1.
  package let ramblingFactor: Double
  /// Standard deviation of the logarithm of a rambling step's verbosity; unit 1, at least 0.
  package let ramblingSpread: Double
  /// Probability that a short reply is at fault; unit 1, range [0, 1].
  package let shortFault: Double
  /// Probability that a long reply is at fault; unit 1, at least that of a short one, at most 1.
  package let longFault: Double
  /// Length at which the probability is half way up; tokens, above 0.
  package let turn: Double
  /// Scale of the logistic rise; tokens, above 0.
  package let turnWidth: Double
  /// Share of faults that break the format round a wrong answer: flagged by the flagging reading, a
  /// wrong vote by the repairing one; unit 1, range [0, 1].
  package let brokenShare: Double
  /// Share of faults that break the format round the right answer, which the repairing reading
  /// mends; unit 1, at most what `brokenShare` leaves.
  package let mendedShare: Double
  /// Tokens at which the channel itself cuts a reply; tokens, at least 1.
  package let longest: Int

  /// Checks a law; the values left out show what the paper's figure 9 shows.
  ///
  /// What neither breaks the format nor is mended is a valid reply with a wrong answer.
  ///
  /// - Parameters:
  ///   - median: Median reply of a usual step; tokens, at least 1.
  ///   - stepSpread: Spread of a usual step's log verbosity; at least 0.
  ///   - drawSpread: Spread of a reply's log length about its step's verbosity; at least 0.
  ///   - ramblingShare: Share of the steps that make the model ramble; range [0, 1].
  ///   - ramblingFactor: How much longer the median of a rambling step is; at least 1.
  ///   - ramblingSpread: Spread of a rambling step's log verbosity; at least 0.
  ///   - shortFault: Probability that a short reply is at fault; range [0, 1].
  ///   - longFault: Probability that a long reply is at fault; from `shortFault` to 1.
  ///   - turn: Length at which the probability is half way up; tokens, above 0.
  ///   - turnWidth: Scale of the logistic rise; tokens, above 0.
  ///   - brokenShare: Share of faults that break the format round a wrong answer; range [0, 1].
  ///   - mendedShare: Share of faults that break it round the right answer; range [0, 1].
  ///   - longest: Tokens at which the channel itself cuts a reply; at least 1.
  /// - Throws: `LongReplyLawError` with the offending value and the allowed range.
  package init(
    median: Double = 520, stepSpread: Double = 0.1, drawSpread: Double = 0.1,
    ramblingShare: Double = 0.003, ramblingFactor: Double = 2.2, ramblingSpread: Double = 0.4,
    shortFault: Double = 0.0007, longFault: Double = 0.1, turn: Double = 780,
    turnWidth: Double = 25, brokenShare: Double = 0.45, mendedShare: Double = 0.1,
    longest: Int = 2048
  ) throws(LongReplyLawError) {
    func check(
      _ name: String, _ value: Double, _ range: ClosedRange<Double>
    ) throws(LongReplyLawError) {
      guard range.contains(value) else {
        throw LongReplyLawError(
          description: "\(name) is \(value); allowed is \(range.lowerBound) to \(range.upperBound)")
      }
    }
    try check("the median", median, 1...1e6)
    try check("the spread of steps", stepSpread, 0...5)
    try check("the spread of draws", drawSpread, 0...5)
    try check("the share of rambling steps", ramblingShare, 0...1)
    try check("the factor of rambling steps", ramblingFactor, 1...1e3)
    try check("the spread of rambling steps", ramblingSpread, 0...5)
    try check("the fault rate of short replies", shortFault, 0...1)
    try check("the fault rate of long replies", longFault, shortFault...1)
    try check("the turn", turn, 1...1e6)
    try check("the width of the turn", turnWidth, 1e-3...1e6)
    try check("the share of broken formats", brokenShare, 0...1)
    try check("the share of mended formats", mendedShare, 0...1 - brokenShare)
    try check("the longest reply", Double(longest), 1...1e6)
    self.median = median
    self.stepSpread = stepSpread
    self.drawSpread = drawSpread
    self.ramblingShare = ramblingShare
    self.ramblingFactor = ramblingFactor
    self.ramblingSpread = ramblingSpread
    self.shortFault = shortFault
    self.longFault = longFault
    self.turn = turn
    self.turnWidth = turnWidth
    self.brokenShare = brokenShare
    self.mendedShare = mendedShare
    self.longest = longest
  }
}

/// Why a law of long replies is none.
package struct LongReplyLawError: Error, Equatable, Sendable, CustomStringConvertible {
  /// One line: the offending value and the allowed range.
  package let description: String
}
