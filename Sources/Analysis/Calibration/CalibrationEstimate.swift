import Statistics

/// What labelled draws say of a channel on a task: success, flags, correlation, hard steps.
///
/// Each interval is made for its level by itself.  Mean success and valid rate are means over steps, whose
/// interval is proved to cover for two-valued laws and conjectured to for all; correlation and hard
/// steps are read under the model, by intervals that are approximate.  How often each holds the truth
/// is measured by `calibrate --coverage`.
package struct CalibrationEstimate: Sendable {
  /// The labelled draws.
  package let draws: LabelledDraws
  /// What is taken for granted of the steps.
  package let model: CalibrationModel
  /// Level of each interval; unit 1, range (0, 1).
  package let level: Double
  /// Mean step success p among valid draws; unit 1.
  package let success: CalibratedValue
  /// Valid rate v of draws; unit 1.
  package let validRate: CalibratedValue
  /// Correlation ρ of right and wrong among valid draws of a step; unit 1.
  package let correlation: CalibratedValue
  /// Share of steps whose success is below one half, where votes make it worse; unit 1.
  ///
  /// Under moments it has no estimate, for moments do not identify it.
  package let hardShare: CalibratedValue
  /// Bounds of that share if the moments were known to be as estimated; unit 1, nil under a model
  /// that identifies it.
  package let identifiedHardShare: ClosedRange<Double>?
  /// Mean success and correlation that the model leaves possible together, at its boundary.
  let boundary: [(success: Double, correlation: Double)]
  /// The moments, where nothing else is known.
  let moments: MomentBounds?

  /// Reads the draws.
  ///
  /// - Parameters:
  ///   - draws: Labelled draws; at least one step with two valid draws, without which correlation and hard
  ///     steps stay unknown.
  ///   - model: What is taken for granted of the steps.
  ///   - level: Level of each interval; unit 1, range (0, 1).
  package init(_ draws: LabelledDraws, model: CalibrationModel, level: Double) {
    self.draws = draws
    self.model = model
    self.level = level
    func value(_ mean: BoundedMean) -> CalibratedValue {
      CalibratedValue(estimate: mean.mean, interval: mean.interval(level: level))
    }
    success = value(draws.successes)
    validRate = value(draws.validRates)
    switch model {
    case .beta:
      let region = BetaRegion(draws, level: level)
      let boundary = region.boundary()
      let shares = boundary.map {
        BetaSteps.hardShare(success: $0.success, correlation: $0.correlation)
      }
      // Without an error, or without anything right, every correlation is alike.
      let isIdentified = draws.pairedSteps > 0 && draws.wrong > 0 && draws.wrong < draws.valid
      correlation = CalibratedValue(
        estimate: isIdentified ? region.likeliestCorrelation : nil, interval: region.correlation)
      let share = BetaSteps.hardShare(
        success: region.likeliestSuccess, correlation: region.likeliestCorrelation)
      hardShare = CalibratedValue(
        estimate: isIdentified ? share : nil,
        interval: Interval(low: shares.min() ?? 0, high: shares.max() ?? 1, level: level))
      identifiedHardShare = nil
      self.boundary = boundary
      moments = nil
    case .moments:
      let test = CorrelationTest(draws)
      let bounds = MomentBounds(draws, level: level)
      correlation = CalibratedValue(estimate: test.estimate, interval: test.interval(level: level))
      let range = bounds.hardShare
      hardShare = CalibratedValue(
        estimate: nil,
        interval: Interval(low: range.lowerBound, high: range.upperBound, level: level))
      identifiedHardShare = bounds.estimatedHardShare
      boundary = []
      moments = bounds
    }
  }
}
