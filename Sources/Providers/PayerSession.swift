package import MAKERCore
import SharedState

/// The session of one run in a journal that several runs share.
package final class PayerSession: DrawLedger {
  private let committer: GroupCommitter
  private let number: Int
  private let attempts = Locked(0)

  /// Takes a session that the journal has begun.
  init(_ committer: GroupCommitter, number: Int) {
    self.committer = committer
    self.number = number
  }

  /// Reads the shared journal: a draw of another run counts as recorded too.
  ///
  /// - Throws: What the place of the journal refuses.
  package func recorded(_ key: DrawKey) async throws -> RecordedDraw? {
    try await committer.recorded(key)
  }

  /// Numbers attempts from 0 within this run's own session.
  package func newAttempt(
    for key: DrawKey, of provider: String, reserving worst: Charge
  ) async -> DrawAttempt {
    let attempt = attempts.withLock { attempts in
      defer { attempts += 1 }
      return attempts
    }
    return DrawAttempt(
      session: number, number: attempt, provider: provider, key: key, reserved: worst)
  }

  /// Keeps entries together with those of other runs that wait for the disk.
  ///
  /// - Throws: What the place of the journal refuses.
  package func commit(_ entries: [JournalEntry]) async throws {
    try await committer.commit(entries)
  }
}
