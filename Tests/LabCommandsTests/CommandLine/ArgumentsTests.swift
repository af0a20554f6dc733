import LabCommands
import Testing

@Suite struct ArgumentsTests {
  typealias Fixture = CommandFixture

  @Test func gettersCheckAndConvert() throws {
    let arguments = try Fixture.parse(
      "--p", "0.99", "--steps=1e12", "--tag", "1,2", "--format", "json")
    #expect(try arguments.number("p", in: .above(0.5, below: 1)) == 0.99)
    #expect(try arguments.integer("steps", in: 1...Int.max) == 1_000_000_000_000)
    #expect(try arguments.numbers("tag") == [1, 2])
    #expect(try arguments.integers("tag", in: 1...2) == [1, 2])
    #expect(try arguments.choice("format", as: Fixture.Format.self) == .json)
    #expect(try arguments.required("p").number() == 0.99)
  }

  @Test func anAbsentOptionIsNil() throws {
    let arguments = try Fixture.parse()
    #expect(try arguments.number("p") == nil)
    #expect(try arguments.integer("steps", in: 1...2) == nil)
    #expect(try arguments.numbers("tag") == nil)
    #expect(try arguments.choice("format", as: Fixture.Format.self) == nil)
    #expect(throws: UsageError.missingOption("p", placeholder: "probability")) {
      try arguments.required("p")
    }
  }

  @Test func errorsNameTheOption() throws {
    let arguments = try Fixture.parse("--p", "1", "--steps", "0")
    #expect {
      try arguments.number("p", in: .above(0.5, below: 1))
    } throws: { error in
      "\(error)" == "--p must be above 0.5 and below 1, not '1'"
    }
    #expect {
      try arguments.integer("steps", in: 1...Int.max)
    } throws: { error in
      "\(error)" == "--steps must be at least 1, not '0'"
    }
  }
}
