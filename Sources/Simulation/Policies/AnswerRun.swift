import MAKERCore
package import RaceTheory
package import RandomStreams

extension EqualAnswers {
  /// How one question was settled.
  package struct Run: Equatable, Sendable {
    /// Whether the answer is right; nil where there is none.
    package let isRight: Bool?
    /// Answers asked for; calls.
    package let calls: Int
  }

  /// Settles one question by a strategy, answer by answer.
  ///
  /// - Parameters:
  ///   - strategy: The strategy.
  ///   - words: What the answers are made of.
  /// - Returns: How it was settled.
  package func run(_ strategy: Strategy, words: inout WordStream) -> Run {
    switch strategy {
    case .vote: return race(shares(grouped: nil), &words)
    case .group(let share): return race(shares(grouped: share), &words)
    case .first: return Run(isRight: words.uniform() < stepSuccess, calls: 1)
    case .verify(let falseAccept, let falseReject, let draws):
      for draw in 1...draws {
        let isRight = words.uniform() < stepSuccess
        if words.uniform() < (isRight ? 1 - falseReject : falseAccept) {
          return Run(isRight: isRight, calls: draw)
        }
      }
      return Run(isRight: nil, calls: draws)
    }
  }

  private func race(
    _ shares: (values: [Double], right: Int), _ words: inout WordStream
  ) -> Run {
    var race = VoteRace(rule: RaceRule(margin: margin), cap: cap)
    while true {
      var left = words.uniform()
      var candidate = 0
      while candidate < shares.values.count - 1, left >= shares.values[candidate] {
        left -= shares.values[candidate]
        candidate += 1
      }
      switch race.cast(candidate) {
      case nil: continue
      case .won(let winner)?: return Run(isRight: winner < shares.right, calls: race.votes)
      case .undecided?: return Run(isRight: nil, calls: race.votes)
      }
    }
  }
}
