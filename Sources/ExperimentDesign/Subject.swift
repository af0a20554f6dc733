import MAKERCore

/// What the trials of an experiment do.
package enum Subject: String, Codable, CaseIterable, Sendable {
  /// Vote on the steps of a task.
  case steps
  /// Draw one reply at a random step of the Towers of Hanoi, read without red flags.
  case calibration
  /// Vote on every step along the right path of the Towers of Hanoi, and count where the first two
  /// votes are both wrong.
  case collisions
  /// Multiply two long numbers by recursive decomposition.
  case multiplication
}

extension Subject {
  /// Why a definition does not fit its subject; nil where it does.
  func problem(of definition: ExperimentDefinition) -> String? {
    let factors = definition.factors
    let models = factors.model ?? []
    let sampled = definition.fidelity.filter { $0 != .exact }
    if self != .steps, sampled.contains(where: { $0 != .agent }) {
      return "is simulated as text: give fidelity agent"
    }
    if self != .multiplication, factors.digits != nil || factors.depth != nil {
      return "has no digits and no depth"
    }
    if self != .collisions, factors.tokenLimit != nil || factors.reading != nil {
      return "has no token_limit and no reading"
    }
    if self != .steps, factors.temperature?.contains(.greedyFirst) == true {
      return "has no greedy-first draws"
    }
    if self != .steps, definition.listedVotes != nil || definition.listedDraws != nil {
      return "has no votes_listed and no draws_listed"
    }
    switch self {
    case .steps:
      return models.allSatisfy(\.isKnownByShares)
        ? nil : "needs models of p, shares, steps or ensemble"
    case .calibration:
      guard models.allSatisfy({ $0.agents == nil && $0.hasAlikeSteps }) else {
        return "needs models of p, shares or long_replies"
      }
      return factors.disks != nil && definition.unit == .race && factors.margin == [.fixed(1)]
        ? nil : "is one draw at a step of a tower: give disks, unit race and k 1"
    case .collisions:
      guard !models.isEmpty, models.allSatisfy({ $0.longReplies != nil }) else {
        return "needs models of long_replies"
      }
      return factors.disks != nil && definition.unit == .task
        && (factors.cap ?? [2]).allSatisfy { $0 >= 2 } && !factors.margin.contains(.fixed(1))
        ? nil : "goes over whole towers: give disks, unit task, and no k and no cap below 2"
    case .multiplication:
      guard !models.isEmpty, models.allSatisfy({ $0.agents != nil }) else {
        return "needs models of agents"
      }
      return factors.digits != nil && definition.unit == .task && factors.rule == [.firstTo]
        && factors.disks == nil && factors.steps == nil && factors.cap == nil
        ? nil : "is one problem: give digits, unit task and rule first-to-k, no steps and no cap"
    }
  }
}
