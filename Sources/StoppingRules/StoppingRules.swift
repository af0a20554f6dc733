/// Makes stopping rules.
package enum StoppingRules {
  /// Makes the rule of a setting.
  ///
  /// - Parameter setting: Which rule, its error, the assumed shares and the cap.
  /// - Returns: The rule.
  /// - Throws: `StoppingError` where the rule would be too long.
  package static func make(_ setting: StoppingSetting) throws(StoppingError) -> any StoppingRule {
    switch setting.kind {
    case .firstToAheadBy: try FirstToAheadBy(setting)
    case .firstTo: try FirstTo(setting)
    case .majority: try Majority(setting)
    case .sprt: try SequentialRatioTest(setting)
    case .mixtureSPRT: MixtureRatioTest(setting)
    case .adaptiveConsistency: AdaptiveConsistency(setting)
    case .esc: try WindowStop(setting)
    case .ppr: PriorPosteriorRatio(setting)
    case .certifiedMajority: CertifiedMajority(setting)
    case .bayes: BayesianStop(setting)
    case .earlyStop: try EarlyStop(setting)
    }
  }
}

extension StoppingRule {
  /// Where the rule comes from, of a rule whose type is not known.
  package var source: String { Self.source }

  /// Starts a race of a rule whose type is not known.
  package func started() -> any StoppingRace { race() }
}
