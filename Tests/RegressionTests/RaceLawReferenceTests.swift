import MAKERCore
import RaceTheory
import Testing

@Suite struct RaceLawReferenceTests {
  @Test func quantilesAndMomentsMatchEveryRow() throws {
    let table = try ReferenceTable("race2.csv")
    for row in table.rows {
      let race = try TwoCandidateRace(
        stepSuccess: Probability(table.number(row, "p")), margin: table.integer(row, "k"))
      let law = try RaceLaw(of: race)
      for (share, column) in [(0.5, "q50"), (0.9, "q90"), (0.99, "q99"), (0.999, "q999")] {
        #expect(try law.quantile(share) == table.integer(row, column), "\(column) \(row)")
      }
      #expect(abs(law.correct / race.correct - 1) < 1e-12, "\(row)")
      // The law is followed until 1e-18 survives; the closed form keeps digits far below that.
      #expect(abs(law.wrong - race.wrong) <= 1e-11 * race.wrong + 1e-17, "\(law.wrong) \(row)")
      #expect(abs(law.meanVotes / race.meanVotes - 1) < 1e-12, "\(row)")
      #expect(abs(law.varianceVotes - race.varianceVotes) <= 1e-11 * race.varianceVotes, "\(row)")
    }
  }

  @Test func severalCandidatesMatchEveryRow() throws {
    let table = try ReferenceTable("racen.csv")
    #expect(table.rows.count == 40)
    for row in table.rows {
      let shares = try table.text(row, "shares").split(separator: ";").map {
        try #require(Double($0))
      }
      let law = try RaceLaw(shares: CandidateShares(shares), margin: table.integer(row, "k"))
      for (value, column) in [(law.correct, "p_first_wins"), (law.meanVotes, "mean_votes")] {
        let text = try table.text(row, column)
        let printed = try table.number(row, column)
        // Two roundings: the reference was itself solved in doubles.
        #expect(abs(value - printed) <= 1.02 * printedTolerance(text), "\(value) \(row)")
      }
    }
  }
}
