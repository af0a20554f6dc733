package import MAKERCore
package import RandomStreams

/// Errors independent between draws and alike at every step, as the paper assumes.
package struct IndependentErrors: NoiseModel {
  private let law: OutcomeLaw
  package let candidates: Int

  /// Spreads the votes over candidates with fixed shares.
  ///
  /// - Parameters:
  ///   - shares: Shares among valid replies, the right candidate first.
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  package init(shares: CandidateShares, validRate: Double = 1) {
    candidates = shares.values.count
    law = OutcomeLaw(shares: shares, validRate: validRate)
  }

  package var commonLaw: OutcomeLaw? { law }

  package func law(step: Int, temperature: Double, stream: StreamKey) -> OutcomeLaw { law }
}
