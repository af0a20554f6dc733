package import MAKERCore
package import RandomStreams

/// What decides the draws of one step: as a rule one law, else that of whose turn it is, and one for a
/// first draw at a temperature of its own.
package struct StepDraws: Sendable {
  private let law: OutcomeLaw
  private let first: OutcomeLaw?
  /// Laws of all members where there are several; else empty.
  private let turns: [OutcomeLaw]

  /// Takes one law for all draws.
  package init(_ law: OutcomeLaw) {
    self.law = law
    first = nil
    turns = []
  }

  fileprivate init(_ laws: [OutcomeLaw], first: OutcomeLaw?) {
    law = laws[0]
    turns = laws.count > 1 ? laws : []
    self.first = first
  }

  /// Returns what a draw turns out to be.
  ///
  /// - Parameters:
  ///   - draw: Index of the draw within the step, flagged ones counted; at least 0.
  ///   - key: Key of the step.
  /// - Returns: A vote or a flag.
  package func outcome(_ draw: Int, key: StreamKey) -> DrawOutcome {
    let word = key.word(draw)
    if draw == 0, let first { return first.outcome(word) }
    return turns.isEmpty ? law.outcome(word) : turns[draw % turns.count].outcome(word)
  }
}

extension NoiseModel {
  /// Returns what decides the draws of a step.
  ///
  /// - Parameters:
  ///   - step: Index of the step; at least 0.
  ///   - temperature: Sampling temperature of each draw.
  ///   - stream: Key of the step.
  /// - Returns: The laws, the same for the same arguments.
  package func draws(
    step: Int, temperature: TemperaturePolicy, stream: StreamKey
  ) -> StepDraws {
    if let commonLaw { return StepDraws(commonLaw) }
    if members == 1, temperature.first == temperature.later {
      return StepDraws(law(step: step, temperature: temperature.later, stream: stream))
    }
    return StepDraws(
      (0..<members).map {
        law(step: step, temperature: temperature.later, stream: stream, member: $0)
      },
      first: temperature.first == temperature.later
        ? nil : law(step: step, temperature: temperature.first, stream: stream))
  }
}
