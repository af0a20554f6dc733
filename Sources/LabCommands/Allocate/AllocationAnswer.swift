import Economics
import Storage
import TextFormats

/// A decision on one piece of work, for people and for programs.
struct AllocationAnswer {
  let rules: AllocationRules
  let state: AllocationState
  let assignment: Assignment
  /// What a token log said of the budget; nil where none was read.
  let reading: AllocateBudget?

  /// Decides.
  ///
  /// - Parameters:
  ///   - policy: The policy.
  ///   - state: The state of the work.
  ///   - reading: Where the budget's part of the state is from; nil where it was typed.
  init(
    _ policy: AllocationPolicy, _ state: AllocationState, reading: AllocateBudget? = nil
  ) {
    rules = policy.rules
    self.state = state
    self.reading = reading
    assignment = policy.decide(state)
  }

  /// What is done, in one word: a tier, or why there is none.
  var word: String {
    switch assignment.outcome {
    case .run(let tier): tier.rawValue
    case .deferred: "deferred"
    case .manual: "manual"
    case .refused: "refused"
    }
  }

  /// Colour of that word.
  var colour: TextColour {
    switch assignment.outcome {
    case .run(let tier): tier.colour
    case .deferred: .yellow
    case .manual: .orange
    case .refused: .red
    }
  }

  /// What made the zone, where that was read, and the rules that applied; a sentence each.
  var sentences: [String] {
    (reading.map { [$0.sentence] } ?? []) + rules.sentences(for: assignment, in: state)
  }

  /// The decision in a line, and the rules that led to it below.
  ///
  /// - Parameter isColoured: Whether tier and zone are coloured.
  /// - Returns: The lines, without a newline at the end.
  func text(isColoured: Bool) -> String {
    let model = assignment.tier.map { " (\(rules.model(of: $0).onOneLine))" } ?? ""
    let done = isColoured ? colour.paint(word) : word
    let lines = ["\(rules.words(for: state)): \(done)\(model)", "because"]
    return (lines + sentences.map { "  \($0.onOneLine)" }).joined(separator: "\n")
  }

  /// The decision as members of a report.
  var fields: [(String, JSONValue)] {
    [
      ("agent", .string(rules.agents[state.agent].name)), ("phase", .string(state.phase.rawValue)),
      ("criticality", .string(state.criticality.rawValue)),
      ("zone", .string(state.budget.zone.rawValue)),
      ("reserve", .string(state.budget.reserve.rawValue)),
      ("escalation", .string(state.escalation.rawValue)), ("mode", .string(state.mode.rawValue)),
      ("forced", .string(state.forced?.rawValue)),
      ("outcome", .string(assignment.tier == nil ? word : "run")),
      ("tier", .string(assignment.tier?.rawValue)),
      ("model", .string(assignment.tier.map(rules.model))),
      ("reasons", .array(sentences.map { .string($0) })),
    ] + (reading?.fields ?? [])
  }
}

extension ModelTier {
  /// Colour of its name.
  var colour: TextColour {
    switch self {
    case .small: .blue
    case .medium: .cyan
    case .large: .magenta
    }
  }
}
