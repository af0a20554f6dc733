/// Tokens of the recorded replies of one channel.
package struct RecordedTokens: Equatable, Sendable {
  /// The channel that was asked, as `openai:gpt-4.1-mini`.
  package let channel: String
  /// Replies; count.
  package let replies: Int
  /// Replies whose tokens nobody counted; count.
  package let uncounted: Int
  /// Tokens of the prompts of the others, cached ones included; count.
  package let inputTokens: Int
  /// Those of them that the provider had in its cache, as far as it said so; count.
  package let cachedTokens: Int
  /// Tokens of their replies; count.
  package let outputTokens: Int

  /// Makes a sum; see the properties.
  package init(
    channel: String, replies: Int, uncounted: Int, inputTokens: Int, cachedTokens: Int,
    outputTokens: Int
  ) {
    self.channel = channel
    self.replies = replies
    self.uncounted = uncounted
    self.inputTokens = inputTokens
    self.cachedTokens = cachedTokens
    self.outputTokens = outputTokens
  }
}

extension LabStore {
  /// Returns the tokens of all recorded replies by channel, in byte order.
  ///
  /// A count of cached tokens that the prompt does not have contradicts itself and counts as none.
  ///
  /// - Throws: What the store refuses.
  package func recordedTokens() throws(StoreError) -> [RecordedTokens] {
    guard try hasDraws else { return [] }
    return try database.rows(
      """
      SELECT channel, count(*),
        coalesce(sum(input_tokens IS NULL OR output_tokens IS NULL), 0),
        coalesce(sum(CASE WHEN output_tokens IS NULL THEN NULL ELSE input_tokens END), 0),
        coalesce(sum(CASE WHEN output_tokens IS NULL OR cached_input_tokens > input_tokens
          OR input_tokens IS NULL THEN NULL ELSE cached_input_tokens END), 0),
        coalesce(sum(CASE WHEN input_tokens IS NULL THEN NULL ELSE output_tokens END), 0)
      FROM draw GROUP BY channel ORDER BY channel
      """
    ) { (row) throws(StoreError) in
      RecordedTokens(
        channel: row.text(0), replies: row.integer(1), uncounted: row.integer(2),
        inputTokens: row.integer(3), cachedTokens: row.integer(4), outputTokens: row.integer(5))
    }
  }
}
