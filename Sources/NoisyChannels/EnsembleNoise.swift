package import MAKERCore
package import RandomStreams

/// Models that take turns at the draws of a step, whose difficulty they may have in common.
package struct EnsembleNoise: NoiseModel {
  private let ensemble: ModelEnsemble
  private let isGreedy: Bool
  private let spreads: [VoteSpread]
  /// Candidates of a step, the right one included; count, at least 2.
  package let candidates: Int

  /// Models that take turns; count, at least 1.
  package var members: Int { ensemble.members.count }
  /// None: members differ, and so may the steps.
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

  /// The law of the draws that the first member makes of a step.
  package func law(step: Int, temperature: Double, stream: StreamKey) -> OutcomeLaw {
    law(step: step, temperature: temperature, stream: stream, member: 0)
  }

  /// The law of one member, with an error rate that shares the step's common part with the others.
  ///
  /// - Parameters:
  ///   - step: Index of the step, which the key already tells.
  ///   - temperature: Sampling temperature τ; unit 1, at least 0; 0 repeats the likeliest vote where the
  ///     ensemble is greedy.
  ///   - stream: Key of the step.
  ///   - member: Whose draws; 0 to below `members`.
  /// - Returns: The law.
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
