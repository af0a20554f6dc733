import ExperimentDesign
import MAKERCore
import RaceTheory

/// Draws tallies from the exact law of a race, with nothing of the simulator.
struct LawSampler {
  private var generator: Generator
  private let point: DesignPoint
  /// Probability of each end up to and including it: right and wrong by vote, alternating.
  private let cumulative: [Double]

  init(_ point: DesignPoint, seed: UInt64) throws {
    let law =
      point.isPaperRace
      ? try RaceLaw(
        of: TwoCandidateRace(stepSuccess: Probability(point.stepSuccess), margin: point.margin),
        cap: point.cap)
      : try RaceLaw(
        shares: CandidateShares(point.shares), margin: point.margin, cap: point.cap)
    var sum = 0.0
    var cumulative: [Double] = []
    for vote in point.margin..<law.correctAt.count {
      for share in [law.correctAt[vote], law.wrongAt[vote]] {
        sum += share
        cumulative.append(sum)
      }
    }
    self.cumulative = cumulative
    self.point = point
    generator = Generator(state: seed)
  }

  /// Returns the counts of a number of trials.
  mutating func tally(trials: Int) -> Tally {
    var tally = Tally()
    if let listed = point.listedVotes { tally.endedAtVote = Array(repeating: 0, count: listed + 2) }
    for _ in 0..<trials { addTrial(to: &tally) }
    tally.draws = tally.votes
    return tally
  }

  /// Returns the counts up to the trial that meets a rule.
  mutating func tally(_ stop: StopRule) -> Tally {
    var sum = Tally()
    repeat {
      addTrial(to: &sum)
    } while !stop.isMet(
      failures: sum.trialsWrong + sum.trialsUndecided, trials: sum.trials)
    sum.draws = sum.votes
    return sum
  }

  private mutating func addTrial(to tally: inout Tally) {
    var hasFailed = false
    for _ in 0..<point.racesPerTrial {
      let uniform = Double.random(in: 0..<1, using: &generator)
      let end = cumulative.firstIndex { uniform < $0 }
      let votes = end.map { point.margin + $0 / 2 } ?? point.cap ?? point.margin
      tally.races += 1
      tally.votes += votes
      tally.votesSquared += votes * votes
      guard let end else {
        tally.racesUndecided += 1
        tally.trialsUndecided += 1
        return
      }
      if !tally.endedAtVote.isEmpty {
        tally.endedAtVote[min(votes, tally.endedAtVote.count - 1)] += 1
      }
      if end % 2 == 1 {
        tally.racesWrong += 1
        hasFailed = true
      }
    }
    if hasFailed { tally.trialsWrong += 1 } else { tally.trialsCorrect += 1 }
  }
}
