import LabCommands
import Testing

@Suite struct ArgumentsParseTests {
  typealias Fixture = CommandFixture

  @Test func namesAndValuesMayBeTwoWordsOrOne() throws {
    let apart = try Fixture.parse("--steps", "5", "--tag", "a=b", "--quiet")
    #expect(apart.string("steps") == "5")
    #expect(apart.string("tag") == "a=b")
    #expect(apart.flag("quiet"))
    let joined = try Fixture.parse("--steps=5", "--tag=a=b")
    #expect(joined.string("steps") == "5")
    #expect(joined.string("tag") == "a=b")
    #expect(!joined.flag("quiet"))
    #expect(joined.string("p") == nil)
    #expect(try Fixture.parse("--tag=").string("tag") == "")
  }

  @Test func operandsMayStandAnywhere() throws {
    let arguments = try Fixture.parse("one", "--steps", "5", "two", "-", "-3")
    #expect(arguments.operand("model") == "gpt")
    #expect(arguments.operands("experiment") == ["one", "two", "-", "-3"])
    #expect(try Fixture.parse().operand("experiment") == nil)
  }

  @Test func twoDashesEndTheOptions() throws {
    let arguments = try Fixture.parse("--quiet", "--", "--steps", "--", "--help")
    #expect(arguments.operands("experiment") == ["--steps", "--", "--help"])
    #expect(!arguments.wantsHelp)
  }

  @Test(arguments: ["-0.5", "-1e-3", "-", "-inf"])
  func aValueMayBeginWithADash(text: String) throws {
    #expect(try Fixture.parse("--p", text).string("p") == text)
  }

  @Test func repeatedOptionsKeepTheirOrder() throws {
    let tags = try Fixture.parse("--tag", "b", "--tag=a").values("tag")
    #expect(tags.map(\.text) == ["b", "a"])
  }

  @Test(arguments: ["--help", "-h"])
  func helpWinsOverEverythingElse(word: String) throws {
    #expect(try Arguments.parse(["--stpes", word], for: Fixture.explain).wantsHelp)
  }

  @Test(arguments: [
    (["--stpes", "5"], UsageError.unknownOption("--stpes", nearest: "steps")),
    (["--stpes=5"], .unknownOption("--stpes", nearest: "steps")),
    (["-steps", "5"], .unknownOption("-steps", nearest: "steps")),
    (["--entirely-different"], .unknownOption("--entirely-different", nearest: nil)),
    (["--steps"], .missingValue(option: "steps", placeholder: "count")),
    (["--steps", "--quiet"], .missingValue(option: "steps", placeholder: "count")),
    (["--steps", "--", "5"], .missingValue(option: "steps", placeholder: "count")),
    (["--steps", "5", "--steps=6"], .repeatedOption("steps")),
    (["--quiet", "--quiet"], .repeatedOption("quiet")),
    (["--quiet=yes"], .unexpectedValue(option: "quiet", value: "yes")),
  ])
  func whatDoesNotFitTheTableIsRefused(words: [String], error: UsageError) {
    #expect(throws: error) { try Arguments.parse(["gpt"] + words, for: Fixture.explain) }
  }

  @Test func operandsAreCounted() throws {
    #expect(throws: UsageError.missingOperand("model")) {
      try Arguments.parse(["--quiet"], for: Fixture.explain)
    }
    let compare = CommandDescription(
      "compare", abstract: "Compares.",
      operands: [
        OperandDescription("store", help: "Stores.", arity: .exactly(2)),
        OperandDescription("table", help: "A table.", arity: .optional),
      ])
    let arguments = try Arguments.parse(["a", "b"], for: compare)
    #expect(arguments.operands("store") == ["a", "b"])
    #expect(arguments.operand("table") == nil)
    #expect(throws: UsageError.missingOperand("store")) {
      try Arguments.parse(["a"], for: compare)
    }
    #expect(throws: UsageError.unexpectedOperand("d")) {
      try Arguments.parse(["a", "b", "c", "d"], for: compare)
    }
  }

  @Test func aRequiredOptionMustBeThere() throws {
    let command = CommandDescription(
      "c", abstract: "", options: [.value("out", "file", help: "Where.", isRequired: true)])
    #expect(throws: UsageError.missingOption("out", placeholder: "file")) {
      try Arguments.parse([], for: command)
    }
    #expect(try Arguments.parse(["--out", "f"], for: command).required("out").text == "f")
  }
}
