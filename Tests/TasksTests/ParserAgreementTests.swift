import Testing

@Suite struct ParserAgreementTests {
  /// What ours accepts Python accepts with the same numbers, and the other way round but for what the
  /// grammar says it leaves out.
  @Test func tenThousandSpoiledRepliesAreReadAlike() throws {
    let agreement = try ParserAgreement(replies: 10_000, seed: 38)
    // The replies are neither all sound nor all spoiled, and show every documented difference.
    #expect(agreement.equal > 2_000, "\(agreement)")
    #expect(agreement.refused > 2_000, "\(agreement)")
    #expect(
      agreement.documented.keys.sorted() == ["apart", "characters", "contents", "large", "zeros"],
      "\(agreement)")
  }
}
