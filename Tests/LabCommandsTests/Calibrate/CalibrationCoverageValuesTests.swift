import LabCommands
import Testing
import TextFormats

/// What `calibrate --coverage` prints of a setting.
@Suite struct CalibrationCoverageValuesTests {
  /// A share that cannot be told is null, and no number.
  @Test func aRowIsItsValues() throws {
    let coverage = CalibrationCoverage(trials: 3, level: 0.95, seed: 1)
    let two = CalibrationCoverage.Setting(
      truth: .kinds("two kinds", [(0.9, 1, 1), (0.1, 0.2, 0.5)]), steps: 30, repeats: 2)
    let values = coverage.values(coverage.row(two, number: 0))
    #expect(values.count == CalibrationCoverage.columns.count)
    let row = JSONValue.object(Array(zip(CalibrationCoverage.columns, values)))
    #expect(row["steps_are"]?.string == "two kinds")
    #expect(row["steps"]?.integer == 30 && row["repeats"]?.integer == 2)
    #expect(row["v"]?.double == 0.95)
    // (.9 + .015) / .975 to four digits.
    #expect(row["p"]?.double == 0.9385)
    #expect(row["hard_share"]?.isNull == true && row["cover_hard_moments"]?.isNull == true)
    let shares = [0, 0.3333, 0.6667, 1]
    for name in ["cover_p", "cover_v", "cover_rho_moments", "cover_rho_beta"] {
      #expect(shares.contains(try #require(row[name]?.double)), "\(name)")
    }
  }
}
