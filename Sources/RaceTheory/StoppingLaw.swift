package import MAKERCore
package import StoppingRules

/// The exact law of a race between two candidates under a stopping rule: who wins, and after how many
/// votes.
///
/// The counts are followed vote by vote, with the phase of the rule where it has any.  Votes are
/// independent, or those of a step whose error rate is Beta-distributed: then the next vote is right with
/// the predictive probability (β + a)/(α + β + n) of Pólya's urn.  All terms are positive, so that small
/// probabilities keep their digits.
package struct StoppingLaw: Sendable {
  /// Probability that the right candidate wins with exactly that vote; unit 1.
  ///
  /// - Shape: `correctAt[n]`, n in votes from 0.
  package private(set) var correctAt: [Double]
  /// Probability that the wrong candidate wins with exactly that vote; unit 1, as `correctAt`.
  package private(set) var wrongAt: [Double]
  /// Probability that the race ends undecided with exactly that vote; unit 1, as `correctAt`.
  package private(set) var undecidedAt: [Double]
  /// Probability that the race goes on after the last vote listed: less than could matter; unit 1.
  package let open: Double

  /// Share of P(wrong), and of 1e-2, that may be open where a race is not followed further.
  private static let negligible = 1e-14

  /// Follows the race.
  ///
  /// - Parameters:
  ///   - rule: The rule; its cap ends every race.
  ///   - error: Law of the step's error rate; a drift is taken at its middle.
  package init(_ rule: some ChainRule, error: StepPopulation.ErrorLaw) {
    let phases = rule.phases
    correctAt = [0]
    wrongAt = [0]
    undecidedAt = [0]
    // By the votes of the right candidate; only those between first and last are open.
    var mass = [1.0]
    mass += [Double](repeating: 0, count: phases - 1)
    var first = 0
    var last = 0
    var open = 1.0
    var wrongSoFar = 0.0
    var votes = 0
    while open > Self.negligible * min(1e-2, wrongSoFar), votes < rule.mostVotes {
      var next = [Double](repeating: 0, count: (last - first + 2) * phases)
      var ends = (correct: 0.0, wrong: 0.0, undecided: 0.0)
      for right in first...last {
        let share = error.next(right: right, wrong: votes - right)
        for phase in 0..<phases {
          let here = mass[(right - first) * phases + phase]
          if here == 0 { continue }
          for voted in 0...1 {
            let flow = here * (voted == 0 ? share.right : share.wrong)
            if flow == 0 { continue }
            let now = voted == 0 ? right + 1 : right
            switch rule.turn(phase: phase, voted: voted, counts: (now, votes + 1 - now)) {
            case .open(let phase): next[(now - first) * phases + phase] += flow
            case .ended(.won(candidate: 0)): ends.correct += flow
            case .ended(.won): ends.wrong += flow
            case .ended(.undecided): ends.undecided += flow
            }
          }
        }
      }
      correctAt.append(ends.correct)
      wrongAt.append(ends.wrong)
      undecidedAt.append(ends.undecided)
      wrongSoFar += ends.wrong
      votes += 1
      // What a double can hardly hold is let go at both ends.
      let used = next.indices.filter { next[$0] > 1e-290 }
      guard let low = used.first, let high = used.last else {
        open = 0
        break
      }
      mass = Array(next[(low / phases * phases)..<((high / phases + 1) * phases)])
      last = first + high / phases
      first += low / phases
      open = mass.reduce(0, +)
    }
    self.open = open
  }

  /// Probability that the right candidate wins; unit 1.
  package var correct: Double { min(1, sum(correctAt)) }

  /// Probability that the wrong candidate wins; unit 1, without cancellation.
  package var wrong: Double { sum(wrongAt) }

  /// Probability that nobody wins; unit 1.
  package var undecided: Double { sum(undecidedAt) + open }

  /// Expected votes, an undecided race counted with its votes; votes.
  package var meanVotes: Double {
    correctAt.indices.reversed().reduce(open * Double(correctAt.count - 1)) {
      $0 + ended(at: $1) * Double($1)
    }
  }

  /// Variance of the votes; votes².
  package var varianceVotes: Double {
    let mean = meanVotes
    func squared(_ vote: Int) -> Double { (Double(vote) - mean) * (Double(vote) - mean) }
    return correctAt.indices.reversed().reduce(open * squared(correctAt.count - 1)) {
      $0 + ended(at: $1) * squared($1)
    }
  }

  /// Probability that the race goes on after each vote; unit 1.
  ///
  /// - Shape: `survival[n]`, n in votes from 0 to the last listed; `survival[0]` is 1.
  package var survival: [Double] {
    var values = [Double](repeating: open, count: correctAt.count)
    for vote in stride(from: correctAt.count - 2, through: 0, by: -1) {
      values[vote] = values[vote + 1] + ended(at: vote + 1)
    }
    return values
  }

  private func ended(at vote: Int) -> Double { correctAt[vote] + wrongAt[vote] + undecidedAt[vote] }

  private func sum(_ values: [Double]) -> Double { values.reversed().reduce(0, +) }
}
