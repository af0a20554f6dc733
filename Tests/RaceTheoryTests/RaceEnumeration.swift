import MAKERCore

/// A race followed vote by vote through the race itself, whatever decides its votes.
struct RaceEnumeration {
  var correct = 0.0
  var wrong = 0.0
  var undecided = 0.0
  var votes = 0.0

  /// Follows every way of a race up to its cap.
  ///
  /// - Parameters:
  ///   - rule: When it is decided.
  ///   - cap: Most votes.
  ///   - right: Candidates that are right.
  ///   - shares: Shares of the next vote, given the candidates voted for so far in order.
  init(
    rule: RaceRule, cap: Int, right: Int = 1, shares: (_ history: [Int]) -> [Double]
  ) {
    var history: [Int] = []
    func follow(_ race: VoteRace, _ mass: Double, _ found: inout RaceEnumeration) {
      for (candidate, share) in shares(history).enumerated() where share > 0 {
        var next = race
        let flow = mass * share
        switch next.cast(candidate) {
        case nil:
          history.append(candidate)
          follow(next, flow, &found)
          history.removeLast()
          continue
        case .won(let winner) where winner < right: found.correct += flow
        case .won: found.wrong += flow
        case .undecided: found.undecided += flow
        }
        found.votes += flow * Double(next.votes)
      }
    }
    var found = RaceEnumeration()
    follow(VoteRace(rule: rule, cap: cap), 1, &found)
    self = found
  }

  init() {}

  /// Adds another one by a weight.
  mutating func add(_ other: RaceEnumeration, weight: Double) {
    correct += weight * other.correct
    wrong += weight * other.wrong
    undecided += weight * other.undecided
    votes += weight * other.votes
  }
}

/// Simpson's rule with an even number of parts; its weights.
func simpson(_ range: ClosedRange<Double>, parts: Int) -> [(at: Double, weight: Double)] {
  let width = (range.upperBound - range.lowerBound) / Double(parts)
  return (0...parts).map { index in
    let weight = index == 0 || index == parts ? 1.0 : index.isMultiple(of: 2) ? 2 : 4
    return (range.lowerBound + Double(index) * width, weight * width / 3)
  }
}
