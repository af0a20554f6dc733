#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension WordStream {
  /// Returns the successes of independent trials, in a time that does not grow with them.
  ///
  /// Below ten expected successes the gaps between them are summed; else transformed rejection.
  /// Its acceptance ratio is right to about 1e-16 of the trials.
  ///
  /// - Parameters:
  ///   - trials: Trials; count, 0 to 1e15.
  ///   - probability: Success probability; unit 1, range [0, 1].
  ///   - complement: One less the probability, with its own digits; computed when left out.
  /// - Returns: Successes; count, 0 to `trials`.
  /// - Source: Hörmann (1993), algorithm BTRS.
  package mutating func binomial(
    _ trials: Int, _ probability: Double, complement: Double? = nil
  ) -> Int {
    precondition(trials >= 0 && trials <= 1_000_000_000_000_000, "0 to 1e15 trials")
    let complement = complement ?? 1 - probability
    precondition(probability >= 0 && complement >= 0, "a probability is 0 to 1")
    if probability > complement {
      return trials - binomial(trials, complement, complement: probability)
    }
    if Double(trials) * probability < 10 { return binomialByGaps(trials, probability) }
    return binomialByRejection(trials, probability, complement)
  }

  private mutating func binomialByGaps(_ trials: Int, _ probability: Double) -> Int {
    if probability == 0 { return 0 }
    var successes = 0
    var used = 0
    while true {
      let gap = geometric(probability)
      guard gap < trials - used else { return successes }
      used += gap + 1
      successes += 1
    }
  }

  private mutating func binomialByRejection(_ trials: Int, _ p: Double, _ q: Double) -> Int {
    let n = Double(trials)
    let deviation = (n * p * q).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let c = n * p + 0.5
    let squeeze = 0.92 - 4.2 / b
    let alpha = (2.83 + 5.1 / b) * deviation
    let odds = p / q
    let mode = ((n + 1) * p).rounded(.down)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + c).rounded(.down)
      if us >= 0.07 && v <= squeeze { return Int(k) }
      guard k >= 0, k <= n else { continue }
      let bound =
        (mode + 0.5) * log((mode + 1) / (odds * (n - mode + 1)))
        + (n + 1) * log1p((k - mode) / (n - k + 1))
        + (k + 0.5) * log(odds * (n - k + 1) / (k + 1))
        + stirlingRest(mode) + stirlingRest(n - mode) - stirlingRest(k) - stirlingRest(n - k)
      if log(v * alpha / (a / (us * us) + b)) <= bound { return Int(k) }
    }
  }
}

/// ln k! less Stirling's (k + ½)ln(k + 1) − (k + 1) + ½ln 2π.
private func stirlingRest(_ k: Double) -> Double {
  if k < 10 {
    return lgamma(k + 1) - (k + 0.5) * log(k + 1) + (k + 1) - 0.5 * log(2 * .pi)
  }
  let next = k + 1
  let square = next * next
  return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / next
}
