import Foundation
import MAKERCore
import RaceTheory
import Testing

/// Equations 9 to 19 of arXiv 2511.09030 against `paper_equations.csv`.
///
/// The references come from walks solved in fractions, margins found by trying and slopes between
/// tasks of 10^1000 and 10^2000 steps (`make_paper_equations.py`); none uses the formula it is for.
@Suite struct PaperEquationTests {
  /// Compares every row of an equation, relatively.
  private func expect(
    _ equation: Int, rows: Int, within tolerance: Double = 1e-13,
    _ value: (String, PaperRow) throws -> Double
  ) throws {
    let table = try ReferenceTable("paper_equations.csv")
    let rowsOfEquation = try table.rows.filter { try table.integer($0, "equation") == equation }
    #expect(rowsOfEquation.count == rows)
    for row in rowsOfEquation {
      let exact = try table.number(row, "value")
      let found = try value(table.text(row, "quantity"), PaperRow(table: table, row: row))
      #expect(abs(found - exact) <= tolerance * abs(exact), "\(found) in \(row)")
    }
  }

  @Test func equation9IsTheRuinOfAWalk() throws {
    try expect(9, rows: 98) { try $0 == "p_right" ? $1.race().correct : $1.race().wrong }
  }

  @Test func equation10IsTheShareOfTheRightAnswer() throws {
    try expect(10, rows: 20) { try $1.race().rightShare }
  }

  @Test func equation11IsTheShareOfTheOneAlternative() throws {
    try expect(11, rows: 20) { try $1.race().alternativeShare }
    // What is left is scattered.
    for m in [1, 2, 30, 100_000] {
      let race = try TwoCandidateRace(stepSuccess: Probability(0.99), margin: 2, stepsPerSubtask: m)
      let sum = race.rightShare + race.alternativeShare + race.scatteredShare
      #expect(abs(sum - 1) < 1e-12, "m \(m)")
    }
  }

  @Test func equation12DoesNotDependOnTheStepsOfASubtask() throws {
    try expect(12, rows: 120) { try $0 == "p_sub" ? $1.race().correct : $1.race().wrong }
    for m in [2, 1000, 1_000_000] {
      let race = try TwoCandidateRace(stepSuccess: Probability(0.9), margin: 3, stepsPerSubtask: m)
      let single = try TwoCandidateRace(stepSuccess: Probability(0.9), margin: 3)
      #expect(race.correct == single.correct && race.wrong == single.wrong, "m \(m)")
    }
  }

  /// Powers of s/m lose a digit for every digit of their logarithm.
  @Test func equation13IsThePowerOfAllSubtasks() throws {
    try expect(13, rows: 120, within: 1e-12) { try $1.task().reliability.correct }
  }

  @Test func equation14IsTheFirstMarginThatReachesTheTarget() throws {
    try expect(14, rows: 600) { quantity, row in
      let found = try row.minimum()
      return quantity == "k_min" ? Double(found.margin) : found.real
    }
  }

  @Test func equation15IsTheCostOfADecisiveVote() throws {
    try expect(15, rows: 20) { try $1.cost().decisiveVote }
    let race = try TwoCandidateRace(stepSuccess: Probability(0.9), margin: 3, stepsPerSubtask: 4)
    #expect(try CostEquations(race: race, steps: 8).sample == 4)
  }

  @Test func equation16IsTheLengthOfTheWalk() throws {
    try expect(16, rows: 169) {
      try $0 == "c_sub" ? $1.cost().subtask : $1.cost().approximateSubtask
    }
  }

  @Test func equation17IsThatOfAllSubtasks() throws {
    try expect(17, rows: 240) { try $0 == "c_full" ? $1.cost().task : $1.cost().approximateTask }
    // In logarithms too, also where c_full itself is no double.
    try expect(17, rows: 240) {
      try pow(10, $0 == "c_full" ? $1.cost().logTask : $1.cost().logApproximateTask)
    }
  }

  @Test func equation18GrowsWithTheLogarithmOfTheSteps() throws {
    try expect(18, rows: 6) { try CostScaling.asymptoticSlope(stepSuccess: $1.stepSuccess()) }
  }

  @Test func equation19PaysForFlagsToo() throws {
    try expect(19, rows: 196) { try $0 == "cost" ? $1.cost().task : $1.cost().approximateTask }
  }

  /// The proof of Θ(ln s): the unrounded margin lies between two lines in ln s, 1/ln(p/(1 − p)) apart.
  @Test func equations24To31HoldTheMarginBetweenTwoLines() throws {
    let table = try ReferenceTable("paper_equations.csv")
    var seen = 0
    for row in table.rows where try table.text(row, "quantity") == "k_real" {
      let setting = PaperRow(table: table, row: row)
      let exact = try table.number(row, "value")
      let bounds = try #require(try setting.marginBounds())
      // Far out the upper line is the margin itself, up to rounding.
      #expect(bounds.lowerBound <= exact && exact <= bounds.upperBound * (1 + 1e-14), "\(row)")
      seen += 1
    }
    #expect(seen == 300)
    let low = try CostScaling.marginBounds(
      stepSuccess: Probability(0.9), steps: 1, target: Probability(0.3))
    #expect(low == nil, "x above 1 has no such bounds")
  }

  /// Why `expm1`: t^(−1/s) − 1 by subtraction is coarse for a million steps and 0 for 10^18.
  @Test func equation14NeedsExpm1() throws {
    let target = try Probability(0.95)
    func subtracted(_ steps: Double) -> Double { pow(0.95, -1 / steps) - 1 }
    let budget = MinimumMargin.failureBudget(target, subtasks: 1_048_575)
    #expect(abs(budget / 4.8917145308739324e-08 - 1) < 1e-15)
    let loss = abs(subtracted(1_048_575) / budget - 1)
    #expect(loss > 1e-11 && loss < 1e-8)
    #expect(subtracted(1e18) == 0 && log(subtracted(1e18)) == -.infinity)
    let found = try MinimumMargin(
      stepSuccess: Probability(0.9978), steps: 1_000_000_000_000_000_000, target: target)
    #expect(found.margin == 8)
    #expect(Float(1 + budget) - 1 == 0, "in 32 bits a million steps are too many already")
  }
}
