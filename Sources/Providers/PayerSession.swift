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

  package func recorded(_ key: DrawKey) async throws -> RecordedDraw? {
    try await committer.recorded(key)
  }

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

  package func commit(_ entries: [JournalEntry]) async throws {
    try await committer.commit(entries)
  }
}
