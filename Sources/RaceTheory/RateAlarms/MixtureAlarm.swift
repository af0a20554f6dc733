import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension RateAlarm {
  /// Raises the alarm when the evidence for a rate above a threshold reaches 1/α, looked at any time.
  ///
  /// After n pieces of which r had to be done again the evidence is
  /// `E = ∫ (θ/θ0)^r ((1 − θ)/(1 − θ0))^(n − r) dθ/(1 − θ0)` over θ from θ0 to 1.  At every rate up to θ0
  /// each factor has a mean of at most 1, so that E is a supermartingale that starts at 1, and it ever
  /// reaches 1/α with probability α at most.
  ///
  /// - Parameters:
  ///   - threshold: The threshold θ0; unit 1, range (0, 1).
  ///   - falseAlarm: Probability α of ever raising it at a rate up to the threshold; unit 1, range (0, 1).
  ///   - tasks: Pieces for which the rule is made; count, at least 1.
  /// - Returns: The rule.
  /// - Source: Robbins 1970; Ville 1939.
  package static func mixture(
    above threshold: Double, falseAlarm: Double, tasks: Int
  ) -> RateAlarm {
    precondition((0..<1).contains(threshold) && threshold > 0 && tasks >= 1)
    let bound = -log(falseAlarm)
    var least: [Int] = []
    var reworked = 1
    for done in 1...tasks {
      // More rework is more evidence, and more work without it is less.
      reworked = min(reworked, done)
      while reworked <= done,
        evidence(reworked: reworked, of: done, above: threshold) < bound
      { reworked += 1 }
      least.append(reworked)
    }
    return .counts(least)
  }

  /// Logarithm of the evidence E; natural.
  ///
  /// - Parameters:
  ///   - reworked: Pieces r that had to be done again; count.
  ///   - tasks: All pieces n; count, at least r.
  ///   - threshold: The threshold θ0; unit 1, range (0, 1).
  /// - Returns: The logarithm.
  package static func evidence(
    reworked: Int, of tasks: Int, above threshold: Double
  ) -> Double {
    let (r, rest) = (Double(reworked), Double(tasks - reworked))
    let logBeta =
      SpecialFunctions.logGamma(r + 1) + SpecialFunctions.logGamma(rest + 1)
      - SpecialFunctions.logGamma(r + rest + 2)
    return logBeta + log(SpecialFunctions.betaUpper(a: r + 1, b: rest + 1, x: threshold))
      - r * log(threshold) - (rest + 1) * log(1 - threshold)
  }
}
