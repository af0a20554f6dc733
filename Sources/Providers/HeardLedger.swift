package import MAKERCore
import SharedState

/// A ledger that remembers the draws of one call: those it kept, and those it found recorded.
package final class HeardLedger: DrawLedger {
  private let ledger: any DrawLedger
  private let heard = Locked<[DrawKey: RecordedDraw]>([:])
  private let reused = Locked<Set<DrawKey>>([])

  /// Listens to a ledger.
  package init(_ ledger: any DrawLedger) { self.ledger = ledger }

  /// The draws so far, by trial, step and draw.
  package var draws: [RecordedDraw] {
    heard.withLock { Array($0.values) }.sorted { left, right in
      let (a, b) = (left.key.coordinates, right.key.coordinates)
      return (a.trial, a.step, a.draw, left.channel) < (b.trial, b.step, b.draw, right.channel)
    }
  }

  /// Of these, draws that were recorded before; count.
  package var found: Int { reused.withLock { $0.count } }

  /// Asks the ledger behind it and remembers the draw, as one that was found.
  ///
  /// - Throws: What the place of the journal refuses.
  package func recorded(_ key: DrawKey) async throws -> RecordedDraw? {
    let draw = try await ledger.recorded(key)
    if let draw, heard.withLock({ $0.updateValue(draw, forKey: key) }) == nil {
      reused.withLock { _ = $0.insert(key) }
    }
    return draw
  }

  /// Leaves the numbers to the ledger behind it.
  package func newAttempt(
    for key: DrawKey, of provider: String, reserving worst: Charge
  ) async -> DrawAttempt {
    await ledger.newAttempt(for: key, of: provider, reserving: worst)
  }

  /// Keeps entries there first, and remembers their draws once they are kept.
  ///
  /// - Throws: What the place of the journal refuses.
  package func commit(_ entries: [JournalEntry]) async throws {
    try await ledger.commit(entries)
    for case .recorded(let draw) in entries { heard.withLock { $0[draw.key] = draw } }
  }
}
