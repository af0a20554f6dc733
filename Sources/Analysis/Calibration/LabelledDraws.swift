package import Statistics

/// The labelled draws of a calibration: of several steps, some draws each.
///
/// Steps are the independent units, draws of a step are not; everything that is estimated is a mean
/// over steps.
package struct LabelledDraws: Hashable, Sendable {
  /// Steps that had the same counts.
  package struct Group: Hashable, Sendable {
    /// What the draws of each were.
    package let counts: StepCounts
    /// How many steps; count, at least 1.
    package let steps: Int
  }

  /// How many steps had the same counts.
  ///
  /// - Shape: in a fixed order, so that equal calibrations give equal bits.
  package let groups: [Group]

  /// Makes it of the counts of each step; a step without draws is left out.
  package init(_ steps: [StepCounts]) {
    self.init(groups: steps.map { ($0, 1) })
  }

  /// Makes it of counts and how many steps had them.
  package init(groups: [(counts: StepCounts, steps: Int)]) {
    var found: [StepCounts: Int] = [:]
    for group in groups where group.counts.draws > 0 && group.steps > 0 {
      found[group.counts, default: 0] += group.steps
    }
    self.groups = found.map { Group(counts: $0.key, steps: $0.value) }.sorted { left, right in
      let (a, b) = (left.counts, right.counts)
      return (a.right, a.wrong, a.flagged) < (b.right, b.wrong, b.flagged)
    }
  }

  /// Steps with a draw; count.
  package var steps: Int { sum { _ in 1 } }
  /// All draws; count.
  package var draws: Int { sum(\.draws) }
  /// Draws that were not flagged; count.
  package var valid: Int { sum(\.valid) }
  /// Valid draws that were wrong; count.
  package var wrong: Int { sum(\.wrong) }
  /// Steps with two valid draws or more, which alone tell of correlation; count.
  package var pairedSteps: Int { sum { $0.valid >= 2 ? 1 : 0 } }

  /// Sums something over the steps.
  package func sum(_ value: (StepCounts) -> Int) -> Int {
    groups.reduce(0) { $0 + value($1.counts) * $1.steps }
  }

  /// Share of right among the valid draws of each step that has one, step by step.
  package var successes: BoundedMean {
    mean { $0.valid > 0 ? Double($0.right) / Double($0.valid) : nil }
  }

  /// Share of valid among the draws of each step.
  package var validRates: BoundedMean { mean { Double($0.valid) / Double($0.draws) } }

  /// A mean over steps of something in [0, 1]; steps where it is nil are left out.
  func mean(_ value: (StepCounts) -> Double?) -> BoundedMean {
    var values: [Double] = []
    var counts: [Int] = []
    for group in groups {
      guard let value = value(group.counts) else { continue }
      values.append(value)
      counts.append(group.steps)
    }
    return BoundedMean(values, counts: counts)
  }
}
