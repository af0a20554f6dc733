package import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension RaceLaw {
  /// Greatest number of additions spent on one law.
  package static let greatestWork = 4e9

  /// Follows the walk between the barriers vote by vote.
  ///
  /// - Parameters:
  ///   - race: The two-candidate race; scattered votes of m > 1 leave the walk where it is.
  ///   - cap: Most votes; at least 1, nil for none.
  ///   - tail: Without a cap the law is followed until less than this survives; unit 1.
  ///   - budget: What this law and others may spend together; nil for no such bound.
  /// - Throws: `TheoryError.tooLong` when the walk is too long for an exact law.
  package init(
    of race: TwoCandidateRace, cap: Int? = nil, tail: Double = 1e-18, budget: WorkBudget? = nil
  )
    throws(TheoryError)
  {
    let votes = RaceLaw.votes(race, cap: cap, tail: tail)
    let width = Double(2 * race.margin + 1)
    guard votes * width <= RaceLaw.greatestWork else {
      throw .tooLong(work: votes * width, greatest: RaceLaw.greatestWork)
    }
    try budget?.reserve(votes * (width + WorkBudget.vote))
    let rate = race.decisiveRate
    let up = race.stepSuccess.value * rate
    let down = race.stepSuccess.complement * rate
    let stay = race.stepsPerSubtask == 1 ? 0 : 1 - rate
    let states = 2 * race.margin - 1
    // One spare cell at each side, so that the inner loop has no edges; they stay empty.
    var mass = [Double](repeating: 0, count: states + 2)
    var next = mass
    mass[race.margin] = 1
    var correctAt = [0.0]
    var wrongAt = [0.0]
    var first = race.margin
    var last = race.margin
    var left = 1.0
    while left > (cap == nil ? tail : 0) && correctAt.count - 1 < cap ?? .max {
      correctAt.append(mass[states] * up)
      wrongAt.append(mass[1] * down)
      let low = max(1, first - 1)
      let high = min(states, last + 1)
      for i in low...high {
        next[i] = mass[i - 1] * up + mass[i + 1] * down + mass[i] * stay
      }
      swap(&mass, &next)
      // Mass too small to matter, even multiplied by the steps of the longest task, is let go.
      first = low
      last = high
      while first < last, mass[first] < 1e-60 {
        mass[first] = 0
        first += 1
      }
      while last > first, mass[last] < 1e-60 {
        mass[last] = 0
        last -= 1
      }
      for i in [first - 1, last + 1] { next[i] = 0 }
      for i in low..<first { next[i] = 0 }
      for i in (last + 1)..<(high + 2) where i < next.count { next[i] = 0 }
      left = mass[first...last].reduce(0, +)
    }
    self.init(correctAt: correctAt, wrongAt: wrongAt, cap: cap, tail: left)
  }

  /// Estimated votes until the tail is met or the cap is; the decay is the walk's greatest eigenvalue.
  ///
  /// - Source: Feller, An Introduction to Probability Theory I, XIV.5.
  private static func votes(_ race: TwoCandidateRace, cap: Int?, tail: Double) -> Double {
    let p = race.stepSuccess.value
    let q = race.stepSuccess.complement
    let k = Double(race.margin)
    let decay = race.decisiveRate * (1 - 2 * sqrt(p * q) * cos(.pi / (2 * k)))
    let votes = race.meanVotes + log(1 / tail) / max(decay, 1e-300)
    return min(votes, cap.map(Double.init) ?? .infinity)
  }
}
