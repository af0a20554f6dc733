import ExperimentDesign

/// All studies by name.
enum Studies {
  /// The procedures.
  static var all: [any Study.Type] {
    voting + workflows + ofPolicies + allocation + [RoutingStudy.self, BudgetForecastStudy.self]
  }

  private static var voting: [any Study.Type] {
    [
      CheapestMarginStudy.self, CostScalingStudy.self, LadderCostStudy.self, NaiveRetryStudy.self,
      NoDecisionStudy.self, ParallelDrawsStudy.self, TaskSuccessStudy.self, TaskVotesStudy.self,
      VoteIndependenceStudy.self, VotingSavingsStudy.self,
    ]
  }

  private static var workflows: [any Study.Type] {
    [WorkflowCostStudy.self, WorkflowMakespanStudy.self]
  }

  private static var allocation: [any Study.Type] {
    [AllocationStatesStudy.self, ReworkAlarmStudy.self]
  }

  /// The study of that name.
  ///
  /// - Parameter definition: The experiment that names it.
  /// - Returns: The study.
  /// - Throws: `DefinitionError` where there is none.
  static func named(by definition: StudyDefinition) throws(DefinitionError) -> any Study.Type {
    guard let study = all.first(where: { $0.name == definition.study }) else {
      throw DefinitionError(
        file: definition.file, keyPath: "study",
        problem: "'\(definition.study)' is not one of "
          + all.map { $0.name }.sorted().joined(separator: ", "))
    }
    return study
  }
}
