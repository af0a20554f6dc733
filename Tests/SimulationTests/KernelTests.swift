import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams
import Simulation
import Testing

/// The specialised kernels give the very race of `VoteRace`, draw by draw, race by race.
@Suite struct KernelTests {
  struct StepwiseNoise: NoiseModel {
    let law: OutcomeLaw
    let candidates: Int
    var commonLaw: OutcomeLaw? { nil }
    func law(step: Int, temperature: Double, stream: StreamKey) -> OutcomeLaw { law }
  }

  static let settings: [(shares: [Double], v: Double, k: Int, cap: Int?)] = [
    ([0.9, 0.1], 1, 4, nil), ([0.6, 0.4], 1, 1, nil), ([0.51, 0.49], 1, 7, nil),
    ([1, 0], 1, 3, nil), ([0.4, 0.6], 1, 2, nil), ([0.85, 0.15], 0.9, 3, nil),
    ([0.85, 0.15], 1, 3, 5), ([0.6, 0.4], 0.5, 5, 20), ([0.6, 0.4], 1, 6, 3),
    ([0.5, 0.3, 0.2], 1, 3, nil), ([0.9, 0.05, 0.03, 0.02], 0.8, 4, nil),
    ([0.3, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], 0.9, 3, 12),
    ([Double](repeating: 1.0 / 16, count: 16), 0.95, 2, 40),
    // Longer than the bytes of the packed kernel can count.
    ([0.34, 0.33, 0.33], 0.97, 14, nil), ([0.34, 0.33, 0.33], 1, 14, 300),
  ]

  @Test(arguments: settings.indices)
  func equalsVoteRaceRaceByRace(index: Int) throws {
    let setting = Self.settings[index]
    let shares = try CandidateShares(setting.shares)
    let law = OutcomeLaw(shares: shares, validRate: setting.v)
    let layout = TrialLayout(rule: RaceRule(margin: setting.k), cap: setting.cap)
    let races = setting.k > 10 ? 200 : 3000
    let root = StreamKey(seed: 20).child(index)
    expectReference(
      IndependentErrors(shares: shares, validRate: setting.v), root, layout, races: races,
      "setting \(setting), one law")
    expectReference(
      StepwiseNoise(law: law, candidates: setting.shares.count), root, layout, races: races,
      "setting \(setting), step by step")
  }

  static let populations: [(classes: [StepPopulation.StepClass], wrong: [Double])] = {
    let beta = StepPopulation.ErrorLaw.beta(alpha: 0.95, beta: 18.05)
    let hard = StepPopulation.StepClass(share: 0.1, flagRate: 0.3, error: .constant(0.6))
    return [
      ([.init(share: 1, flagRate: 0, error: beta)], [1]),
      ([.init(share: 1, flagRate: 0.1, error: beta)], [1]),
      ([.init(share: 0.9, flagRate: 0, error: beta), hard], [1]),
      (
        [.init(share: 0.9, flagRate: 0.02, error: .beta(alpha: 0.03, beta: 130)), hard], [0.7, 0.3]
      ),
    ]
  }()

  @Test(arguments: populations.indices, [nil, 9])
  func unequalStepsEqualVoteRaceRaceByRace(index: Int, cap: Int?) throws {
    let (classes, wrong) = Self.populations[index]
    let outlier = StepPopulation.Outlier(step: 2, flagRate: 0.1, shares: [0.4, 0.3, 0.3])
    for outliers in [[], [outlier]] {
      let noise = UnequalSteps(
        try StepPopulation(classes: classes, wrongShares: wrong, outliers: outliers))
      for kind in RaceRule.Kind.allCases {
        expectReference(
          noise, StreamKey(seed: 21).child(index),
          TrialLayout(rule: RaceRule(margin: 3, kind: kind), cap: cap, racesPerTrial: 4),
          races: 2000, "population \(index), cap \(cap ?? 0), \(kind), outliers \(outliers.count)")
      }
    }
  }

  /// Compares a sampler with plain races over its noise model's laws, trial by trial.
  private func expectReference(
    _ noise: some NoiseModel, _ root: StreamKey, _ layout: TrialLayout, races: Int,
    _ setting: String
  ) {
    let sampler = VoteSampler(noise: noise, root: root, layout: layout)
    for trial in 0..<races / layout.racesPerTrial {
      var plain = Tally()
      var wrong = 0
      var isUndecided = false
      while plain.races < layout.racesPerTrial, !isUndecided {
        let key = root.child(trial).child(plain.races)
        let race = referenceRace(
          noise.law(step: plain.races, temperature: 0.1, stream: key), key: key,
          rule: layout.rule, cap: layout.cap)
        plain.races += 1
        plain.votes += race.votes
        plain.votesSquared += race.votes * race.votes
        plain.draws += race.draws
        wrong += race.end == .wrong ? 1 : 0
        isUndecided = race.end == .undecided
      }
      plain.endTrial(trial, wrong: wrong, isUndecided: isUndecided)
      let ours = sampler.sample(trial..<trial + 1)
      guard ours == plain else {
        Issue.record("\(setting), trial \(trial): \(ours) against \(plain)")
        return
      }
    }
  }
}
