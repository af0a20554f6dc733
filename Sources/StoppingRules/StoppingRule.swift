package import MAKERCore

/// Says, vote by vote, when a race ends and who has won.
///
/// A rule is a value that is made once; it starts races, which hold what it needs to remember.  The
/// right candidate is no different from the others to it.
package protocol StoppingRule: Sendable {
  /// What remembers the votes of one race.
  associatedtype Race: StoppingRace

  /// Where the rule comes from.
  static var source: String { get }
  /// What the rule promises, and on which channels.
  var guarantee: Guarantee { get }
  /// Fewest votes that can end a race for a candidate; votes, more than `mostVotes` where none can.
  var fewestVotes: Int { get }
  /// Most votes of a race: the rule's own end or the cap; votes.
  var mostVotes: Int { get }

  /// Starts a race without votes.
  func race() -> Race

  /// Follows a race to its end.
  ///
  /// - Parameter nextVote: Gives the candidate of the next vote, 0 to 15.
  /// - Returns: How the race ended and after how many votes.
  func follow(_ nextVote: () -> Int) -> StoppedRace
}

/// A race under a stopping rule.
package protocol StoppingRace: Sendable {
  /// Counts one vote and returns the verdict when this vote ends the race.
  ///
  /// A rule that decides by plurality at its own end says so in its file; a tie is undecided then, and
  /// so is every race at the cap.
  ///
  /// - Parameter candidate: The candidate; 0 to 15.
  /// - Returns: The verdict, nil while the race goes on.
  mutating func cast(_ candidate: Int) -> Verdict?
}

/// How a race ended.
package struct StoppedRace: Equatable, Sendable {
  /// Who won, if anybody.
  package var verdict: Verdict
  /// Votes cast; count.
  package var votes: Int

  /// Takes how a race ended and the votes it took; count, at least 1.
  package init(verdict: Verdict, votes: Int) {
    self.verdict = verdict
    self.votes = votes
  }
}

extension StoppingRule {
  // A requirement with a default: so it is compiled for each rule in this module.
  /// Casts votes until one of them ends the race.
  package func follow(_ nextVote: () -> Int) -> StoppedRace {
    var race = race()
    var votes = 0
    while true {
      votes &+= 1
      if let verdict = race.cast(nextVote()) { return StoppedRace(verdict: verdict, votes: votes) }
    }
  }
}
