import ExperimentDesign
import Simulation
import Testing

/// Fidelity `agent` against fidelity `vote`: not two samples but the same votes.
@Suite struct AgentAgreementTests {
  struct Case: CustomTestStringConvertible {
    var shares: [Double]
    var validRate: Double
    var margin: Int
    var cap: Int?
    var disks: Int?
    var steps = 1
    var unit = TrialUnit.task
    var trials: Int

    var testDescription: String {
      "shares \(shares) v \(validRate) k \(margin) cap \(cap ?? 0) disks \(disks ?? 0) steps \(steps)"
    }

    func sampled(_ fidelity: Fidelity, seed: Int) throws -> Tally {
      let point = DesignPoint(
        experiment: "agreement/agent", fidelity: fidelity, unit: unit, shares: shares,
        validRate: validRate, steps: disks.map { (1 << $0) - 1 } ?? steps, disks: disks,
        target: nil, margin: margin, marginChoice: .fixed(margin), minimumMargin: nil, cap: cap,
        listedVotes: 30)
      let planned = PlannedPoint(point: point, stop: .trials(trials))
      return try Samplers.make(for: planned, seed: seed).sample(0..<trials)
    }
  }

  static let many = [0.4] + [Double](repeating: 0.04, count: 15)

  static let cases: [Case] = [
    Case(shares: [0.9, 0.1], validRate: 1, margin: 1, disks: 1, trials: 200),
    Case(shares: [0.6, 0.4], validRate: 0.7, margin: 2, disks: 3, trials: 300),
    Case(shares: [0.85, 0.15], validRate: 0.97, margin: 3, disks: 8, trials: 10),
    Case(shares: [0.55, 0.45], validRate: 0.9, margin: 3, cap: 7, disks: 5, trials: 100),
    Case(shares: [0.4, 0.3, 0.3], validRate: 0.8, margin: 2, disks: 4, trials: 200),
    Case(shares: many, validRate: 0.95, margin: 3, cap: 12, disks: 6, trials: 200),
    Case(shares: many, validRate: 0.5, margin: 2, disks: 2, trials: 300),
    Case(shares: [0.3, 0.7], validRate: 0.9, margin: 2, disks: 7, trials: 20),
    Case(shares: [0.7, 0.3], validRate: 0.9, margin: 4, disks: 10, unit: .race, trials: 1000),
    Case(shares: [0.6, 0.4], validRate: 0.9, margin: 3, steps: 40, trials: 20),
    Case(shares: many, validRate: 0.9, margin: 2, cap: 9, steps: 25, trials: 200),
  ]

  /// Votes, flags and verdicts are equal, trial by trial: no statistics.
  @Test(arguments: cases, [1, 2])
  func agentGivesTheVotesOfVote(setting: Case, seed: Int) throws {
    let votes = try setting.sampled(.vote, seed: seed)
    let agent = try setting.sampled(.agent, seed: seed)
    #expect(agent == votes, "\(setting.testDescription), seed \(seed)")
    #expect(votes.racesWrong > 0 && votes.races >= 200, "this setting shows too little")
  }

  /// Can fail: another seed gives other votes.
  @Test func rejectsAnotherSeed() throws {
    let setting = Self.cases[1]
    #expect(try setting.sampled(.agent, seed: 1) != setting.sampled(.vote, seed: 2))
  }
}
