import ExperimentDesign
import MAKERCore
import Testing

/// Fidelity `vote` against exact theory, at about three million votes a setting.
@Suite struct VoteAgreementTests {
  static func pairs() throws -> [Setting] {
    var settings: [Setting] = []
    for p in [0.55, 0.6, 0.8, 0.95, 0.99] {
      for margin in 1...6 {
        var setting = Setting(shares: try Setting.pair(p), margin: margin, trials: 1)
        setting.trials = Int(3e6 / (try setting.prediction().mean))
        settings.append(setting)
      }
    }
    return settings
  }

  @Test func twoCandidates() throws {
    for setting in try Self.pairs() { try TallyAgreement(setting).expectAgreement(setting) }
  }

  /// Flags and caps, one at a time and both, the right candidate also the weaker one or certain.
  static let flaggedAndCapped: [Setting] = [
    Setting(shares: [0.8, 0.2], validRate: 0.9, margin: 3, trials: 400_000),
    Setting(shares: [0.95, 0.05], validRate: 0.99, margin: 4, trials: 400_000),
    Setting(shares: [0.6, 0.4], validRate: 0.3, margin: 2, trials: 300_000),
    Setting(shares: [0.6, 0.4], margin: 3, cap: 5, trials: 500_000),
    Setting(shares: [0.6, 0.4], margin: 3, cap: 6, trials: 500_000),
    Setting(shares: [0.8, 0.2], margin: 5, cap: 12, trials: 300_000),
    Setting(shares: [0.6, 0.4], validRate: 0.7, margin: 4, cap: 9, trials: 300_000),
    Setting(shares: [0.6, 0.4], validRate: 0.7, margin: 6, cap: 3, trials: 100_000),
    Setting(shares: [0.4, 0.6], margin: 2, trials: 500_000),
    Setting(shares: [1, 0], validRate: 0.8, margin: 3, trials: 100_000),
  ]

  @Test(arguments: flaggedAndCapped)
  func flagsAndCaps(setting: Setting) throws {
    try TallyAgreement(setting).expectAgreement(setting)
  }

  /// Three to eight candidates; more than five only with caps, which keep the exact chain small.
  static let severalCandidates: [Setting] = [
    Setting(shares: [0.5, 0.3, 0.2], margin: 1, trials: 300_000),
    Setting(shares: [0.5, 0.3, 0.2], margin: 3, trials: 150_000),
    Setting(shares: [0.6, 0.2, 0.2], validRate: 0.9, margin: 4, trials: 100_000),
    Setting(shares: [0.45, 0.35, 0.2], margin: 3, cap: 15, trials: 150_000),
    Setting(shares: [0.45, 0.2, 0.2, 0.15], margin: 2, trials: 150_000),
    Setting(shares: [0.7, 0.1, 0.1, 0.1], validRate: 0.95, margin: 3, trials: 200_000),
    Setting(shares: [0.6, 0.1, 0.1, 0.1, 0.1], margin: 2, trials: 200_000),
    Setting(
      shares: [0.5, 0.1, 0.1, 0.1, 0.1, 0.1], validRate: 0.8, margin: 2, cap: 8, trials: 200_000),
    Setting(
      shares: [0.34, 0.11, 0.11, 0.11, 0.11, 0.11, 0.11], margin: 2, cap: 7, trials: 1_500_000),
    Setting(
      shares: [0.3, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], validRate: 0.9, margin: 2, cap: 6,
      trials: 1_500_000),
    Setting(shares: [0.65] + Array(repeating: 0.05, count: 7), margin: 1, trials: 500_000),
  ]

  @Test(arguments: severalCandidates)
  func severalCandidatesAgree(setting: Setting) throws {
    try TallyAgreement(setting).expectAgreement(setting)
  }

  static let tasks: [Setting] = [
    Setting(shares: [0.8, 0.2], steps: 50, margin: 3, trials: 20_000),
    Setting(shares: [0.95, 0.05], validRate: 0.9, steps: 1000, margin: 3, trials: 1500),
    Setting(shares: [0.99, 0.01], steps: 1023, margin: 2, trials: 3000),
    Setting(shares: [0.8, 0.2], steps: 40, margin: 4, cap: 12, trials: 10_000),
    Setting(shares: [0.6, 0.4], validRate: 0.6, steps: 7, margin: 2, cap: 5, trials: 50_000),
    Setting(shares: [0.6, 0.2, 0.2], steps: 20, margin: 3, trials: 6000),
    Setting(
      shares: [0.7, 0.1, 0.1, 0.1], validRate: 0.95, steps: 30, margin: 3, cap: 10, trials: 5000),
  ]

  @Test(arguments: tasks)
  func wholeTasks(setting: Setting) throws {
    try TallyAgreement(setting).expectAgreement(setting)
  }
}
