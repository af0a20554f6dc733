import ExperimentDesign
import MAKERCore
import Testing

/// Fidelity `aggregate` against the theory it draws from: a test of the sampler alone.
@Suite struct AggregateAgreementTests {
  static let tasks: [Setting] =
    VoteAgreementTests.tasks.map {
      var setting = $0
      setting.fidelity = .aggregate
      setting.trials = max(4000, $0.trials)
      return setting
    } + [
      Setting(
        fidelity: .aggregate, shares: [0.99, 0.01], steps: 1_000_000, margin: 3, trials: 4000),
      Setting(
        fidelity: .aggregate, shares: [0.999, 0.001], validRate: 0.95, steps: (1 << 20) - 1,
        margin: 2, trials: 4000),
      // Races won wrongly are longer than others here, which two candidates do not show.
      Setting(
        fidelity: .aggregate, shares: [0.45, 0.35, 0.2], steps: 500, margin: 3, trials: 4000),
      Setting(
        fidelity: .aggregate, shares: [1, 0], validRate: 0.9, steps: 1000, margin: 4, trials: 500),
    ]

  @Test(arguments: tasks)
  func tasksAgree(setting: Setting) throws {
    try TallyAgreement(setting).expectAgreement(setting)
  }

  /// A million million steps: about one wrong race a task to expect, then also a cap at which a
  /// quarter of the tasks stop.
  static let longTasks: [Setting] = [nil, 22].map { cap in
    Setting(
      fidelity: .aggregate, shares: [0.99, 0.01], validRate: 0.9, steps: 1_000_000_000_000,
      margin: 6, cap: cap, trials: 600)
  }

  @Test(arguments: longTasks)
  func tasksOfTenToTheTwelveStepsAgree(setting: Setting) throws {
    try TallyAgreement(setting).expectAgreement(setting)
  }
}
