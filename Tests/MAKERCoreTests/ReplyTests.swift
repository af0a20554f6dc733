import MAKERCore
import Testing

@Suite struct ReplyTests {
  @Test func usageAddsPartByPart() {
    var sum = Usage.zero
    sum += Usage(inputTokens: 10, outputTokens: 3, cost: 0.25)
    sum += Usage(inputTokens: 5, outputTokens: 0, cost: 0.5)
    #expect(sum == Usage(inputTokens: 15, outputTokens: 3, cost: 0.75))
  }

  @Test func unknownStaysUnknown() {
    var sum = Usage.zero
    sum += Usage(inputTokens: 10, outputTokens: nil, cost: 0.25)
    #expect(sum == Usage(inputTokens: 10, outputTokens: nil, cost: 0.25))
    sum += Usage(inputTokens: 1, outputTokens: 7, cost: nil)
    #expect(sum == Usage(inputTokens: 11, outputTokens: nil, cost: nil))
    sum += Usage(inputTokens: nil, outputTokens: 7, cost: 1)
    #expect(sum == Usage())
  }

  /// Counts come from outside and may be anything.
  @Test func sumsBeyondTheLargestIntegerAreUnknown() {
    var sum = Usage(inputTokens: .max, outputTokens: .max, cost: 0)
    sum += Usage(inputTokens: 0, outputTokens: 1, cost: 0)
    #expect(sum == Usage(inputTokens: .max, outputTokens: nil, cost: 0))
  }
}
