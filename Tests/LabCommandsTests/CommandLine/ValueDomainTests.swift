import Testing

@testable import LabCommands

@Suite struct ValueDomainTests {
  @Test(arguments: [
    (ValueDomain.integer(1...1_000_000_000), "1 to 10^9"),
    (.integer(1...(1 << 62)), "1 to 2^62"), (.integer(0...Int.max), "0 to 2^63 - 1"),
    (.integer(1...1024), "1 to 1024"), (.integer(1...1000), "1 to 1000"),
    (.integer(Int.min...5), "at most 5"), (.integer(2...1_500_000), "2 to 1500000"),
    (.number(.probability), "0 to 1"), (.number(.from(0, below: 1)), "0 to below 1"),
    (.number(.above(0, to: 1)), "above 0, at most 1"),
    (.number(.above(0, below: 1)), "above 0, below 1"), (.number(.from(0)), "at least 0"),
    (.number(.from(0, to: 1e12)), "0 to 1e12"),
    (.numbers(.probability, count: 2...16), "0 to 1"),
    (.either(["auto"], .integer(1...1_000_000)), "1 to 10^6"),
  ])
  func rangesHaveWords(domain: ValueDomain, words: String) {
    #expect(domain.rangeWords == words)
  }

  @Test func whatHasNoRangeHasNoWords() {
    #expect(ValueDomain.choice(["a"]).rangeWords == nil)
    #expect(ValueDomain.text(bytes: 1...9).rangeWords == nil)
    #expect(ValueDomain.number(.finite).rangeWords == nil)
    #expect(ValueDomain.integer(Int.min...Int.max).rangeWords == nil)
  }

  @Test func helpHoldsTheRangeOnce() {
    func help(_ text: String) -> String {
      OptionDescription.value("x", "number", help: text, domain: .integer(1...9)).help
    }
    #expect(help("steps") == "steps, 1 to 9")
    #expect(help("steps, {range}; of a task") == "steps, 1 to 9; of a task")
    #expect(help("steps, 1 to 9") == "steps, 1 to 9")
    let list = OptionDescription.value(
      "x", "a,b", help: "{count} shares, each {range}",
      domain: .numbers(.probability, count: 2...16))
    #expect(list.help == "2 to 16 shares, each 0 to 1")
  }

  @Test func gettersTakeTheRangeOfTheRow() throws {
    let command = CommandDescription(
      "x", abstract: "x",
      options: [
        .value("n", "count", help: "n", domain: .integer(1...9)),
        .value("t", "word|number", help: "t", domain: .either(["cold"], .number(.probability))),
        .value("l", "a,b", help: "l", domain: .numbers(.probability, count: 2...3)),
      ])
    func parse(_ words: String...) throws -> Arguments { try .parse(words, for: command) }
    #expect(try parse("--n", "9").integer("n") == 9)
    #expect(throws: UsageError.self) { try parse("--n", "10").integer("n") }
    #expect(try parse("--n", "3").integer("n", in: 2...4) == 3)
    #expect(try parse("--t", ".5").number("t") == 0.5)
    #expect(throws: UsageError.self) { try parse("--t", "1.5").number("t") }
    #expect(try parse("--l", ".5,1").numbers("l") == [0.5, 1])
    #expect(throws: UsageError.self) { try parse("--l", ".5,2").numbers("l") }
    #expect(try parse().integer("n") == nil)
  }

  /// Ranges that a getter is given must be within those of the row: nothing is refused without being told.
  @Test func domainsHoldNarrowerRangesOnly() {
    #expect(ValueDomain.integer(1...9).holds(2...4))
    #expect(!ValueDomain.integer(1...9).holds(0...4))
    #expect(!ValueDomain.integer(1...9).holds(4...10))
    #expect(ValueDomain.number(.probability).holds(.probability))
    #expect(!ValueDomain.number(.probability).holds(.positive))
    #expect(!ValueDomain.choice(["a"]).holds(1...2))
  }
}
