package import RandomStreams

/// A simulated model's noise, shared by all fidelities.
///
/// The vote-level kernel takes the candidate of a draw, a simulated channel renders it as text, and
/// the aggregate sampler asks for the probabilities.
package protocol NoiseModel: Sendable {
  /// Candidates of a step, the right ones included; count, at least 2.
  var candidates: Int { get }

  /// Candidates that are right, the first of all; count, 1 unless several answers are equally good.
  var rightCandidates: Int { get }

  /// Models that take turns at the draws of a step; count, 1 unless it is an ensemble.
  var members: Int { get }

  /// The law of every draw, where all steps, temperatures and members share one; nil otherwise.
  var commonLaw: OutcomeLaw? { get }

  /// Returns the law of the draws of a step, of the first member where several take turns.
  ///
  /// - Parameters:
  ///   - step: Index of the step; at least 0.
  ///   - temperature: Sampling temperature τ; unit 1, at least 0.
  ///   - stream: Key of the step; a model takes what it needs for itself from a child of it.
  /// - Returns: The law, the same for the same arguments.
  func law(step: Int, temperature: Double, stream: StreamKey) -> OutcomeLaw

  /// Returns the law of the draws that one member makes of a step.
  ///
  /// - Parameters:
  ///   - step: Index of the step; at least 0.
  ///   - temperature: Sampling temperature τ; unit 1, at least 0.
  ///   - stream: Key of the step.
  ///   - member: Whose draws; 0 to below `members`.
  /// - Returns: The law, the same for the same arguments.
  func law(step: Int, temperature: Double, stream: StreamKey, member: Int) -> OutcomeLaw
}

extension NoiseModel {
  /// One right candidate.
  package var rightCandidates: Int { 1 }

  /// One model makes all draws.
  package var members: Int { 1 }

  /// Whether a candidate is right.
  ///
  /// - Parameter candidate: Number of the candidate; at least 0.
  /// - Returns: True for each of the equally good ones.
  package func isRight(_ candidate: Int) -> Bool { candidate < rightCandidates }

  /// Returns the law of the only model's draws.
  package func law(
    step: Int, temperature: Double, stream: StreamKey, member: Int
  ) -> OutcomeLaw {
    law(step: step, temperature: temperature, stream: stream)
  }

  /// Returns what one draw of a step turns out to be.
  ///
  /// - Parameters:
  ///   - step: Index of the step; at least 0.
  ///   - temperature: Sampling temperature τ; unit 1, at least 0.
  ///   - stream: Key of the step.
  ///   - draw: Index of the draw within the step, flagged ones counted; at least 0.
  /// - Returns: A vote or a flag.
  package func outcome(step: Int, temperature: Double, stream: StreamKey, draw: Int) -> DrawOutcome
  {
    law(step: step, temperature: temperature, stream: stream, member: draw % members)
      .outcome(stream.word(draw))
  }
}
