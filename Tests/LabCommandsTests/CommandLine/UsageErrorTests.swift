import LabCommands
import Testing

@Suite struct UsageErrorTests {
  @Test(arguments: [
    (
      UsageError.unknownOption("--stpes", nearest: "steps"),
      "unknown option --stpes; did you mean --steps?"
    ),
    (.unknownOption("--zzz", nearest: nil), "unknown option --zzz"),
    (.unknownCommand("rnu", nearest: "run"), "unknown command 'rnu'; did you mean 'run'?"),
    (
      .missingValue(option: "steps", placeholder: "count"),
      "option --steps needs a value: --steps <count>"
    ),
    (.repeatedOption("p"), "option --p is given twice"),
    (.missingOperand("experiment"), "operand <experiment> is missing"),
    (
      .tooLarge(source: "--steps", value: "1e30", allowed: "at most 9"),
      "--steps must be at most 9, but '1e30' is too large"
    ),
    (
      .notWhole(source: "--k", value: "1.5", allowed: "at least 1"),
      "--k must be a whole number, at least 1, not '1.5'"
    ),
    (
      .notANumber(source: "--p", value: "nan", expected: "a number above 0"),
      "--p must be a number above 0, but 'nan' is not a decimal number"
    ),
    (
      .notAChoice(source: "--format", value: "jsn", allowed: ["csv", "json"], nearest: "json"),
      "--format must be one of csv, json, not 'jsn'; did you mean json?"
    ),
    (.unexpectedOperand("a\nb\u{1B}[2J"), "unexpected operand 'a b [2J'"),
  ])
  func theMessageIsOneLine(error: UsageError, text: String) {
    #expect(error.description == text)
    #expect(error.exitCode == .usage)
  }
}
