import MAKERCore

/// A table that a further figure of an experiment draws, written as a CSV file of the figure's name.
package enum FigureTable: String, Codable, CaseIterable, Sendable {
  /// Steps undecided after each draw, trial by trial.
  case undecidedByDraw = "undecided_by_draw"
  /// Steps undecided after each vote, trial by trial.
  case undecidedByVote = "undecided_by_vote"
  /// One race of the paper's hard step, vote by vote.
  case hardStepRace = "hard_step_race"
  /// Cost and failure of policies of escalation, margin by margin.
  case escalationFrontier = "escalation_frontier"
}

extension FigureTable {
  /// Why an experiment cannot have the table; nil where it can.
  func problem(of definition: ExperimentDefinition) -> String? {
    if self == .escalationFrontier, definition.escalation == nil { return "needs escalation" }
    guard self == .hardStepRace else { return nil }
    let factors = definition.factors
    let models = factors.model ?? []
    let shares = (factors.shares ?? []) + models.map(\.shares)
    let isRace =
      definition.subject == .steps && definition.unit == .race && factors.disks == nil
      && factors.steps ?? [1] == [1] && factors.cap == nil && definition.fidelity.contains(.vote)
    let isVoted =
      shares.allSatisfy { $0.count == 3 } && !shares.isEmpty && factors.validRate == [1]
      && models.allSatisfy { $0.validRate == 1 && $0.hasAlikeSteps }
    guard isRace && isVoted else {
      return
        "is one step at fidelity vote between A, B and C: give three shares, no v, disks and cap"
    }
    // What the paper tells of its race, and the names of the columns, are of this margin and rule.
    let isPapers =
      factors.margin == [.fixed(3)] && factors.rule?.contains(.firstToAheadBy) ?? true
    return isPapers ? nil : "is the paper's race: give k 3 and rule first-to-ahead-by-k"
  }
}
