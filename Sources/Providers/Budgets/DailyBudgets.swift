package import Economics
import MAKERCore

/// The budget of a long-running process: so much a day, counted by a journal over all its restarts.
///
/// A piece of work belongs to the day on which it begins, also where it ends after midnight.
package actor DailyBudgets {
  /// What work that begins on a day is charged to.
  package struct Day: Sendable {
    /// Days since 1970-01-01, UTC.
    package let number: Int
    /// What the day may still cost.
    package let keeper: BudgetKeeper
    /// Keeps its draws and attempts.
    package let ledger: any DrawLedger
  }

  private let journal: GroupCommitter
  private let limits: BudgetLimits
  private let payer: @Sendable (_ day: Int, _ isPriced: Bool) -> String
  private let today: @Sendable () -> Int
  /// The latest day that was ever asked for: a clock that is set back opens no earlier day anew, on
  /// which work that began then may still spend.
  private var latest = Int.min
  /// The day that was asked for last: opened once, whoever asks for it meanwhile.
  private var opening: (number: Int, day: Task<Day, any Error>)?

  /// Makes the budgets; nothing is read yet.
  ///
  /// - Parameters:
  ///   - journal: Where everything is kept; no other process adds to these payers meanwhile.
  ///   - limits: What a day may cost; calls whose price is unknown are bounded by tokens alone.
  ///   - payer: Id of what pays on a day for calls whose price is known, or unknown.
  ///   - today: Days since 1970-01-01, UTC.
  package init(
    _ journal: GroupCommitter, limits: SpendingLimit,
    payer: @escaping @Sendable (_ day: Int, _ isPriced: Bool) -> String,
    today: @escaping @Sendable () -> Int
  ) {
    self.journal = journal
    self.limits = BudgetLimits(total: limits, passesUnpriced: true)
    self.payer = payer
    self.today = today
  }

  /// The day that work which begins now is charged to.
  ///
  /// - Returns: The day, with what the journal holds of it already counted.
  /// - Throws: What the place of the journal refuses.
  package func day() async throws -> Day {
    let number = max(today(), latest)
    latest = number
    if let opening, opening.number == number { return try await opening.day.value }
    let day = Task { try await open(number) }
    opening = (number, day)
    do { return try await day.value } catch {
      // The next who asks tries again.
      if opening?.day == day { opening = nil }
      throw error
    }
  }

  private func open(_ number: Int) async throws -> Day {
    let priced = try await journal.begin(payer: payer(number, true))
    let unpriced = try await journal.begin(payer: payer(number, false))
    var spent = unpriced.charged
    spent.picodollars = 0
    spent += priced.charged
    return Day(
      number: number, keeper: BudgetKeeper(Budget(limits, spent: spent)),
      ledger: LedgerByPrice(priced: priced.session, unpriced: unpriced.session))
  }
}

/// Keeps apart who pays for calls with a known price and for others, so that sums of money stay known.
private struct LedgerByPrice: DrawLedger {
  let priced: PayerSession
  let unpriced: PayerSession

  func recorded(_ key: DrawKey) async throws -> RecordedDraw? { try await priced.recorded(key) }

  func newAttempt(
    for key: DrawKey, of provider: String, reserving worst: Charge
  ) async -> DrawAttempt {
    await (worst.picodollars == nil ? unpriced : priced).newAttempt(
      for: key, of: provider, reserving: worst)
  }

  func commit(_ entries: [JournalEntry]) async throws { try await priced.commit(entries) }
}
