import RandomStreams

/// A draw at τ = 0: the likeliest vote of the step, or a flag, decided once for the step.
struct GreedyDraw {
  /// The vote.
  let candidate: Int
  /// Valid rate v of the step; unit 1.
  let validRate: Double

  /// The candidate with the greatest share; of equal ones, within rounding, the first.
  ///
  /// - Parameter shares: Share of each candidate; unit 1, at least one.
  /// - Returns: Its index.
  static func likeliest(_ shares: [Double]) -> Int {
    let most = shares.max() ?? 0
    return shares.firstIndex { $0 >= most - 1e-12 } ?? 0
  }

  /// The law of every draw of a step at τ = 0.
  ///
  /// - Parameter stream: Key of the step.
  /// - Returns: A certain vote or a certain flag.
  func law(_ stream: StreamKey) -> OutcomeLaw {
    // Child 0 holds the step's error rate, and no draw is this child of the step's key.
    let limit = Bernoulli.limit(validRate)
    let isValid = limit == .max || stream.child(1).word(0) < limit
    return OutcomeLaw(certain: isValid ? .vote(candidate: candidate) : .flagged)
  }
}
