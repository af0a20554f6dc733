package import MAKERCore

/// What one run asked of one provider, over all its sessions.
package struct PayerSums: Equatable, Sendable {
  /// Id of the run.
  package let payer: String
  /// The provider.
  package let provider: String
  /// Sessions of processes that asked; count.
  package var sessions = 0
  /// Attempts that were answered; count.
  package var answered = 0
  /// Attempts without an answer that cost nothing; count.
  package var free = 0
  /// Attempts of which nobody knows whether they were charged for; count.
  package var unknown = 0
  /// Attempts that were under way when their process ended; count.
  package var cut = 0
  /// Answered attempts that did not say what they cost, so that their worst case stands; count.
  package var unpriced = 0
  /// What the run is charged: known costs, and worst cases where they are not known.
  package var charged = Charge.zero

  /// Attempts; count.
  package var attempts: Int { answered + free + unknown + cut }

  fileprivate mutating func add(_ outcome: AttemptOutcome?, reserved: Charge) {
    switch outcome {
    case .answered(let charge):
      answered += 1
      unpriced += charge == nil ? 1 : 0
    case .free: free += 1
    case .unknown: unknown += 1
    case nil: cut += 1
    }
    charged += Charge(outcome, reserved: reserved)
  }
}

extension LabStore {
  /// Returns what a run has been charged so far, attempts without a known end at their worst case.
  ///
  /// - Parameters:
  ///   - payer: The id of the run.
  ///   - provider: One provider; nil for all.
  /// - Returns: The sum.
  /// - Throws: What the store refuses.
  package func charged(to payer: String, provider: String?) throws(StoreError) -> Charge {
    var sum = Charge.zero
    for sums in try sums(of: payer) {
      if provider == nil || sums.provider == provider { sum += sums.charged }
    }
    return sum
  }

  /// Returns the sums of all runs by payer and provider, in byte order.
  ///
  /// - Throws: `StoreError` where the store cannot be read.
  package func payers() throws(StoreError) -> [PayerSums] { try sums(of: nil) }

  private func sums(of payer: String?) throws(StoreError) -> [PayerSums] {
    guard try hasDraws else { return [] }
    var sums: [PayerSums] = []
    var last = 0
    // A sum over money may be beyond an integer of SQLite, which then gives up.
    try database.forEachRow(
      """
      SELECT payer, provider, attempt.session, \(AttemptRow.columns)
      FROM session JOIN attempt ON attempt.session = session.number
      WHERE ?1 IS NULL OR payer = ?1 ORDER BY payer, provider, attempt.session
      """, [.optional(payer)]
    ) { (row) throws(StoreError) in
      if sums.last?.payer != row.text(0) || sums.last?.provider != row.text(1) {
        sums.append(PayerSums(payer: row.text(0), provider: row.text(1)))
        last = 0
      }
      if row.integer(2) != last { sums[sums.count - 1].sessions += 1 }
      last = row.integer(2)
      sums[sums.count - 1].add(
        try AttemptRow.outcome(of: row, from: 3, path: path),
        reserved: AttemptRow.reserved(of: row, from: 3))
    }
    return sums
  }
}
