import MAKERCore

/// A race of two candidates vote by vote, for a step whose error rate is drawn from a law.
///
/// A Beta law makes the votes Pólya's urn: after r right and w wrong votes the next one is right with
/// (β + r)/(α + β + r + w).  So the lead and the number of votes are all there is to know, no term is
/// negative, and small probabilities keep their digits.
struct LeadWalk {
  /// Probabilities below which an end of the walk is let go: too small to matter even multiplied by
  /// the steps of the longest task.
  private static let negligible = 1e-60

  private let law: StepPopulation.ErrorLaw
  private let margin: Int
  /// - Shape: `mass[lead + margin]`, from −k to k; the ends stay empty.
  private var mass: [Double]
  private var next: [Double]
  private var votes = 0
  private var first: Int
  private var last: Int

  /// Starts with the race before its first vote.
  init(_ law: StepPopulation.ErrorLaw, margin: Int) {
    if case .drift = law { preconditionFailure("a step of a drift has an error rate of its own") }
    self.law = law
    self.margin = margin
    mass = [Double](repeating: 0, count: 2 * margin + 1)
    next = mass
    mass[margin] = 1
    (first, last) = (margin, margin)
  }

  /// Probability that the race is open; unit 1.
  var open: Double { first > last ? 0 : mass[first...last].reduce(0, +) }

  /// Leads that the walk may have; count.
  var width: Int { max(0, last - first + 1) }

  /// Casts a vote.
  ///
  /// - Returns: Probabilities that it ends the race for the right and for a wrong candidate; unit 1.
  mutating func vote() -> (correct: Double, wrong: Double) {
    guard first <= last else { return (0, 0) }
    let low = first - 1
    let high = last + 1
    for index in low...high { next[index] = 0 }
    // Every second lead is empty.
    for index in stride(from: first, through: last, by: 2) {
      let lead = index - margin
      let chance = law.next(right: (votes + lead) / 2, wrong: (votes - lead) / 2)
      next[index - 1] += mass[index] * chance.wrong
      next[index + 1] += mass[index] * chance.right
    }
    votes += 1
    let ended = (
      correct: high == 2 * margin ? next[high] : 0, wrong: low == 0 ? next[low] : 0
    )
    first = low == 0 ? 2 : low
    last = high == 2 * margin ? high - 2 : high
    swap(&mass, &next)
    while first <= last, mass[first] < Self.negligible { first += 2 }
    while first <= last, mass[last] < Self.negligible { last -= 2 }
    return ended
  }
}
