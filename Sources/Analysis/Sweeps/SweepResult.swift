package import ExperimentDesign
package import MAKERCore
package import Statistics

/// A cell of a sweep with what its trials came to.
package struct SweepResult: Sendable {
  /// The cell.
  package let cell: SweepCell
  /// Trials wanted; count.
  package let wanted: Int
  /// Trials whose draws are all recorded, the others left out; index of the trial, and the trial.
  package let trials: [Int: SweepTrial]
  /// Models that answered the draws of the cell, as they name themselves, in byte order.
  package let models: [String]
  /// Why the votes of the cell's draws are not independent; nil where nothing says so.
  package let dependence: String?
  /// Whether some question got two different replies.
  package let hasVariety: Bool

  /// Makes a result; see the properties.
  package init(
    cell: SweepCell, wanted: Int, trials: [Int: SweepTrial], models: [String] = [],
    dependence: String? = nil, hasVariety: Bool = true
  ) {
    self.cell = cell
    self.wanted = wanted
    self.trials = trials
    self.models = models
    self.dependence = dependence
    self.hasVariety = hasVariety
  }

  /// Whether every draw of the cell is recorded.
  package var isComplete: Bool { trials.count == wanted }

  /// Trials whose right answer is known that ended in one way; count.
  package func count(_ outcome: SweepTrial.Outcome) -> Int {
    trials.values.count { $0.isLabelled && $0.outcome == outcome }
  }

  /// Trials whose right answer is known; count.
  package var labelled: Int { trials.values.count(where: \.isLabelled) }

  /// Steps voted on; count.
  package var steps: Int {
    trials.values.reduce(0) { $0 + $1.report.decided + $1.report.undecided }
  }

  /// A sum over the reports of the trials.
  package func sum(_ value: (SolveReport) -> Int) -> Int {
    trials.values.reduce(0) { $0 + value($1.report) }
  }

  /// Discarded replies by reason.
  package var flags: FlagCounts {
    trials.values.reduce(into: FlagCounts()) { $0 += $1.report.flags }
  }

  /// Tokens and cost of the draws that were read; unknown where one did not say.
  package var usage: Usage {
    trials.keys.sorted().reduce(into: .zero) { sum, trial in
      if let report = trials[trial]?.report { sum += report.usage }
    }
  }

  /// Returns the exact interval of the share of right trials.
  ///
  /// - Parameter level: Confidence level; unit 1, range (0, 1).
  /// - Returns: The interval; nil where no trial is labelled.
  package func success(level: Double) -> Interval? {
    labelled == 0
      ? nil
      : BinomialInterval.fixedTrials(successes: count(.right), trials: labelled, level: level)
  }

  /// Share of right trials among those whose answer is known; unit 1, nil where there are none.
  package var accuracy: Double? {
    labelled == 0 ? nil : Double(count(.right)) / Double(labelled)
  }
}
