import Economics
import LabCommands
import MAKERCore
import Testing

@Suite struct DrawProjectionTests {
  private func projection(
    _ calls: ProjectedCalls, _ names: String..., limits: BudgetLimits = BudgetLimits()
  ) throws -> DrawProjection {
    DrawProjection(
      models: names.map {
        DrawProjection.Model(provider: "openai", name: $0, inputTokens: 500, outputTokens: 1000)
      }, calls: calls, limits: limits, prices: PriceBooks([try PriceBook.shipped()]))
  }

  /// 500 · $0.40 and 1,000 · $1.60 a million tokens are $0.0018 a call.
  @Test func aCallAtItsWorstIsExact() throws {
    let projection = try projection(.exactly(300), "gpt-4.1-mini")
    #expect(projection.worst.picodollars == 1_800_000_000)
    #expect(projection.worst.tokens == 1500)
  }

  @Test func aCountThatIsKnownIsOneRow() throws {
    #expect(
      try projection(.exactly(300), "gpt-4.1-mini").text == """
        nothing is asked; this is what the run would take
        openai:gpt-4.1-mini: a call takes at most 500 tokens in and 1,000 out, $0.0018; $0.40 in and \
        $1.60 out a million, shipped price book of 2026-11-20 \
        (https://gist.github.com/ei-grad/9a7c000f3487bc01221c7bb5e2b3d74a)
        calls  count  tokens at most  cost at most
        -----  -----  --------------  ------------
        calls    300         450,000         $0.54
        calls that are repeated after an error come on top, within the limits
        """)
  }

  /// Without a cap votes are k (2 P - 1) / (2 p - 1): 3.74 at p = .9 and k = 3.
  @Test func votesAreExpectedExactly() throws {
    let calls = try ProjectedCalls.votes(
      steps: 1000, margin: 3, cap: nil, drawLimit: nil, success: 0.9, validRate: 0.8)
    let right = 729.0 / 730
    #expect(calls.least == 3000)
    #expect(abs((calls.expected ?? 0) - 1000 * 3 * (2 * right - 1) / 0.8 / 0.8) < 1e-6)
    #expect(calls.most == nil && calls.atCap == nil)
    #expect(calls.assumption == "p = 0.9, v = 0.8")
  }

  /// One vote decides k = 1, and a cap of three ends the race of k = 2 after two votes or four.
  @Test func aCapCountsInWhatIsExpected() throws {
    let calls = try ProjectedCalls.votes(
      steps: 10, margin: 2, cap: 3, drawLimit: 50, success: 0.5)
    #expect(calls.expected == 10 * (0.5 * 2 + 0.5 * 3))
    #expect(calls.atCap == 30 && calls.most == 500)
  }

  @Test func whatIsUnboundedAndUnknownIsCalledSo() throws {
    let calls = try ProjectedCalls.votes(
      steps: 100, margin: 3, cap: nil, drawLimit: nil, success: 0.99)
    let text = try projection(calls, "gpt-4.1-mini", "new").text
    #expect(
      text.contains("openai:new: a call takes at most 500 tokens in and 1,000 out, unknown; "))
    #expect(text.contains("prices unknown"))
    let rows = text.split(separator: "\n").map(String.init)
    #expect(rows.contains { $0.hasPrefix("at least") && $0.hasSuffix("unknown") })
    #expect(rows.contains { $0.hasPrefix("at most") && $0.hasSuffix("unbounded") })
    #expect(!text.contains("$0.00 "))
  }

  @Test func theDearestModelBoundsAnEnsemble() throws {
    let projection = try projection(.exactly(10), "gpt-4.1-nano", "gpt-4.1")
    #expect(projection.worst.picodollars == 500 * 2_000_000 + 1000 * 8_000_000)
  }

  @Test func limitsSayHowManyCallsTheyAllow() throws {
    let limits = BudgetLimits(
      total: SpendingLimit(money: Money(picodollars: 180_000_000_000), tokens: 1_000_000))
    let text = try projection(.exactly(300), "gpt-4.1-mini", limits: limits).text
    #expect(text.contains("the limits allow at least 100 calls: too few to end"))
  }
}
