extension Studies {
  /// Studies of what policies, margins and escalations come to.
  static var ofPolicies: [any Study.Type] {
    [
      PoliciesStudy.self, BestMarginStudy.self, EscalationRateStudy.self, RetryStudy.self,
      EqualAnswersStudy.self, DecompositionStudy.self, BudgetUseStudy.self, TierSavingsStudy.self,
    ]
  }
}
