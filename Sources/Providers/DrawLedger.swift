package import MAKERCore

/// Keeps draws and attempts for many tasks at once, as a journal behind an actor does.
///
/// What it throws ends the run: a draw that cannot be kept must not be counted.
package protocol DrawLedger: Sendable {
  /// Returns a draw that was recorded before; nil where there is none.
  ///
  /// - Parameter key: What identifies the draw.
  /// - Returns: The draw.
  /// - Throws: What the place of the journal refuses.
  func recorded(_ key: DrawKey) async throws -> RecordedDraw?

  /// Numbers an attempt; nothing is kept before its entry is committed.
  ///
  /// - Parameters:
  ///   - key: The draw that it is for.
  ///   - provider: Provider, as `openai`.
  ///   - worst: What it may cost at worst.
  /// - Returns: The attempt, whose session and number no other has.
  func newAttempt(
    for key: DrawKey, of provider: String, reserving worst: Charge
  ) async -> DrawAttempt

  /// Keeps entries, all or none, and returns when they are kept for good.
  ///
  /// - Parameter entries: In the order in which they happened.
  /// - Throws: What the place of the journal refuses.
  func commit(_ entries: [JournalEntry]) async throws
}
