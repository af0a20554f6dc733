package import Analysis
import RandomStreams
import Statistics
package import TextFormats

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How often the intervals of simulated calibrations hold the truth.
package struct CalibrationCoverage {
  /// One kind of calibration of one population.
  package struct Setting {
    /// The population that is calibrated, whose p, v and ρ are known.
    package let truth: CoverageTruth
    /// Steps of a calibration; count.
    package let steps: Int
    /// Draws of each; count.
    package let repeats: Int

    /// Makes a setting.
    package init(truth: CoverageTruth, steps: Int, repeats: Int) {
      self.truth = truth
      self.steps = steps
      self.repeats = repeats
    }
  }

  /// What the calibrations of a setting came to.
  package struct Row {
    /// The kind of calibration that was repeated.
    package let setting: Setting
    /// Shares of the intervals that hold their number; unit 1, nil where nothing is claimed.
    package var success = 0.0
    /// Share of the intervals for the valid rate v that hold it; unit 1, 0 to 1.
    package var validRate = 0.0
    /// Shares of the intervals for the correlation ρ that hold it, by model; unit 1, 0 to 1.
    package var correlation: [CalibrationModel: Double] = [:]
    /// Shares of the intervals for hard steps (p_i < ½) that hold theirs, by model; unit 1, 0 to 1.
    package var hardShare: [CalibrationModel: Double] = [:]
    /// Mean width of the interval for ρ; unit 1.
    package var width: [CalibrationModel: Double] = [:]

    /// Every coverage that is claimed, with its name: those under Beta only for Beta laws.
    package var claimed: [(name: String, coverage: Double)] {
      var claimed = [("p", success), ("v", validRate)]
      for model in CalibrationModel.allCases where model == .moments || setting.truth.isBeta {
        claimed.append(("rho under \(model)", correlation[model] ?? 0))
        if let share = hardShare[model] { claimed.append(("hard steps under \(model)", share)) }
      }
      return claimed
    }
  }

  /// Calibrations of each setting; count.
  package let trials: Int
  /// Level of each interval; unit 1.
  package let level: Double
  /// Seed of the draws.
  package let seed: Int

  /// Sets how much is simulated; trials at least 1, level in (0, 1).
  package init(trials: Int, level: Double, seed: Int) {
    self.trials = trials
    self.level = level
    self.seed = seed
  }

  /// Least coverage that is not below the level by chance: three standard deviations of the share.
  package var leastCoverage: Double {
    level - 3 * (level * (1 - level) / Double(trials)).squareRoot()
  }

  /// Populations and sizes that coverage is measured at.
  package static let settings: [Setting] = {
    let truths: [CoverageTruth] = [
      .beta(0.8, 0), .beta(0.95, 0), .beta(0.99, 0), .beta(0.95, 0.05), .beta(0.95, 0.3),
      .beta(0.99, 0.1), .beta(0.999, 0.01), .beta(0.95, 0.05, valid: 0.9), .beta(0.7, 0.6),
      .kinds("2 % at .2", [(0.98, 0.97, 1), (0.02, 0.2, 1)]),
      .kinds("1 % always wrong", [(0.99, 0.995, 1), (0.01, 0, 1)]),
      .kinds("5 % at .45", [(0.95, 1, 1), (0.05, 0.45, 1)]),
      .kinds("flags where errors are", [(0.9, 0.98, 0.99), (0.1, 0.7, 0.7)]),
    ]
    let sizes = [(30, 2), (100, 2), (100, 3), (100, 5), (50, 10), (500, 2), (1000, 3)]
    return truths.flatMap { truth in
      sizes.map { Setting(truth: truth, steps: $0.0, repeats: $0.1) }
    }
  }()

  /// Calibrates and counts.
  ///
  /// - Parameters:
  ///   - setting: What is calibrated.
  ///   - number: Number of the setting, which its streams start from.
  /// - Returns: The shares.
  package func row(_ setting: Setting, number: Int) -> Row {
    let steps = SimulatedSteps(setting.truth.population)
    let root = StreamKey(seed: seed).child(number)
    let success = setting.truth.success(repeats: setting.repeats)
    let correlation = setting.truth.correlation(repeats: setting.repeats)
    var row = Row(setting: setting)
    // Few draws repeat themselves: each outcome is read once.
    var found: [LabelledDraws: Int] = [:]
    for trial in 0..<trials {
      let draws = steps.draws(
        steps: setting.steps, repeats: setting.repeats, key: root.child(trial))
      found[draws, default: 0] += 1
    }
    for (draws, count) in found.sorted(by: { $0.key.isBefore($1.key) }) {
      let share = Double(count) / Double(trials)
      for model in CalibrationModel.allCases {
        let estimate = CalibrationEstimate(draws, model: model, level: level)
        func held(_ value: CalibratedValue, _ truth: Double) -> Double {
          value.interval.contains(truth) ? share : 0
        }
        if model == .moments {
          row.success += held(estimate.success, success)
          row.validRate += held(estimate.validRate, setting.truth.validRate)
        }
        row.correlation[model, default: 0] += held(estimate.correlation, correlation)
        let interval = estimate.correlation.interval
        row.width[model, default: 0] += share * (interval.high - interval.low)
        if let hard = setting.truth.hardShare {
          row.hardShare[model, default: 0] += held(estimate.hardShare, hard)
        }
      }
    }
    return row
  }

  /// Names of the columns.
  package static let columns = [
    "steps_are", "p", "v", "rho", "hard_share", "steps", "repeats", "cover_p", "cover_v",
    "cover_rho_moments", "cover_rho_beta", "cover_hard_moments", "cover_hard_beta",
    "width_rho_moments", "width_rho_beta",
  ]

  /// A row as values, in the order of the columns.
  package func values(_ row: Row) -> [JSONValue] {
    let truth = row.setting.truth
    func number(_ value: Double?) -> JSONValue {
      .number(value.map { Double(NumberFormat.significant($0, 4)) ?? $0 })
    }
    return [
      .string(truth.name), number(truth.success(repeats: row.setting.repeats)),
      number(truth.validRate), number(truth.correlation(repeats: row.setting.repeats)),
      number(truth.hardShare), .int(row.setting.steps), .int(row.setting.repeats),
      number(row.success), number(row.validRate), number(row.correlation[.moments]),
      number(row.correlation[.beta]), number(row.hardShare[.moments]),
      number(row.hardShare[.beta]), number(row.width[.moments]), number(row.width[.beta]),
    ]
  }
}

extension LabelledDraws {
  /// An order, so that sums do not depend on the order of a dictionary.
  fileprivate func isBefore(_ other: LabelledDraws) -> Bool {
    func key(_ draws: LabelledDraws) -> [Int] {
      draws.groups.flatMap { [$0.counts.right, $0.counts.wrong, $0.counts.flagged, $0.steps] }
    }
    return key(self).lexicographicallyPrecedes(key(other))
  }
}
