import LabCommands
import Testing

@Suite struct ArgumentValueTests {
  typealias Fixture = CommandFixture

  @Test(arguments: [
    ("0", 0), ("42", 42), ("+7", 7), ("-3", -3), ("1e12", 1_000_000_000_000), ("1.5e3", 1500),
    ("12.0", 12), ("1200e-2", 12), ("9223372036854775807", Int.max),
    ("-9223372036854775808", Int.min), ("1152921504606846976", 1 << 60), ("0e999999999999", 0),
    ("-0", 0), ("007", 7),
  ])
  func wholeNumbersAreExact(text: String, integer: Int) throws {
    #expect(try Fixture.value(text).integer(in: Int.min...Int.max) == integer)
  }

  @Test(arguments: [
    "", " ", "x", "1_000", "1,000", "0x10", "inf", "nan", "1 ", " 1", "1e", "e5", ".", "--1",
    "1e1.5", "٣",
  ])
  func whatIsNoDecimalNumberIsRefused(text: String) {
    #expect(
      throws: UsageError.notANumber(
        source: "--x", value: text, expected: "a whole number, at least 1")
    ) {
      try Fixture.value(text).integer(in: 1...Int.max)
    }
    #expect(throws: UsageError.notANumber(source: "--x", value: text, expected: "a finite number"))
    {
      try Fixture.value(text).number()
    }
  }

  @Test(arguments: ["1.5", "1e-1", "12345e-2", "1e-999999999999"])
  func fractionsAreNotWhole(text: String) {
    #expect(throws: UsageError.notWhole(source: "--x", value: text, allowed: "at least 1")) {
      try Fixture.value(text).integer(in: 1...Int.max)
    }
  }

  @Test(arguments: ["9223372036854775808", "1e19", "1e30", "1e999999999999"])
  func integersBeyondTheMachineAreTooLarge(text: String) {
    #expect(
      throws: UsageError.tooLarge(source: "--x", value: text, allowed: "at most \(Int.max)")
    ) {
      try Fixture.value(text).integer(in: 1...Int.max)
    }
  }

  @Test(arguments: [
    (1...5, "from 1 to 5"), (2...Int.max, "at least 2"), (Int.min...5, "at most 5"),
  ])
  func integersOutOfRangeAreToldTheRange(range: ClosedRange<Int>, words: String) {
    for text in range.lowerBound == Int.min ? ["6"] : ["0", "-1e30"] {
      #expect(throws: UsageError.outOfRange(source: "--x", value: text, allowed: words)) {
        try Fixture.value(text).integer(in: range)
      }
    }
  }

  @Test(arguments: [
    ("0.5", 0.5), (".5", 0.5), ("5.", 5), ("-1e-3", -0.001), ("+2", 2), ("1E6", 1e6),
    ("1e-300", 1e-300), ("0.1", 0.1),
  ])
  func numbersAreRead(text: String, number: Double) throws {
    #expect(try Fixture.value(text).number() == number)
  }

  @Test func numbersBeyondTheMachineAreTooLarge() {
    #expect(throws: UsageError.tooLarge(source: "--x", value: "1e999", allowed: "above 0")) {
      try Fixture.value("1e999").number(in: .positive)
    }
    #expect(throws: UsageError.outOfRange(source: "--x", value: "-1e999", allowed: "above 0")) {
      try Fixture.value("-1e999").number(in: .positive)
    }
  }

  @Test func listsAreCheckedItemByItem() throws {
    #expect(try Fixture.value("0.9,0.99").numbers(in: .probability) == [0.9, 0.99])
    #expect(try Fixture.value("1,1e3").integers(in: 1...1000) == [1, 1000])
    for text in ["", "1,,2", "1,", "1, 2", "1;2"] {
      #expect(throws: UsageError.self) { try Fixture.value(text).numbers() }
    }
    #expect {
      try Fixture.value("0.5,2").numbers(in: .probability)
    } throws: { error in
      "\(error)" == "each number of --x must be at least 0 and at most 1, not '2'"
    }
  }

  @Test func aChoiceIsOneOfTheWords() throws {
    #expect(try Fixture.value("csv").choice(as: Fixture.Format.self) == .csv)
    let expected = UsageError.notAChoice(
      source: "--x", value: "jsn", allowed: ["table", "json", "csv"], nearest: "json")
    #expect(throws: expected) { try Fixture.value("jsn").choice(as: Fixture.Format.self) }
    #expect(throws: UsageError.self) { try Fixture.value("").choice(of: ["a"]) }
  }
}
