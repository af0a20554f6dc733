package import MAKERCore
package import RandomStreams

/// Models that take turns at the draws of a step, whose difficulty they may have in common.
package struct EnsembleNoise: NoiseModel {
  private let ensemble: ModelEnsemble
  private let isGreedy: Bool
  private let spreads: [VoteSpread]
  package let candidates: Int

  package var members: Int { ensemble.members.count }
  package var commonLaw: OutcomeLaw? { nil }

  /// Takes the ensemble.
  ///
  /// - Parameters:
  ///   - ensemble: The models.
  ///   - isGreedy: Whether draws at τ = 0 repeat the likeliest vote of whose turn it is; otherwise the
  ///     temperature changes nothing.
  package init(_ ensemble: ModelEnsemble, isGreedy: Bool = false) {
    self.ensemble = ensemble
    self.isGreedy = isGreedy
    spreads = ensemble.members.map { VoteSpread($0.wrongShares) }
    candidates = ensemble.candidates
  }

  package func law(step: Int, temperature: Double, stream: StreamKey) -> OutcomeLaw {
    law(step: step, temperature: temperature, stream: stream, member: 0)
  }

  package func law(
    step: Int, temperature: Double, stream: StreamKey, member: Int
  ) -> OutcomeLaw {
    let model = ensemble.members[member]
    let validRate = 1 - model.flagRate
    let error = errorRate(of: model, number: member, stream)
    if isGreedy, temperature == 0 {
      let shares = [error.complement] + model.wrongShares.map { error.value * $0 }
      return GreedyDraw(candidate: GreedyDraw.likeliest(shares), validRate: validRate).law(stream)
    }
    return OutcomeLaw(right: error.complement, validRate: validRate, wrong: spreads[member])
  }

  /// The error rate of a member at a step, and one less it: all members' or its own.
  private func errorRate(
    of model: ModelEnsemble.Member, number: Int, _ stream: StreamKey
  ) -> (value: Double, complement: Double) {
    guard case .beta(let alpha, let beta) = model.error else {
      return (model.error.mean, 1 - model.error.mean)
    }
    let key = stream.child(0)
    var shared = WordStream(key)
    if shared.uniform() < ensemble.common { return shared.beta(alpha, beta) }
    var own = WordStream(key.child(number))
    return own.beta(alpha, beta)
  }
}
