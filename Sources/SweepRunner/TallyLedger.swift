package import ExperimentDesign

/// Where a sweep reads what was done before and commits what it has done.
///
/// The store is one, a test's array another; only the sweep's own task calls it.
package protocol TallyLedger: AnyObject {
  /// Returns the finished ranges of a point in order of their first trial.
  ///
  /// - Throws: What the place of the ledger refuses.
  func finished(
    point: StrongID, seed: Int
  ) throws -> [(trials: Range<Int>, tally: Tally)]

  /// Commits a finished range; it must survive a kill once this returns.
  ///
  /// - Throws: What the place of the ledger refuses.
  func record(_ key: TallyKey, _ tally: Tally) throws
}
