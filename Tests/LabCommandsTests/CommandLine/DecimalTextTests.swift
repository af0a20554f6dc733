import LabCommands
import Testing

@Suite struct DecimalTextTests {
  @Test(arguments: [
    ("1200", "12", 2), ("0.00120", "12", -4), ("12.5e1", "125", 0), ("000", "", 0), ("-0.0", "", 0),
    ("1e-5", "1", -5),
  ])
  func digitsAndExponentAreNormal(text: String, digits: String, exponent: Int) throws {
    let decimal = try #require(DecimalText(text))
    #expect(decimal.digits == digits)
    #expect(decimal.exponent == exponent)
    #expect(decimal.isNegative == text.hasPrefix("-"))
  }

  @Test func hugeExponentsAreClamped() throws {
    let decimal = try #require(DecimalText("1e99999999999999999999"))
    #expect(decimal.exponent == 1_000_000_000)
    #expect(decimal.integer == nil)
  }
}
