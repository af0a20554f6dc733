package import ExperimentDesign
import MAKERCore
package import NoisyChannels
package import RandomStreams

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Fidelity `vote` for rare errors: races under a tilted law, in which a wrong winner is frequent, and
/// the likelihood ratio of every race that one wins.
///
/// The mean weight of a race is an unbiased estimate of P(wrong), in steps of the bound.  What else a
/// tally counts (how races ended, their votes) is of the tilted law, not of the model.
package struct TiltedSampler: TrialSampler {
  private let root: StreamKey
  private let steps: TiltedSteps
  private let rule: RaceRule
  private let cap: Int?

  /// Makes a sampler.
  ///
  /// - Parameters:
  ///   - steps: The tilted steps, for this margin and cap.
  ///   - root: Key of the streams; trials are its children.
  ///   - margin: Margin k of first-to-ahead-by-k; votes, at least 1.
  ///   - cap: Most votes; votes, nil for none.
  package init(steps: TiltedSteps, root: StreamKey, margin: Int, cap: Int?) {
    self.steps = steps
    self.root = root
    self.rule = RaceRule(margin: margin)
    self.cap = cap
  }

  /// Follows one race a trial under the tilted law, and sums the weights of the wrong ones.
  package func sample(_ trials: Range<Int>) -> Tally {
    var tally = Tally()
    var weights = 0
    var squared = 0
    for trial in trials {
      let key = root.child(trial).child(0)
      // Votes are read from the race's own words, whatever its step takes.
      var own = WordStream(key.child(0))
      let step = steps.draw(&own)
      let limits = step.votes.limits(favouring: step.votes.favourite(&own))
      let (outcome, logRatio) =
        step.votes.candidates == 2
        ? twoCandidates(step.votes, limits[0], key) : severalCandidates(step.votes, limits, key)
      tally.races += 1
      tally.votes += outcome.votes
      tally.votesSquared += outcome.votes * outcome.votes
      tally.draws += outcome.draws
      tally.endTrial(
        wrong: outcome.end == .wrong ? 1 : 0, isUndecided: outcome.end == .undecided)
      guard outcome.end == .wrong else { continue }
      let sum = logRatio + step.logFactor
      let scaled = Double(TiltedSteps.weightSteps) * (sum == 0 ? 1 : exp(sum))
      let weight = Int(scaled.rounded())
      weights += weight
      squared += (weight * weight + TiltedSteps.weightSteps / 2) / TiltedSteps.weightSteps
    }
    tally.weights = weights
    tally.weightsSquared = squared
    return tally
  }

  private func twoCandidates(
    _ votes: TiltedVotes, _ right: UInt64, _ key: StreamKey
  ) -> (RaceOutcome, Double) {
    let margin = rule.margin
    let outcome =
      cap.map {
        twoCandidateRace(right: right, valid: .max, key: key, margin: margin, cap: $0)
      } ?? twoCandidateRace(right: right, key: key, margin: margin)
    return (outcome, votes.logRatio(votes: outcome.votes))
  }

  private func severalCandidates(
    _ votes: TiltedVotes, _ limits: InlineArray<16, UInt64>, _ key: StreamKey
  ) -> (RaceOutcome, Double) {
    var race = VoteRace(rule: rule, cap: cap)
    var verdict: Verdict?
    while verdict == nil {
      let word = key.word(race.votes)
      var candidate = 0
      for place in 0..<votes.candidates - 1 { candidate &+= word >= limits[place] ? 1 : 0 }
      verdict = race.cast(candidate)
    }
    let outcome = RaceOutcome(
      end: RaceOutcome.End(verdict ?? .undecided), votes: race.votes, draws: race.votes)
    guard outcome.end == .wrong else { return (outcome, 0) }
    return (outcome, votes.logRatio(votes: race.votes) { race.count(of: $0) })
  }
}
