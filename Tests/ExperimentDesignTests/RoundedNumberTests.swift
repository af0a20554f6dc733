import ExperimentDesign
import Testing

@Suite struct RoundedNumberTests {
  @Test(arguments: [
    ("41.9", 41.9, 0.05), ("29", 29, 0.5), ("-3", -3, 0.5), ("+3.50", 3.5, 0.005),
    ("0.96796", 0.96796, 0.000005), (".5", 0.5, 0.05), ("7.", 7, 0.5), ("2.5e-3", 0.0025, 0.00005),
    ("1e9", 1e9, 5e8), ("4.90E+3", 4900, 5), ("1e-300", 1e-300, 5e-301), ("0", 0, 0.5),
  ])
  func theLastDigitSaysWhatIsOpen(text: String, value: Double, halfUnit: Double) throws {
    let number = try #require(RoundedNumber(text))
    #expect(number.value == value && number.text == text)
    #expect(abs(number.halfUnit - halfUnit) <= 1e-15 * halfUnit)
    #expect(number.low == value - number.halfUnit && number.high == value + number.halfUnit)
  }

  /// Half a unit is the nearest double at every number of digits.
  @Test func unitsAreExact() throws {
    for digits in 1...15 {
      let text = "0." + String(repeating: "1", count: digits)
      let number = try #require(RoundedNumber(text))
      #expect(number.halfUnit * 2 == Double("1e-\(digits)"), "\(text)")
    }
  }

  /// Also what would be a number elsewhere, and exponents that would take forever.
  @Test(arguments: [
    "", "x", "nan", "inf", "1,5", "1..2", "0x10", "0x1p3", " 1", "1 ", "1e", "e5", "1e400",
    "0e999999999999", "1e-99999999999", "0e99999999999999999999", "1e-400",
  ])
  func whatIsNoPrintedNumberIsNone(text: String) {
    #expect(RoundedNumber(text) == nil)
  }
}
