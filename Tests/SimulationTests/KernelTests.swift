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
    let law = OutcomeLaw(
      shares: try CandidateShares(setting.shares), validRate: setting.v)
    let root = StreamKey(seed: 20).child(index)
    func sampler(_ noise: some NoiseModel) -> VoteSampler<some NoiseModel> {
      VoteSampler(
        noise: noise, root: root,
        layout: TrialLayout(rule: RaceRule(margin: setting.k), cap: setting.cap))
    }
    let fast = sampler(
      IndependentErrors(shares: try CandidateShares(setting.shares), validRate: setting.v))
    let plain = sampler(StepwiseNoise(law: law, candidates: setting.shares.count))
    for trial in 0..<(setting.k > 10 ? 200 : 3000) {
      let ours = fast.sample(trial..<trial + 1)
      let reference = plain.sample(trial..<trial + 1)
      #expect(ours == reference, "setting \(setting), race \(trial)")
      let race = referenceRace(
        law, key: root.child(trial).child(0), rule: RaceRule(margin: setting.k), cap: setting.cap)
      #expect(ours.votes == race.votes && ours.draws == race.draws, "race \(trial)")
    }
  }
}
