package import MAKERCore
package import RandomStreams

/// Errors independent between draws and alike at every step, as the paper assumes.
package struct IndependentErrors: NoiseModel {
  private let law: OutcomeLaw
  private let greedy: GreedyDraw?
  /// Candidates of a step, the right one included; count, at least 2.
  package let candidates: Int

  /// Spreads the votes over candidates with fixed shares.
  ///
  /// - Parameters:
  ///   - shares: Shares among valid replies, the right candidate first.
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  ///   - isGreedy: Whether draws at τ = 0 repeat the likeliest vote; otherwise the temperature changes
  ///     nothing.
  package init(shares: CandidateShares, validRate: Double = 1, isGreedy: Bool = false) {
    candidates = shares.values.count
    law = OutcomeLaw(shares: shares, validRate: validRate)
    greedy =
      isGreedy
      ? GreedyDraw(candidate: GreedyDraw.likeliest(shares.values), validRate: validRate) : nil
  }

  /// The one law of all draws; nil where draws at τ = 0 follow another.
  package var commonLaw: OutcomeLaw? { greedy == nil ? law : nil }

  /// The same law for every step; at τ = 0 a greedy model repeats its likeliest vote.
  package func law(step: Int, temperature: Double, stream: StreamKey) -> OutcomeLaw {
    if temperature == 0, let greedy { return greedy.law(stream) }
    return law
  }
}
