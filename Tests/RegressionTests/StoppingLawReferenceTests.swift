import MAKERCore
import RaceTheory
import StoppingRules
import Testing

/// The chain over counts against the digits that the closed forms are held to.
@Suite struct StoppingLawReferenceTests {
  /// First-to-ahead-by-k, made from the error that its margin leaves at p = .6.
  private func rule(margin: Int) throws -> FirstToAheadBy {
    let p = try Probability(0.6)
    let delta = try TwoCandidateRace(stepSuccess: p, margin: margin).wrong
    let rule = try FirstToAheadBy(
      StoppingSetting(kind: .firstToAheadBy, delta: delta, assumedSuccess: p, cap: 1_000_000))
    try #require(rule.margin == margin)
    return rule
  }

  @Test func alikeStepsMatchEveryRow() throws {
    let table = try ReferenceTable("race2.csv")
    for row in table.rows {
      let law = try StoppingLaw(
        rule(margin: table.integer(row, "k")),
        error: .constant(Probability(table.number(row, "p")).complement))
      for (value, column) in [
        (law.correct, "p_correct"), (law.wrong, "p_wrong"), (law.meanVotes, "mean_votes"),
        (law.varianceVotes, "variance_votes"),
      ] {
        let printed = try table.number(row, column)
        // A variance of 0 is printed with what rounding left of it.
        let tolerance =
          try printedTolerance(table.text(row, column)) + 3e-12 * abs(printed)
          + (column == "variance_votes" ? 1e-17 : 0)
        #expect(abs(value - printed) <= tolerance, "\(column) \(value) in \(row)")
      }
      #expect(law.undecided < 1e-15, "\(row)")
    }
  }

  @Test func betaStepsMatchEveryRowAtThePrintedDigits() throws {
    let table = try ReferenceTable("hetero.csv")
    for row in table.rows {
      let sum = try 1 / table.number(row, "rho") - 1
      let alpha = try (1 - table.number(row, "mean_p")) * sum
      let law = try StoppingLaw(
        rule(margin: table.integer(row, "k")), error: .beta(alpha: alpha, beta: sum - alpha))
      for (value, column) in [(law.wrong, "p_step_wrong"), (law.meanVotes, "mean_votes")] {
        let printed = try table.number(row, column)
        let tolerance = try printedTolerance(table.text(row, column)) + 1e-12 * printed
        #expect(abs(value - printed) <= tolerance, "\(column) \(value) in \(row)")
      }
    }
  }
}
