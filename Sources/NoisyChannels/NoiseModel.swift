package import RandomStreams

/// A simulated model's noise, shared by all fidelities.
///
/// The vote-level kernel takes the candidate of a draw, a simulated channel renders it as text, and
/// the aggregate sampler asks for the probabilities.
package protocol NoiseModel: Sendable {
  /// Candidates of a step, the right one included; count, at least 2.
  var candidates: Int { get }

  /// The law of every draw, where all steps and temperatures share one; nil otherwise.
  var commonLaw: OutcomeLaw? { get }

  /// Returns the law of the draws of a step.
  ///
  /// - Parameters:
  ///   - step: Index of the step; at least 0.
  ///   - temperature: Sampling temperature τ; unit 1, at least 0.
  ///   - stream: Key of the step; a model takes what it needs for itself from a child of it.
  /// - Returns: The law, the same for the same arguments.
  func law(step: Int, temperature: Double, stream: StreamKey) -> OutcomeLaw
}

extension NoiseModel {
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
    law(step: step, temperature: temperature, stream: stream).outcome(stream.word(draw))
  }
}
