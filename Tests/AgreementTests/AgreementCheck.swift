import Statistics

/// One comparison of a count with theory.
///
/// All are two-sided at five sigma: the false-alarm rate is 5.7e-7 a check, at most that where the
/// null is an exact law of counts, about that where it is the normal or chi-square limit.
struct AgreementCheck {
  /// Least distance that rejects; standard errors.
  static let sigmas = 5.0

  /// What was counted.
  let quantity: String
  /// The law of the count if theory holds, its size included.
  let null: String
  let expected: Double
  let observed: Double
  /// Distance in standard errors, or the normal distance that is as improbable.
  let z: Double

  var holds: Bool { abs(z) <= AgreementCheck.sigmas }

  var line: String {
    "\(quantity): null \(null), expected \(expected), observed \(observed), z \(z)"
  }

  /// A sum of many independent numbers, or of martingale differences, by the central limit theorem.
  static func sum(
    _ quantity: String, of n: Double, observed: Int, mean: Double, variance: Double
  ) -> AgreementCheck {
    // Rounding of the expected sum is no spread; it matters only where there is none.
    let z =
      variance == 0 && abs(Double(observed) - mean) <= 1e-12 * mean
      ? 0
      : ZScore(estimate: Double(observed), exact: mean, standardError: variance.squareRoot()).value
    return AgreementCheck(
      quantity: quantity, null: "normal, n \(n)", expected: mean, observed: Double(observed), z: z)
  }

  /// A number of yeses in n trials, exactly.
  static func binomial(
    _ quantity: String, of n: Int, observed: Int, probability: Double, complement: Double
  ) -> AgreementCheck {
    let p = BinomialTest.pValue(
      successes: observed, trials: n, probability: probability, complement: complement)
    let expected = Double(n) * probability
    return AgreementCheck(
      quantity: quantity, null: "binomial, n \(n)", expected: expected,
      observed: Double(observed), z: normalDistance(p, above: Double(observed) > expected))
  }

  /// Flags before the last of that many valid draws: negative binomial, exactly where the tails
  /// keep their digits.
  static func flags(_ tally: (votes: Int, draws: Int), validRate v: Double) -> AgreementCheck {
    let votes = Double(tally.votes)
    let flags = tally.draws - tally.votes
    let expected = votes * (1 - v) / v
    if tally.votes > 1_000_000_000 {
      return sum(
        "flags", of: votes, observed: flags, mean: expected, variance: votes * (1 - v) / (v * v))
    }
    // At most d draws hold the votes needed as often as d draws hold at least that many votes.
    let few = BinomialTest.upperTail(
      successes: tally.votes, trials: tally.draws, probability: v, complement: 1 - v)
    let many = BinomialTest.lowerTail(
      successes: tally.votes - 1, trials: tally.draws - 1, probability: v, complement: 1 - v)
    return AgreementCheck(
      quantity: "flags", null: "negative binomial, n \(tally.votes)", expected: expected,
      observed: Double(flags),
      z: normalDistance(min(1, 2 * min(few, many)), above: Double(flags) > expected))
  }

  /// Counts in cells by Pearson's statistic; nil where pooling leaves a single cell.
  static func cells(
    _ quantity: String, counts: [Int], probabilities: [Double]
  ) -> AgreementCheck? {
    guard let test = ChiSquareTest(counts: counts, probabilities: probabilities) else { return nil }
    return AgreementCheck(
      quantity: quantity,
      null: "chi-square, n \(counts.reduce(0, +)), \(test.degreesOfFreedom) degrees",
      expected: Double(test.degreesOfFreedom), observed: test.statistic,
      z: normalDistance(test.pValue, above: true))
  }

  /// The normal distance whose two-sided p-value is this.
  private static func normalDistance(_ p: Double, above: Bool) -> Double {
    if p == 0 { return above ? .infinity : -.infinity }
    let distance = max(0, 0 - SpecialFunctions.normalLowerInverse(p / 2))
    return above ? distance : 0 - distance
  }
}
