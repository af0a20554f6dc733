package import ExperimentDesign
package import MAKERCore
import NoisyChannels
import RandomStreams
import Simulation

/// Trials followed draw by draw, with places at which a cheat can put in a part of its own.
///
/// With the parts that are there it counts what the samplers of fidelity `vote` count.
package struct RaceByRace: TrialSampler {
  /// Whether a race is over, and how; asked after every vote.
  typealias Judge = @Sendable (_ race: borrowing VoteRace, _ verdict: Verdict?) -> Verdict?
  /// What a draw is; `law` and `key` are those of the race.
  typealias Drawing =
    @Sendable (_ draw: Int, _ law: borrowing OutcomeLaw, _ key: StreamKey) -> DrawOutcome

  private let layout: TrialLayout
  private let root: StreamKey
  private let law: OutcomeLaw
  /// The key of the draws of a race.
  var key: @Sendable (_ trial: StreamKey, _ step: Int) -> StreamKey = { $0.child($1) }
  /// What a draw is.
  var outcome: Drawing = { draw, law, key in law.outcome(key.word(draw)) }
  /// How a race ends; the rule's own verdict unless a cheat says otherwise.
  var verdict: Judge = { $1 }

  /// Takes a point.
  ///
  /// - Parameters:
  ///   - planned: The point; fidelity vote, shares of its own.
  ///   - seed: Seed of the run.
  /// - Throws: `MarginError.badShares`.
  package init(_ planned: PlannedPoint, seed: Int) throws(MarginError) {
    let point = planned.point
    layout = TrialLayout(point)
    root = planned.streamRoot(seed: seed)
    law = OutcomeLaw(shares: try CandidateShares(point.shares), validRate: point.voteRate)
  }

  /// Follows the races of each trial until one is undecided or all are over.
  package func sample(_ trials: Range<Int>) -> Tally {
    var tally = Tally(listedVotes: layout.listedVotes, listedDraws: layout.listedDraws)
    for trial in trials {
      let trialKey = root.child(trial)
      var wrong = 0
      var isUndecided = false
      var step = 0
      while step < layout.racesPerTrial, !isUndecided {
        switch run(key(trialKey, step), into: &tally) {
        case .won(let winner): wrong += winner == 0 ? 0 : 1
        case .undecided: isUndecided = true
        }
        step += 1
      }
      tally.endTrial(trial, wrong: wrong, isUndecided: isUndecided)
    }
    return tally
  }

  private func run(_ key: StreamKey, into tally: inout Tally) -> Verdict {
    var race = VoteRace(rule: layout.rule, cap: layout.cap)
    var draws = 0
    while true {
      let outcome = outcome(draws, law, key)
      draws += 1
      guard case .vote(let candidate) = outcome else { continue }
      let decided = race.cast(candidate)
      guard let end = verdict(race, decided) else { continue }
      tally.races += 1
      tally.votes += race.votes
      tally.votesSquared += race.votes * race.votes
      tally.draws += draws
      if end != .undecided { tally.countEnd(votes: race.votes, draws: draws) }
      return end
    }
  }
}
