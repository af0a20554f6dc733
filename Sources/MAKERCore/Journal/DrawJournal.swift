/// Something to be kept for good.
public enum JournalEntry: Hashable, Sendable {
  /// A recording begins, told by its definition; nothing where it is known already.
  case begun(definition: String)
  /// A request is about to be sent.
  case asked(DrawAttempt)
  /// An attempt came to something.
  case settled(session: Int, number: Int, AttemptOutcome)
  /// A reply came.
  case recorded(RecordedDraw)
}

/// Keeps every draw that was paid for; used by one task at a time.
public protocol DrawJournal {
  /// Begins a session of a process that will ask for draws.
  ///
  /// - Parameter payer: The id of the run.
  /// - Returns: Number of the session; at least 1, never given twice.
  /// - Throws: What the place of the journal refuses.
  func beginSession(payer: String) throws -> Int

  /// Returns a draw that was recorded before; nil where there is none.
  ///
  /// - Throws: What the place of the journal refuses.
  func recorded(_ key: DrawKey) throws -> RecordedDraw?

  /// Keeps entries, all or none; they survive the end of the process and of the machine's power once
  /// this returns.
  ///
  /// - Parameter entries: In the order in which they happened.
  /// - Throws: What the place of the journal refuses.
  func commit(_ entries: [JournalEntry]) throws

  /// Returns what a run has been charged so far, attempts without a known end at their worst case.
  ///
  /// - Parameters:
  ///   - payer: The id of the run.
  ///   - provider: One provider; nil for all.
  /// - Returns: The sum.
  /// - Throws: What the place of the journal refuses.
  func charged(to payer: String, provider: String?) throws -> Charge
}
