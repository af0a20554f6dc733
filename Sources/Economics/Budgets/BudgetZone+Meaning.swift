extension BudgetZone {
  /// What a team does in the zone, in one sentence.
  package var meaning: String {
    switch self {
    case .green: "use the models that are assigned"
    case .yellow: "watch the pace, and move up to larger models with care"
    case .orange: "use small models first, and defer what is not critical"
    case .red: "use small models only; defer the rest, but never move security work down"
    }
  }
}
