import MAKERCore

/// Searches margins by the probability that a step is decided wrongly, over steps that are not alike.
///
/// P(wrong) is a part that falls with the margin and a part that rises with it.  Between two margins it is
/// at least the falling part at the greater one plus the rising part at the lesser one: intervals are
/// halved until that bound settles them.  So what is found is right even where P(wrong) falls and rises
/// again; without a rising part it is plain bisection.
struct MarginSearch {
  private let laws: [StepClassLaw]
  /// A margin whose P(wrong) is not a number, so that nothing found is to be trusted; nil for none.
  private(set) var unsolved: Int?
  private var known: [Int: (falling: Double, rising: Double)] = [:]

  init(_ laws: [StepClassLaw]) { self.laws = laws }

  /// Whether P(wrong) never rises with the margin.
  var isMonotone: Bool { laws.allSatisfy { $0.trend != .rising } }

  /// P(wrong) as the margin grows without end; unit 1.
  var wrongInTheEnd: Double { laws.reduce(0) { $0 + $1.share * $1.wrongInTheEnd } }

  /// P(wrong) at a margin; unit 1.
  mutating func wrong(_ margin: Int) -> Double {
    let parts = parts(margin)
    return parts.falling + parts.rising
  }

  /// The least margin whose P(wrong) is small enough.
  ///
  /// - Parameter isEnough: Whether a P(wrong) is small enough; true for all smaller ones too.
  /// - Returns: The margin; votes, nil where none up to the greatest one is.
  mutating func least(where isEnough: (Double) -> Bool) -> Int? {
    let inTheEnd = laws.filter { $0.trend != .rising }
      .reduce(0) { $0 + $1.share * $1.wrongInTheEnd }
    var low = 1
    while low <= greatestMargin, isEnough(inTheEnd + parts(low).rising) {
      let high = min(2 * low - 1, greatestMargin)
      if let found = least(low, high, where: isEnough) { return found }
      low = high + 1
    }
    return nil
  }

  private mutating func least(_ low: Int, _ high: Int, where isEnough: (Double) -> Bool) -> Int? {
    guard isEnough(bound(low, high)) else { return nil }
    if low == high { return low }
    let middle = low + (high - low) / 2
    return least(low, middle, where: isEnough) ?? least(middle + 1, high, where: isEnough)
  }

  /// The margin with the least P(wrong), to one part in a thousand million of it; nil where the limit as
  /// the margin grows is as good.
  mutating func best() -> Int? {
    if isMonotone { return nil }
    if laws.allSatisfy({ $0.trend != .falling }) { return 1 }
    let inTheEnd = laws.filter { $0.trend != .rising }
      .reduce(0) { $0 + $1.share * $1.wrongInTheEnd }
    var best = (margin: 1, wrong: wrong(1))
    var low = 2
    while low <= greatestMargin, inTheEnd + parts(low).rising < best.wrong * (1 - 1e-9) {
      let high = min(2 * low - 1, greatestMargin)
      improve(&best, low, high)
      low = high + 1
    }
    return best.wrong < wrongInTheEnd * (1 - 1e-9) ? best.margin : nil
  }

  private mutating func improve(
    _ best: inout (margin: Int, wrong: Double), _ low: Int, _ high: Int
  ) {
    for margin in [low, high] where wrong(margin) < best.wrong * (1 - 1e-9) {
      best = (margin, wrong(margin))
    }
    guard high - low > 1, bound(low, high) < best.wrong * (1 - 1e-9) else { return }
    let middle = low + (high - low) / 2
    improve(&best, low, middle)
    improve(&best, middle, high)
  }

  /// What P(wrong) is at least, between two margins.
  private mutating func bound(_ low: Int, _ high: Int) -> Double {
    parts(high).falling + parts(low).rising
  }

  private mutating func parts(_ margin: Int) -> (falling: Double, rising: Double) {
    if let parts = known[margin] { return parts }
    var parts = (falling: 0.0, rising: 0.0)
    for law in laws {
      let wrong = law.share * law.wrong(margin: margin)
      if law.trend == .rising { parts.rising += wrong } else { parts.falling += wrong }
    }
    known[margin] = parts
    if (parts.falling + parts.rising).isNaN { unsolved = margin }
    return parts
  }
}
