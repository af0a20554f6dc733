package import RandomStreams

/// A race of the right candidate and one wrong one to a lead, vote by vote.
package struct LeadRace: Hashable, Sendable {
  /// Margin k; votes, at least 1.
  package let margin: Int
  /// Most votes of the race; votes, at least the margin.
  package let cap: Int

  /// How a race went.
  package struct End: Equatable, Sendable {
    /// Whether the right candidate won; nil where nobody did.
    package let isRight: Bool?
    /// Votes cast; votes.
    package let votes: Int
    /// Times that calls were made, as many at once as the race surely needs; count.
    package let rounds: Int
  }

  /// Makes a race; see the properties.
  package init(margin: Int, cap: Int) {
    precondition(margin >= 1 && cap >= margin, "a race can be won within its cap")
    self.margin = margin
    self.cap = cap
  }

  /// Holds the race.
  ///
  /// - Parameters:
  ///   - stepSuccess: Step success p; unit 1, range [0, 1].
  ///   - words: The words that the votes are made of, one each.
  /// - Returns: How it went.
  package func run(stepSuccess: Double, words: inout WordStream) -> End {
    var (lead, votes, rounds) = (0, 0, 0)
    while abs(lead) < margin, votes < cap {
      let needed = min(margin - abs(lead), cap - votes)
      for _ in 0..<needed { lead += words.uniform() < stepSuccess ? 1 : -1 }
      votes += needed
      rounds += 1
    }
    return End(isRight: abs(lead) < margin ? nil : lead > 0, votes: votes, rounds: rounds)
  }
}
