import Economics
import Testing

@testable import Providers

@Suite("Texts and schedules of mixtures")
struct MixtureTests {
  @Test(
    "A mixture reads and writes itself",
    arguments: [
      "round-robin(openai:a | ollama:b:7b)", "weighted(3 openai:a,top-p=0.9 | 1 lmstudio:x/y)",
      "cheap-first(4 openai:a | anthropic:b)", "fallback(openai:a | ollama:b | lmstudio:c)",
    ])
  func reads(_ text: String) throws {
    #expect(Mixture.isMeant(by: text))
    let mixture = try Mixture(text)
    #expect(mixture.description == text)
    #expect(try Mixture(text.replacing(" | ", with: "|")) == mixture)
  }

  @Test(
    "Other channels are not meant as mixtures", arguments: ["openai:fallback(a)", "simulated:p=1"])
  func others(_ text: String) { #expect(!Mixture.isMeant(by: text)) }

  @Test(
    "What is wrong is said in a line",
    arguments: [
      ("fallback(a:b | c:d", MixtureError.malformed("fallback(a:b | c:d")),
      ("fallback(a:b)", .wrongCount(1)), ("fallback()", .emptyMember),
      ("fallback(a:b | )", .emptyMember), ("fallback(a:b | a:b)", .repeated("a:b")),
      ("fallback(2 a:b | c:d)", .needlessNumber("2", .fallback)),
      ("weighted(a:b | 2 c:d)", .noWeight("a:b")),
      ("weighted(0 a:b | 2 c:d)", .badNumber("0")),
      ("weighted(1001 a:b | 2 c:d)", .badNumber("1001")),
      ("weighted(99999999999999999999 a:b | 2 c:d)", .badNumber("99999999999999999999")),
      ("fallback(a:b | round-robin(c:d))", .nested("round-robin(c:d)")),
    ])
  func refuses(_ text: String, _ error: MixtureError) {
    #expect(throws: error) { try Mixture(text) }
    #expect(!error.description.contains("\n"))
  }

  private func schedule(
    _ text: String, costs: [Money?] = [], draws: Int = 1, count: Int = 8
  ) throws -> [Int] {
    let schedule = try MixtureSchedule(Mixture(text), costs: costs, draws: draws)
    return (0..<count).map { schedule.member(of: $0) }
  }

  @Test("Draws go round, in proportion, or to the cheapest first")
  func schedules() throws {
    #expect(try schedule("round-robin(a:a | b:b | c:c)") == [0, 1, 2, 0, 1, 2, 0, 1])
    #expect(try schedule("weighted(3 a:a | 1 b:b)") == [0, 0, 1, 0, 0, 0, 1, 0])
    #expect(try schedule("weighted(300 a:a | 100 b:b)") == [0, 0, 1, 0, 0, 0, 1, 0])
    #expect(try schedule("fallback(a:a | b:b)") == Array(repeating: 0, count: 8))
    let costs: [Money?] = [9, 1, 5].map { Money(picodollars: $0) }
    #expect(
      try schedule("cheap-first(a:a | b:b | c:c)", costs: costs, draws: 2)
        == [1, 1, 2, 2, 0, 0, 0, 0])
    #expect(
      try schedule("cheap-first(7 a:a | 1 b:b | 3 c:c)", costs: costs, draws: 2)
        == [1, 2, 2, 2, 0, 0, 0, 0])
  }

  @Test("Over a cycle every member has its weight exactly")
  func weights() throws {
    let drawn = try schedule("weighted(5 a:a | 3 b:b | 2 c:c)", count: 1000)
    #expect((0..<3).map { member in drawn.count { $0 == member } } == [500, 300, 200])
    for start in 0..<990 {
      let part = drawn[start..<(start + 10)]
      #expect((0..<3).map { member in part.count { $0 == member } } == [5, 3, 2])
    }
  }

  @Test("The cheapest cannot be told without prices")
  func unknownPrice() {
    #expect(throws: MixtureError.unknownPrice("b:b")) {
      try schedule("cheap-first(a:a | b:b)", costs: [Money(picodollars: 1), nil])
    }
  }
}
