package import RandomStreams

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The votes of a step under exponential tilting, which makes a wrong winner as easy as a right one was.
///
/// For a wrong candidate j the tilt multiplies its share by e^θ and that of the right one by e^−θ, over
/// their new sum Z.  At θ = ln(π_0/π_j) it swaps the two shares, and Z is 1; a cap that leaves no time
/// for that takes a stronger tilt.  Between several wrong candidates one is chosen by how likely each
/// is to win, so the votes come from a mixture, and no ratio of a race's probability to that under the
/// mixture exceeds `exp(logBound)` where a wrong candidate won.
///
/// - Source: Siegmund (1976), "Importance sampling in the Monte Carlo study of sequential tests".
package struct TiltedVotes: Sendable {
  /// The tilt towards one wrong candidate.
  private struct Tilt {
    /// Share of the candidate; unit 1.
    var share = 0.0
    /// θ; natural logarithm, at least 0, infinite for a candidate that nobody votes for.
    var strength = 0.0
    /// ln Z; natural logarithm, at least 0.
    var logSum = 0.0
    /// ln of the greatest ratio at which this candidate can win, alone; at most 0.
    var logBound = 0.0
    /// Probability that this candidate or one before it is favoured; unit 1.
    var upTo = 0.0
  }

  /// Candidates, the right one first; count, 2 to 16.
  package let candidates: Int
  /// ln of the greatest ratio of a race that a wrong candidate won; natural logarithm.
  package let logBound: Double
  private let right: Double
  private let margin: Double
  private let cap: Double
  private var tilts = InlineArray<15, Tilt>(repeating: Tilt())

  /// Bound by which a stronger tilt must be better than the swap to be taken: the swap's ratio is the
  /// same in all races that its candidate wins against one other.
  private static let worthwhile = 4.0

  /// Tilts votes with fixed shares.
  ///
  /// - Parameters:
  ///   - right: Share of the right candidate; unit 1.
  ///   - wrong: Share of all wrong ones together; unit 1.
  ///   - spread: How wrong votes spread; 1 to 15 alternatives, sum 1.
  ///   - margin: Margin k; votes, at least 1.
  ///   - cap: Most votes; votes, nil for none.
  package init(right: Double, wrong: Double, spread: borrowing [Double], margin: Int, cap: Int?) {
    let alternatives = spread.count
    precondition((1...15).contains(alternatives), "a race has 2 to 16 candidates")
    candidates = alternatives + 1
    self.right = right
    self.margin = Double(margin)
    self.cap = cap.map(Double.init) ?? .infinity
    var greatest = -Double.infinity
    for place in 0..<alternatives {
      let tilt = TiltedVotes.tilt(
        share: wrong * spread[place], right: right, rest: wrong * (1 - spread[place]),
        margin: self.margin, cap: self.cap)
      tilts[place] = tilt
      greatest = max(greatest, tilt.logBound)
    }
    guard alternatives > 1, greatest > -.infinity else {
      logBound = greatest
      return
    }
    var sum = 0.0
    for place in 0..<alternatives { sum += exp(tilts[place].logBound - greatest) }
    logBound = greatest + log(sum)
    var upTo = 0.0
    for place in 0..<alternatives {
      upTo += exp(tilts[place].logBound - greatest) / sum
      tilts[place].upTo = upTo
    }
  }

  private static func tilt(
    share: Double, right: Double, rest: Double, margin: Double, cap: Double
  ) -> Tilt {
    var tilt = Tilt()
    tilt.share = share
    guard share > 0 else {
      tilt.strength = .infinity
      tilt.logBound = -.infinity
      return tilt
    }
    tilt.strength = max(0, log(right / share))
    tilt.logBound = -margin * tilt.strength
    guard cap.isFinite, cap >= margin else { return tilt }
    // The least bound Z^cap·e^(−θ·margin) is where the candidate gains margin/cap a vote.
    let gain = min(margin / cap, 1 - 1e-15)
    let root = (gain * gain * rest * rest + 4 * share * right * (1 - gain * gain)).squareRoot()
    let factor = (gain * rest + root) / (2 * share * (1 - gain))
    guard log(factor) > tilt.strength else { return tilt }
    let logSum = log(share * factor + right / factor + rest)
    let bound = cap * logSum - margin * log(factor)
    guard bound < tilt.logBound - log(worthwhile) else { return tilt }
    tilt.strength = log(factor)
    tilt.logSum = logSum
    tilt.logBound = bound
    return tilt
  }

  /// Whether all races that a wrong candidate wins have one ratio, that of the bound.
  package var isConstant: Bool { candidates == 2 && tilts[0].logSum == 0 }

  /// Chooses the wrong candidate to favour in one race.
  ///
  /// - Parameter stream: Words of the race; one is taken where there is a choice.
  /// - Returns: The candidate; from 1.
  package func favourite(_ stream: inout WordStream) -> Int {
    guard candidates > 2 else { return 1 }
    let place = stream.uniform()
    var chosen = 0
    while chosen < candidates - 2, place >= tilts[chosen].upTo { chosen += 1 }
    return chosen + 1
  }

  /// Returns the words that vote for each candidate or one before it, as limits.
  ///
  /// - Parameter favourite: The wrong candidate to favour; from 1.
  /// - Returns: `limits[candidate]`; words below are a vote for it or for one before it.
  package func limits(favouring favourite: Int) -> InlineArray<16, UInt64> {
    var limits = InlineArray<16, UInt64>(repeating: .max)
    let tilt = tilts[favourite - 1]
    // A swap is made without rounding.
    let isSwap = tilt.logSum == 0
    let scale = exp(-tilt.logSum)
    let factor = exp(tilt.strength)
    let isTilted = tilt.strength > 0
    var upTo = isSwap ? (isTilted ? tilt.share : right) : right / factor * scale
    limits[0] = Bernoulli.limit(min(1, upTo))
    for candidate in 1..<candidates - 1 {
      let share = tilts[candidate - 1].share
      upTo +=
        candidate == favourite
        ? (isSwap ? (isTilted ? right : share) : share * factor * scale) : share * scale
      limits[candidate] = Bernoulli.limit(min(1, upTo))
    }
    return limits
  }

  /// Returns ln of the ratio of a race that the wrong one of two candidates won, less the bound.
  ///
  /// - Parameter votes: Votes of the race; votes.
  /// - Returns: Natural logarithm; at most 0.
  package func logRatio(votes: Int) -> Double {
    let logSum = tilts[0].logSum
    return logSum == 0 ? 0 : (Double(votes) - cap) * logSum
  }

  /// Returns ln of the ratio of a race that a wrong candidate won, less the bound.
  ///
  /// Each vote for j takes the factor Z·e^−θ_j, each for the right one Z·e^θ_j, each other Z; so the
  /// counts say the product.
  ///
  /// - Parameters:
  ///   - votes: Votes of the race; votes.
  ///   - count: Votes of a candidate; votes.
  /// - Returns: Natural logarithm; at most 0.
  package func logRatio(votes: Int, count: (_ candidate: Int) -> Int) -> Double {
    let rightVotes = count(0)
    var sum = 0.0
    for candidate in 1..<candidates {
      let tilt = tilts[candidate - 1]
      guard tilt.share > 0 else { continue }
      var exponent = tilt.strength * (Double(count(candidate) - rightVotes) - margin)
      if tilt.logSum != 0 { exponent += (cap - Double(votes)) * tilt.logSum }
      sum += exp(exponent)
    }
    return min(0, -log(sum))
  }
}
