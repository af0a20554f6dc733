import Foundation
import MAKERCore
import RaceTheory
import Testing

@Suite struct PopulationReferenceTests {
  /// Steps with Beta error rates against a quadrature with 30 digits.
  @Test func betaStepsMatchEveryRowAtThePrintedDigits() throws {
    let table = try ReferenceTable("hetero.csv")
    #expect(table.rows.count == 144)
    for row in table.rows {
      let correlation = try table.number(row, "rho")
      let sum = 1 / correlation - 1
      let alpha = try (1 - table.number(row, "mean_p")) * sum
      let population = try StepPopulation(classes: [
        .init(share: 1, flagRate: 0, error: .beta(alpha: alpha, beta: sum - alpha))
      ])
      let rule = try RaceRule(margin: table.integer(row, "k"))
      let law = try PopulationLaw(population, rule: rule)
      let steps = try table.integer(row, "steps")
      let values = [
        ("p_step_wrong", law.ordinary.wrong, 1e-12), ("mean_votes", law.ordinary.meanVotes, 1e-12),
        // A power of 1023 loses three digits of those a double has.
        ("p_task", law.success(steps: steps), 1e-12 * Double(steps)),
      ]
      for (column, value, relative) in values {
        let printed = try table.number(row, column)
        let tolerance = try printedTolerance(table.text(row, column)) + relative * printed
        #expect(abs(value - printed) <= tolerance, "\(column) \(value) in \(row)")
      }
    }
  }
}
