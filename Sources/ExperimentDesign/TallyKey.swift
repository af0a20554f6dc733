/// What a tally is the tally of: one design point, one seed, one range of trials.
///
/// Equal keys must hold equal tallies and count once, overlapping unequal ranges are refused,
/// disjoint ones add.
package struct TallyKey: Hashable, Sendable {
  /// Strong id of the design point.
  package let point: StrongID
  /// Seed of the run; 0 to `Int.max`.
  package let seed: Int
  /// Trials counted, by index; never empty.
  package let trials: Range<Int>

  /// Takes what a tally is of; see the properties.
  package init(point: StrongID, seed: Int, trials: Range<Int>) {
    self.point = point
    self.seed = seed
    self.trials = trials
  }
}
