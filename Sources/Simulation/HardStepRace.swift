package import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams
import Tasks

/// One race of the paper's hard step, vote by vote and past its decision.
///
/// The votes are those of the trial at fidelity `vote`; each is said as text and read back by the
/// flagging parser before it is counted.  Both rules watch the same votes.
package struct HardStepRace: Sendable {
  /// One vote.
  package struct Vote: Sendable {
    /// Whom it is for; 0 is A, the right one.
    package let candidate: Int
    /// Votes of each candidate with it; count.
    package let counts: [Int]
    /// Lead of the leader over every other candidate; votes.
    package let lead: Int
  }

  /// How a rule decided.
  package struct Decision: Equatable, Sendable {
    /// Number of the vote that decided; from 1.
    package let vote: Int
    /// Who won; 0 is A, the right one.
    package let winner: Int
  }

  /// The votes, the first of them number 1.
  package let votes: [Vote]
  /// Decision of first-to-k; nil where the votes do not reach it.
  package let firstTo: Decision?
  /// Decision of first-to-ahead-by-k; nil where the votes do not reach it.
  package let aheadBy: Decision?

  /// Finds the first trial that goes as the paper's race went.
  ///
  /// - Parameters:
  ///   - planned: The point; three candidates at most, every draw a vote.
  ///   - seed: Seed of the run.
  ///   - trials: How many trials there are; count.
  ///   - aheadBy: Vote at which A wins by first-to-ahead-by-k; from 1.
  ///   - firstTo: Last vote at which A may win by first-to-k; from 1.
  ///   - votes: How many votes to follow, at least `aheadBy`; count.
  /// - Returns: The trial's index and race; nil where none of them does.
  /// - Throws: `SamplerError` where the point is no race of the step.
  package static func first(
    of planned: PlannedPoint, seed: Int, trials: Int, aheadBy: Int, firstTo: Int, votes: Int
  ) throws(SamplerError) -> (trial: Int, race: HardStepRace)? {
    let step = HanoiHardStep()
    let point = planned.point
    guard point.shares.count <= step.candidates.count, point.model?.hasAlikeSteps ?? true,
      point.voteRate == 1
    else { throw SamplerError(description: "\(point.setting): no race of A, B and C") }
    let noise: any NoiseModel
    do { noise = try point.noiseModel() } catch {
      throw SamplerError(description: error.description)
    }
    let root = planned.streamRoot(seed: seed)
    let replies = step.candidates.indices.map(step.reply)
    for trial in 0..<trials {
      let key = root.child(trial).child(0)
      let law = noise.law(step: 0, temperature: simulatedTemperature, stream: key)
      func vote(_ number: Int) -> Int {
        guard case .vote(let said) = law.outcome(key.word(number)),
          let heard = try? step.candidate(of: replies[said])
        else { preconditionFailure("A, B and C are well-formed, and every draw is a vote") }
        return heard
      }
      let race = HardStepRace(votes: votes, margin: point.margin, vote)
      if race.aheadBy == Decision(vote: aheadBy, winner: 0), race.firstTo?.winner == 0,
        race.firstTo?.vote ?? .max <= firstTo
      {
        return (trial, race)
      }
    }
    return nil
  }

  private init(votes: Int, margin: Int, _ vote: (Int) -> Int) {
    var ahead = VoteRace(rule: RaceRule(margin: margin))
    var first = VoteRace(rule: RaceRule(margin: margin, kind: .firstTo))
    var decisions: (first: Decision?, ahead: Decision?)
    var cast: [Vote] = []
    for number in 0..<votes {
      let candidate = vote(number)
      if case .won(let winner) = first.cast(candidate), decisions.first == nil {
        decisions.first = Decision(vote: number + 1, winner: winner)
      }
      if case .won(let winner) = ahead.cast(candidate), decisions.ahead == nil {
        decisions.ahead = Decision(vote: number + 1, winner: winner)
      }
      cast.append(
        Vote(
          candidate: candidate, counts: (0..<3).map { ahead.count(of: $0) }, lead: ahead.lead))
    }
    self.votes = cast
    (firstTo, aheadBy) = decisions
  }
}
