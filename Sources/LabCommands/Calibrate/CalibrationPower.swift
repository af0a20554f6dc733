package import Analysis
import RandomStreams
import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How likely a calibration is to settle a correlation, by its steps and draws.
///
/// Steps are Beta-distributed, or all alike where nothing correlates, and no draw is flagged.  Two draws a
/// step have few enough outcomes to sum over; for more, calibrations are simulated.
package struct CalibrationPower {
  /// What a calibration is to settle.
  package enum Question: String, CaseIterable {
    /// Draws are independent, and it excludes the correlation asked about.
    case exclude
    /// Draws correlate that much, and it shows that they correlate.
    case detect
  }

  /// Mean success p; unit 1.
  package var success: Double
  /// Correlation ρ that is excluded or detected; unit 1.
  package var correlation: Double
  /// Model that the calibration reads its draws under.
  package var model: CalibrationModel
  /// Level of its interval; unit 1.
  package var level: Double
  /// Calibrations simulated where outcomes are too many; count.
  package var trials: Int
  /// Seed of the simulated ones.
  package var seed: Int

  /// Asks about a channel.
  ///
  /// - Parameters:
  ///   - success: Mean success p; unit 1, range (0, 1).
  ///   - correlation: Correlation ρ to settle; unit 1, range (0, 1).
  ///   - model: Model that draws are read under.
  ///   - level: Level of the interval; unit 1, range (0, 1).
  ///   - trials: Calibrations simulated; count, at least 1.
  ///   - seed: Seed of the simulated ones.
  package init(
    success: Double, correlation: Double, model: CalibrationModel, level: Double, trials: Int,
    seed: Int
  ) {
    self.success = success
    self.correlation = correlation
    self.model = model
    self.level = level
    self.trials = trials
    self.seed = seed
  }

  /// Outcomes rarer than this are left out of sums; unit 1.
  private static let negligible = 1e-7

  /// Probability that the question is settled.
  ///
  /// - Parameters:
  ///   - question: What is to be settled.
  ///   - steps: Steps of the calibration; count, at least 1.
  ///   - repeats: Valid draws of each; count, at least 2.
  /// - Returns: The probability, or the share of simulated calibrations; unit 1.
  package func power(_ question: Question, steps: Int, repeats: Int) -> Double {
    let truth = question == .exclude ? 0 : correlation
    let cells = (0...repeats).map { wrong in
      let likelihood = BetaBinomialLikelihood([(repeats - wrong, wrong, 1)])
      let ways = exp(
        SpecialFunctions.logGamma(Double(repeats) + 1)
          - SpecialFunctions.logGamma(Double(wrong) + 1)
          - SpecialFunctions.logGamma(Double(repeats - wrong) + 1))
      return ways * exp(likelihood.logarithm(mean: success, correlation: truth))
    }
    func isSettled(_ counts: [Int]) -> Bool {
      let draws = LabelledDraws(
        groups: counts.enumerated().map { wrong, steps in
          (StepCounts(right: repeats - wrong, wrong: wrong), steps)
        })
      switch question {
      case .exclude: return model.excludes(atLeast: correlation, by: draws, level: level)
      case .detect: return model.detectsCorrelation(in: draws, level: level)
      }
    }
    return repeats == 2
      ? sum(cells, steps: steps, where: isSettled)
      : share(cells, steps: steps, where: isSettled)
  }

  /// Sums over the steps with one and with two wrong of two draws.
  private func sum(_ cells: [Double], steps: Int, where isSettled: ([Int]) -> Bool) -> Double {
    var sum = 0.0
    let both = Self.likely(steps, cells[2])
    for (wrong, probability) in both {
      let rest = cells[1] / (cells[0] + cells[1])
      for (mixed, given) in Self.likely(steps - wrong, rest)
      where probability * given > Self.negligible / 100
        && isSettled([steps - wrong - mixed, mixed, wrong])
      {
        sum += probability * given
      }
    }
    return sum
  }

  /// Counts of successes that are not negligible, with their probabilities.
  private static func likely(_ trials: Int, _ probability: Double) -> [(Int, Double)] {
    let n = Double(trials)
    let mean = n * probability
    let reach = 6 * (mean * (1 - probability)).squareRoot() + 12
    let least = max(0, Int(mean - reach))
    let most = min(trials, Int(mean + reach))
    return (least...most).compactMap { count in
      let k = Double(count)
      let hits = count == 0 ? 0 : k * log(probability)
      let misses = count == trials ? 0 : (n - k) * log1p(-probability)
      let ways =
        SpecialFunctions.logGamma(n + 1) - SpecialFunctions.logGamma(k + 1)
        - SpecialFunctions.logGamma(n - k + 1)
      let value = exp(ways + hits + misses)
      return value > negligible ? (count, value) : nil
    }
  }

  private func share(_ cells: [Double], steps: Int, where isSettled: ([Int]) -> Bool) -> Double {
    var stream = WordStream(StreamKey(seed: seed).child(steps).child(cells.count))
    var known: [[Int]: Bool] = [:]
    let settled = (0..<trials).count { _ in
      var counts = Array(repeating: 0, count: cells.count)
      stream.multinomial(steps, cells) { counts[$0] = $1 }
      if let answer = known[counts] { return answer }
      let answer = isSettled(counts)
      known[counts] = answer
      return answer
    }
    return Double(settled) / Double(trials)
  }

  /// The least number of steps, of two digits, that settles the question as surely as is asked.
  ///
  /// - Parameters:
  ///   - question: What is to be settled.
  ///   - goal: Power wanted; unit 1, range (0, 1).
  ///   - repeats: Valid draws of each step; count, at least 2.
  /// - Returns: Steps; count, nil where a million are not enough.
  package func steps(_ question: Question, goal: Double, repeats: Int) -> Int? {
    // 10 to 99, then the same with zeros behind.
    func steps(_ index: Int) -> Int {
      (10 + index % 90) * Int(pow(10, Double(index / 90)).rounded())
    }
    func isEnough(_ index: Int) -> Bool {
      power(question, steps: steps(index), repeats: repeats) >= goal
    }
    let last = 90 * 5
    var high = 0
    while !isEnough(high) {
      if high == last { return nil }
      high = min(last, high + 30)
    }
    var low = max(-1, high - 30)
    while high - low > 1 {
      let middle = (low + high) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return steps(high)
  }
}
