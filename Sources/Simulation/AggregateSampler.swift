package import ExperimentDesign
import MAKERCore
import RaceTheory
import RandomStreams

/// Fidelity `aggregate`: whole tasks from the exact law of a race, in a time that does not grow with
/// the steps.
///
/// It draws from the oracle, so it can test this sampler and nothing else.
package struct AggregateSampler: TrialSampler {
  private let root: StreamKey
  private let steps: Int
  private let validRate: Double
  private let cap: Int
  private let wrongShare: (value: Double, complement: Double)
  private let undecided: Double
  private let correctVotes: VoteLaw
  private let wrongVotes: VoteLaw
  private let countsVotes: Bool
  private let listedVotes: Int?

  /// Probabilities of the votes of a race that ended in one way, and their sums from each vote on.
  private struct VoteLaw {
    let shares: [Double]
    let tails: [Double]

    init(_ shares: [Double]) {
      self.shares = shares
      self.tails = Multinomial.tails(shares)
    }
  }

  /// Makes a sampler.
  ///
  /// - Parameters:
  ///   - planned: The point.
  ///   - seed: Seed of the run.
  ///   - countsVotes: Whether votes are drawn too; without, only how tasks end.
  /// - Throws: `SamplerError` where the race has no exact law.
  package init(
    _ planned: PlannedPoint, seed: Int, countsVotes: Bool = true
  ) throws(SamplerError) {
    let point = planned.point
    let law: RaceLaw
    do {
      law = try AggregateSampler.law(of: point)
    } catch {
      throw SamplerError(description: "\(error)")
    }
    root = planned.streamRoot(seed: seed)
    self.countsVotes = countsVotes
    steps = point.steps
    validRate = point.validRate
    cap = point.cap ?? 0
    undecided = min(1, law.undecided)
    let decided = law.correct + law.wrong
    // A cap below the margin decides nothing, and then nothing is asked of these shares.
    wrongShare = decided > 0 ? (law.wrong / decided, law.correct / decided) : (0, 1)
    listedVotes = point.listedVotes
    correctVotes = VoteLaw(law.correctAt)
    wrongVotes = VoteLaw(law.wrongAt)
  }

  /// The law of one race, followed until what is left cannot matter in the longest task.
  private static func law(of point: DesignPoint) throws -> RaceLaw {
    if point.isPaperRace {
      let race = try TwoCandidateRace(
        stepSuccess: Probability(point.stepSuccess), margin: point.margin)
      return try RaceLaw(of: race, cap: point.cap, tail: 1e-30)
    }
    return try RaceLaw(
      shares: CandidateShares(point.shares), margin: point.margin, cap: point.cap)
  }

  /// Draws how each task ends from the exact law, in a time that steps do not change.
  package func sample(_ trials: Range<Int>) -> Tally {
    var tally = Tally(listedVotes: listedVotes)
    for trial in trials { add(trial, to: &tally) }
    return tally
  }

  private func add(_ trial: Int, to tally: inout Tally) {
    var stream = WordStream(root.child(trial))
    // The first race undecided at the cap stops the task.
    let decided = min(steps, stream.geometric(undecided))
    let wrong = stream.binomial(decided, wrongShare.value, complement: wrongShare.complement)
    var votes = 0
    var squared = 0
    if countsVotes {
      for (count, law) in [(decided - wrong, correctVotes), (wrong, wrongVotes)] {
        stream.multinomial(count, law.shares, remaining: law.tails) { vote, races in
          votes += vote * races
          squared += vote * vote * races
          if let listedVotes { tally.endedAtVote[min(vote, listedVotes + 1)] += races }
        }
      }
    }
    if decided < steps {
      votes += cap
      squared += cap * cap
    }
    tally.endTrial(wrong: wrong, isUndecided: decided < steps)
    tally.races += min(steps, decided + 1)
    tally.votes += votes
    tally.votesSquared += squared
    tally.draws += votes + stream.negativeBinomial(successes: votes, validRate)
  }
}
