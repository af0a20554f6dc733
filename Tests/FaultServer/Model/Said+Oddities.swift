extension Said {
  /// Ends the text where one of the stop texts begins.
  mutating func cut(at stops: [String]) {
    for stop in stops where !stop.isEmpty {
      let stop = Array(stop.utf8)
      if let start = text.firstRange(of: stop)?.lowerBound {
        text.removeSubrange(start...)
        finish = .stop
      }
    }
  }

  /// Makes the reply odd.
  mutating func apply(_ kind: FaultKind) {
    switch kind {
    case .noUsage: hasUsage = false
    case .contentFilter: finish = .contentFilter
    case .toolCalls: finish = .toolCalls
    case .refusal: finish = .refusal
    case .pauseTurn: finish = .pauseTurn
    case .maxTokens: finish = .length
    case .unknownFinish: finish = .unknown
    case .thinking: thoughts = "The smallest disk comes next; next_state = [[], [], []]"
    default:
      if let text = HostileText.text(kind, before: text) { self.text = text }
    }
  }
}
