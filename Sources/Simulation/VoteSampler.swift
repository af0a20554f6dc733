package import ExperimentDesign
package import MAKERCore
package import NoisyChannels
package import RandomStreams

/// Fidelity `vote`: every draw as a candidate or a flag.
package struct VoteSampler<Noise: NoiseModel>: TrialSampler {
  private let noise: Noise
  private let root: StreamKey
  private let rule: RaceRule
  private let cap: Int?
  private let racesPerTrial: Int
  private let listedVotes: Int?

  /// Makes a sampler of any noise model.
  package init(
    noise: Noise, root: StreamKey, rule: RaceRule, cap: Int?, racesPerTrial: Int, listedVotes: Int?
  ) {
    self.noise = noise
    self.root = root
    self.rule = rule
    self.cap = cap
    self.racesPerTrial = racesPerTrial
    self.listedVotes = listedVotes
  }

  package func sample(_ trials: Range<Int>) -> Tally {
    guard let law = noise.commonLaw else {
      return tally(trials) { step, key in
        referenceRace(
          noise.law(step: step, temperature: simulatedTemperature, stream: key), key: key,
          rule: rule, cap: cap)
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
    case .table(let table, let candidates):
      return tally(trials) { _, key in
        manyCandidateRace(table, candidates: candidates, key: key, margin: margin, cap: most)
      }
    }
  }

  /// Follows the trials of one range; inlined with its race, so that the loop holds no call.
  @inline(__always)
  private func tally(
    _ trials: Range<Int>, race: (_ step: Int, _ key: StreamKey) -> RaceOutcome
  ) -> Tally {
    var tally = Tally()
    var ended = [Int](repeating: 0, count: listedVotes.map { $0 + 2 } ?? 0)
    for trial in trials {
      let trialKey = root.child(trial)
      var wrong = 0
      var isUndecided = false
      var step = 0
      while step < racesPerTrial && !isUndecided {
        let outcome = race(step, trialKey.child(step))
        step &+= 1
        tally.votes &+= outcome.votes
        tally.votesSquared &+= outcome.votes &* outcome.votes
        tally.draws &+= outcome.draws
        wrong &+= outcome.end == .wrong ? 1 : 0
        isUndecided = outcome.end == .undecided
        if let listedVotes, !isUndecided { ended[min(outcome.votes, listedVotes &+ 1)] &+= 1 }
      }
      tally.races += step
      tally.racesWrong += wrong
      if isUndecided {
        tally.racesUndecided += 1
        tally.trialsUndecided += 1
      } else if wrong > 0 {
        tally.trialsWrong += 1
      } else {
        tally.trialsCorrect += 1
      }
    }
    tally.endedAtVote = ended
    return tally
  }
}

/// Sampling temperature of simulated draws; unit 1.
let simulatedTemperature = 0.1

extension VoteSampler where Noise == IndependentErrors {
  /// Makes the sampler of a design point.
  init(_ planned: PlannedPoint, seed: Int) throws(SamplerError) {
    let point = planned.point
    do {
      self.init(
        noise: try point.noiseModel(), root: planned.streamRoot(seed: seed),
        rule: RaceRule(margin: point.margin), cap: point.cap,
        racesPerTrial: point.racesPerTrial, listedVotes: point.listedVotes)
    } catch { throw SamplerError(description: error.description) }
  }
}

extension PlannedPoint {
  /// Key of the streams of the point; trials and steps are its children.
  package func streamRoot(seed: Int) -> StreamKey {
    StreamKey(seed: seed).child(id.streamCoordinate)
  }
}
