import Foundation
import RaceTheory
import Testing

@Suite struct BetaStepReferenceTests {
  /// Integrals over Beta-distributed steps against a quadrature with 30 digits.
  @Test func integralsMatchEveryRowAtThePrintedDigits() throws {
    let table = try ReferenceTable("hetero.csv")
    #expect(table.rows.count == 144)
    for row in table.rows {
      let sum = try 1 / table.number(row, "rho") - 1
      let wrong = try (1 - table.number(row, "mean_p")) * sum
      let law = BetaStepLaw(right: sum - wrong, wrong: wrong)
      let margin = try table.integer(row, "k")
      let steps = try Double(table.integer(row, "steps"))
      let values = [
        ("p_step_wrong", law.wrong(margin: margin), 1e-13),
        ("mean_votes", law.meanVotes(margin: margin), 1e-13),
        // A power of 1023 loses three digits of those a double has.
        ("p_task", exp(steps * log1p(-law.wrong(margin: margin))), 1e-13 * steps),
      ]
      for (column, value, relative) in values {
        let printed = try table.number(row, column)
        let tolerance = try printedTolerance(table.text(row, column)) + relative * printed
        #expect(abs(value - printed) <= tolerance, "\(column) \(value) in \(row)")
      }
    }
  }
}
