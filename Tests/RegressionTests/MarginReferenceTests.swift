import MAKERCore
import Testing

@Suite struct MarginReferenceTests {
  @Test func minimumMarginMatchesEveryRow() throws {
    let table = try ReferenceTable("kmin.csv")
    #expect(table.rows.count == 2960)
    for row in table.rows {
      let found = try MinimumMargin(
        stepSuccess: Probability(table.number(row, "p")),
        steps: table.integer(row, "steps"),
        stepsPerSubtask: table.integer(row, "steps_per_subtask"),
        target: Probability(table.number(row, "target")))
      #expect(try found.margin == table.integer(row, "k_min"), "\(row)")
    }
  }

  @Test func twoCandidateRaceMatchesEveryRowAtThePrintedDigits() throws {
    let table = try ReferenceTable("race2.csv")
    #expect(table.rows.count == 120)
    for row in table.rows {
      let race = try TwoCandidateRace(
        stepSuccess: Probability(table.number(row, "p")), margin: table.integer(row, "k"))
      try expect(race.correct, table, row, "p_correct")
      try expect(race.wrong, table, row, "p_wrong")
      try expect(race.meanVotes, table, row, "mean_votes")
      // For k = 1 the reference prints rounding noise about 0.
      if race.margin == 1 {
        #expect(race.varianceVotes == 0, "\(row)")
      } else {
        try expect(race.varianceVotes, table, row, "variance_votes")
      }
    }
  }

  private func expect(
    _ value: Double, _ table: ReferenceTable, _ row: [String], _ column: String
  ) throws {
    let text = try table.text(row, column)
    let printed = try table.number(row, column)
    #expect(abs(value - printed) <= printedTolerance(text), "\(column) \(value) in \(row)")
  }
}
