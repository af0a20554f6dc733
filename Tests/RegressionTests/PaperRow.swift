import MAKERCore
import RaceTheory

/// The setting of one row of `paper_equations.csv`; cells that an equation does not need are empty.
struct PaperRow {
  let table: ReferenceTable
  let row: [String]

  func stepSuccess() throws -> Probability { try Probability(table.number(row, "p")) }

  /// Margin 1 where the equation has none.
  func race() throws -> TwoCandidateRace {
    try TwoCandidateRace(
      stepSuccess: stepSuccess(), margin: integer("k") ?? 1, stepsPerSubtask: integer("m") ?? 1)
  }

  func task() throws -> VotedTask {
    let race = try race()
    return try VotedTask(
      race: race, steps: integer("s") ?? race.stepsPerSubtask, validRate: validRate())
  }

  func cost() throws -> CostEquations {
    let race = try race()
    return try CostEquations(
      race: race, steps: integer("s") ?? race.stepsPerSubtask, validRate: validRate())
  }

  func minimum() throws -> MinimumMargin {
    try MinimumMargin(
      stepSuccess: stepSuccess(), steps: table.integer(row, "s"),
      stepsPerSubtask: table.integer(row, "m"), target: Probability(table.number(row, "t")))
  }

  func marginBounds() throws -> ClosedRange<Double>? {
    try CostScaling.marginBounds(
      stepSuccess: stepSuccess(), steps: table.integer(row, "s"),
      stepsPerSubtask: table.integer(row, "m"), target: Probability(table.number(row, "t")))
  }

  private func integer(_ column: String) throws -> Int? { try Int(table.text(row, column)) }

  private func validRate() throws -> Double { try Double(table.text(row, "v")) ?? 1 }
}
