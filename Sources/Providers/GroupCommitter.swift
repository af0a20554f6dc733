package import MAKERCore

/// Keeps the draws of many tasks in one journal, as many at a time as have gathered.
///
/// A transaction of a journal waits for the disk, whatever it holds: so whatever comes while one runs
/// goes into the next, and nothing is told to be kept before it is.
package actor GroupCommitter: DrawLedger {
  private let journal: any DrawJournal
  private let payer: String
  private let session: Int
  private var attempts = 0
  private var waiting: [Caller] = []
  private let queue = JournalQueue()

  private struct Caller {
    let entries: [JournalEntry]
    let told: CheckedContinuation<Void, any Error>
  }

  /// Transactions so far, failed ones among them; count.
  package private(set) var transactions = 0

  /// Begins a session of a run.
  ///
  /// - Parameters:
  ///   - journal: Where entries are kept; nobody else may use it from now on.
  ///   - payer: The id of the run.
  /// - Throws: What the place of the journal refuses.
  package init(_ journal: sending any DrawJournal, payer: String) throws {
    self.payer = payer
    session = try journal.beginSession(payer: payer)
    self.journal = journal
  }

  /// The queue on which the journal waits for the disk, so that no thread of others does.
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe queue.asUnownedSerialExecutor()
  }

  /// Reads the journal, in turn with the transactions that write it.
  ///
  /// - Throws: What the place of the journal refuses.
  package func recorded(_ key: DrawKey) async throws -> RecordedDraw? {
    try journal.recorded(key)
  }

  /// Numbers attempts from 0 within the session; nothing is written yet.
  package func newAttempt(
    for key: DrawKey, of provider: String, reserving worst: Charge
  ) async -> DrawAttempt {
    defer { attempts += 1 }
    return DrawAttempt(
      session: session, number: attempts, provider: provider, key: key, reserved: worst)
  }

  /// Keeps entries and returns when they are kept for good.
  ///
  /// Where a transaction of several callers fails, each gets one of its own: a draw that cannot be kept
  /// takes no reply of others along, which is paid for.
  ///
  /// - Throws: What the place of the journal refuses of these entries.
  package func commit(_ entries: [JournalEntry]) async throws {
    guard !entries.isEmpty else { return }
    try await withCheckedThrowingContinuation { continuation in
      waiting.append(Caller(entries: entries, told: continuation))
      // Behind all who knock already: what they bring goes along.
      if waiting.count == 1 { Task { commitGathered() } }
    }
  }

  /// Begins a session of another run in the same journal.
  ///
  /// - Parameter payer: The id of that run.
  /// - Returns: The session, and what the run was charged before.
  /// - Throws: What the place of the journal refuses.
  package func begin(payer: String) throws -> (session: PayerSession, charged: Charge) {
    let charged = try journal.charged(to: payer, provider: nil)
    return (PayerSession(self, number: try journal.beginSession(payer: payer)), charged)
  }

  /// Returns what the run has been charged so far, attempts without a known end at their worst case.
  ///
  /// - Parameter provider: One provider; nil for all.
  /// - Returns: The sum.
  /// - Throws: What the place of the journal refuses.
  package func charged(provider: String? = nil) throws -> Charge {
    try journal.charged(to: payer, provider: provider)
  }

  private func commitGathered() {
    let callers = waiting
    waiting = []
    let result = kept(callers.flatMap(\.entries))
    if case .failure = result, callers.count > 1 {
      for caller in callers { caller.told.resume(with: kept(caller.entries)) }
    } else {
      for caller in callers { caller.told.resume(with: result) }
    }
  }

  private func kept(_ entries: [JournalEntry]) -> Result<Void, any Error> {
    transactions += 1
    return Result { try journal.commit(entries) }
  }
}
