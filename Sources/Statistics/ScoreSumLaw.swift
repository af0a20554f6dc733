#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How the sum of scores of some marked trials is distributed, where any of all trials are alike
/// likely to be marked.
///
/// Group by group, over how many are marked so far and what their scores sum to.  What is rarer than
/// 1e-18 in a group is left out.
struct ScoreSumLaw {
  /// Probability of each sum; unit 1.
  ///
  /// - Shape: `probabilities[sum]`, sums from 0.
  let probabilities: [Double]

  /// Works out the law.
  ///
  /// - Parameters:
  ///   - trials: Trials of each group; count.
  ///   - scores: Score of each group; at least 0.
  ///   - total: Trials that are marked; count, at least 1.
  /// - Source: Multivariate hypergeometric law as binomials given their sum, whose rate cancels.
  init(trials: [Int], scores: [Int], total: Int) {
    let all = trials.reduce(0, +)
    let width = total * (scores.max() ?? 0) + 1
    let rate = Double(total) / Double(all)
    // rows[marked so far][sum of scores]; only the parts in use are not zero.
    var rows = [[Double]](repeating: [], count: total + 1)
    rows[0] = [1]
    for (count, score) in zip(trials, scores) where count > 0 {
      let marked = Self.binomial(count, rate, upTo: total)
      var next = [[Double]](repeating: [], count: total + 1)
      for (before, row) in rows.enumerated() where !row.isEmpty {
        for (more, probability) in marked.enumerated()
        where probability > 0 && before + more <= total {
          Self.add(row, times: probability, shiftedBy: more * score, to: &next[before + more])
        }
      }
      rows = next
    }
    let last = rows[total]
    let sum = last.reduce(0, +)
    probabilities =
      last.map { $0 / sum } + [Double](repeating: 0, count: max(0, width - last.count))
  }

  private static func add(
    _ row: [Double], times factor: Double, shiftedBy shift: Int, to sum: inout [Double]
  ) {
    let missing = row.count + shift - sum.count
    if missing > 0 { sum += [Double](repeating: 0, count: missing) }
    for index in row.indices { sum[index + shift] += factor * row[index] }
  }

  /// Probabilities of binomial counts up to a greatest one, 0 where below 1e-18.
  private static func binomial(_ trials: Int, _ rate: Double, upTo most: Int) -> [Double] {
    let n = Double(trials)
    return (0...min(trials, most)).map { count in
      let k = Double(count)
      if rate == 1 { return count == trials ? 1 : 0 }
      let logarithm =
        SpecialFunctions.logGamma(n + 1) - SpecialFunctions.logGamma(k + 1)
        - SpecialFunctions.logGamma(n - k + 1) + k * log(rate) + (n - k) * log1p(-rate)
      let probability = exp(logarithm)
      return probability < 1e-18 ? 0 : probability
    }
  }
}
