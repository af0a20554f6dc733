package import ExperimentDesign
import MAKERCore
package import NoisyChannels
package import RandomStreams
import StoppingRules

/// Fidelity `vote`: every draw as a candidate or a flag.
package struct VoteSampler<Noise: NoiseModel>: TrialSampler {
  private let noise: Noise
  private let root: StreamKey
  private let layout: TrialLayout

  /// Makes a sampler of any noise model.
  package init(noise: Noise, root: StreamKey, layout: TrialLayout) {
    self.noise = noise
    self.root = root
    self.layout = layout
  }

  /// Races without any text, by the quickest kernel that gives the same votes.
  package func sample(_ trials: Range<Int>) -> Tally {
    if let stopping = layout.stopping { return sample(trials, under: stopping) }
    let (rule, cap) = (layout.rule, layout.cap)
    let right = noise.rightCandidates
    let temperature = layout.temperature
    let isLead = right == 1 && rule.kind == .firstToAheadBy
    guard let law = noise.commonLaw, isLead else {
      if isLead, noise.members == 1, temperature.first == temperature.later {
        return tally(trials) { step, key in
          let law = noise.law(step: step, temperature: temperature.later, stream: key)
          return race(under: law, key: key, margin: rule.margin, cap: cap)
        }
      }
      return tally(trials) { step, key in
        referenceRace(
          noise.draws(step: step, temperature: temperature, stream: key), key: key, rule: rule,
          cap: cap, right: right)
      }
    }
    let margin = rule.margin
    let most = cap ?? .max
    switch law.reading {
    case .twoCandidates(let right, .max) where cap == nil:
      return tally(trials) { _, key in twoCandidateRace(right: right, key: key, margin: margin) }
    case .twoCandidates(let right, let valid):
      return tally(trials) { _, key in
        twoCandidateRace(right: right, valid: valid, key: key, margin: margin, cap: most)
      }
    case .table(let table, let candidates) where candidates <= 8:
      return tally(trials) { _, key in
        eightCandidateRace(table, candidates: candidates, key: key, margin: margin, cap: most)
      }
    case .spread, .certain:
      return tally(trials) { _, key in referenceRace(law, key: key, rule: rule, cap: cap) }
    case .table(let table, let candidates):
      return tally(trials) { _, key in
        manyCandidateRace(table, candidates: candidates, key: key, margin: margin, cap: most)
      }
    }
  }

  private func sample(_ trials: Range<Int>, under rule: some StoppingRule) -> Tally {
    let temperature = layout.temperature
    let right = noise.rightCandidates
    return tally(trials) { step, key in
      stoppedRace(
        noise.draws(step: step, temperature: temperature, stream: key), key: key, rule: rule,
        right: right)
    }
  }

  /// Follows the trials of one range; inlined with its race, so that the loop holds no call.
  @inline(__always)
  private func tally(
    _ trials: Range<Int>, race: (_ step: Int, _ key: StreamKey) -> RaceOutcome
  ) -> Tally {
    var tally = layout.emptyTally
    var ended = tally.endedAtVote
    var endedAtDraw = tally.endedAtDraw
    let lastListed = ended.count - 1
    let lastDraw = endedAtDraw.count - 1
    let steps = layout.racesPerTrial
    // Local sums stay in registers where fields of the tally would not.
    var votes = 0
    var squared = 0
    var draws = 0
    var trialKey = root.child(trials.lowerBound)
    var nextKey = trialKey.child(0)
    for trial in trials {
      let nextTrialKey = root.child(trial &+ 1)
      var wrong = 0
      var isUndecided = false
      var step = 0
      while step < steps && !isUndecided {
        // The next race's key is made before this race's end is known, so that it is there when a
        // mispredicted branch has thrown away everything that depends on it.
        let key = nextKey
        nextKey = step &+ 1 < steps ? trialKey.child(step &+ 1) : nextTrialKey.child(0)
        let outcome = race(step, key)
        step &+= 1
        votes &+= outcome.votes
        squared &+= outcome.votes &* outcome.votes
        draws &+= outcome.draws
        wrong &+= outcome.end == .wrong ? 1 : 0
        isUndecided = outcome.end == .undecided
        if lastListed > 0, !isUndecided { ended[min(outcome.votes, lastListed)] &+= 1 }
        if lastDraw > 0, !isUndecided { endedAtDraw[min(outcome.draws, lastDraw)] &+= 1 }
      }
      if isUndecided { nextKey = nextTrialKey.child(0) }
      trialKey = nextTrialKey
      tally.races += step
      tally.endTrial(trial, wrong: wrong, isUndecided: isUndecided)
    }
    tally.votes = votes
    tally.votesSquared = squared
    tally.draws = draws
    tally.endedAtVote = ended
    tally.endedAtDraw = endedAtDraw
    return tally
  }
}

/// Sampling temperature of simulated draws where no factor says it; unit 1.
let simulatedTemperature = 0.1

extension PlannedPoint {
  /// Key of the streams of the point; trials and steps are its children.
  package func streamRoot(seed: Int) -> StreamKey {
    StreamKey(seed: seed).child(streamID.streamCoordinate)
  }
}
