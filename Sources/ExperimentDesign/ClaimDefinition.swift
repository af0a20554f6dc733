package import StoppingRules

/// A sentence with a number that a run supports, contradicts or leaves undecided.
package struct ClaimDefinition: Equatable, Sendable, Codable, JudgedClaim {
  /// How a claim is decided; each kind is one file of `Analysis`.
  package enum Kind: String, Codable, CaseIterable, Sendable {
    /// Success at k_min (or above) is at least the target.
    case reachesTarget = "reaches_target"
    /// Success below k_min is less than the target.
    case missesTarget = "misses_target"
    /// Success at k_min (or above) is on the side of the target where its exact value is.
    case sidesWithExact = "sides_with_exact"
    /// Success, step errors and votes equal their exact values.
    case matchesExact = "matches_exact"
    /// Races undecided after each vote follow the exact law.
    case undecidedMatchesExact = "undecided_matches_exact"
    /// In the tail, the ratio of undecided races over two votes is the exact one.
    case tailRatio = "tail_ratio"
    /// The slope of votes per step on ln s equals the slope of the exact values.
    case slopeMatchesExact = "slope_matches_exact"
    /// The exact slope is near 1/((2p − 1)·ln(p/(1 − p))).
    case slopeNearAsymptote = "slope_near_asymptote"
    /// a + b·ln s fits the votes per step.
    case logarithmFits = "logarithm_fits"
    /// Every count of fidelity agent is that of fidelity vote at the same setting and seed.
    case equalsVote = "equals_vote"
    /// The time of a step's draws side by side is the exact expected maximum where theory has it, and
    /// one after another the exact expected sum.
    case parallelTime = "parallel_time"
    /// Every published value that can be judged agrees with ours.
    case agreesWithPublished = "agrees_with_published"
    /// The published run of undecided steps could be one of the model's.
    case undecidedMatchesPublished = "undecided_matches_published"
    /// Single counts of the published run are what the model expects.
    case undecidedTests = "undecided_tests"
    /// The share of wrong races does not change with the size of the task.
    case noTrend = "no_trend"
    /// The simulated steps of every plan of escalation end and cost as exact theory says.
    case plansMatchExact = "plans_match_exact"
    /// Every printed cost of a model can be ours, as the printed numbers are rounded.
    case costsAgree = "costs_agree"
    /// Success at the greatest margin is above that at the least one, with decomposition and without.
    case rises
    /// Wrong races are as rare as the stopping rule promises.
    case keepsGuarantee = "keeps_guarantee"
    /// Every rare error is known to a small share of itself.
    case isPrecise = "is_precise"
  }

  /// How a claim turned out, and how it is expected to.
  package enum Verdict: String, Codable, CaseIterable, Sendable {
    /// The numbers show it.
    case supported
    /// The numbers show the contrary.
    case contradicted
    /// The numbers do not suffice.
    case undecided
  }

  /// Short name, letters, digits and hyphens.
  package var name: String
  /// The sentence.
  package var statement: String
  /// How it is decided.
  package var kind: Kind
  /// The verdict that `check` accepts.
  package var expect: Verdict
  /// Fidelity whose points are judged.
  package var fidelity: Fidelity
  /// Probability that a true claim is contradicted, over all its cells; unit 1, range (0, 0.5].
  package var falseAlarm: Double
  /// Greatest relative difference allowed, where the kind has one; unit 1.
  package var tolerance: Double?
  /// Name of the model whose points are judged; nil for all.
  package var model: String?
  /// Stopping rules that are judged; nil for all.
  package var stopping: [StoppingKind]?
  /// Whether a promise is judged on all channels, not only where it is stated; nil for no.
  package var everywhere: Bool?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, statement, kind, expect, fidelity, tolerance, model, stopping, everywhere
    case falseAlarm = "false_alarm"
  }

  /// Reads a claim; without `false_alarm` it is 0.01, without `expect` it is `supported`.
  ///
  /// - Throws: `DecodingError` for an unknown key, a missing one or a value outside its range.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    statement = try container.decode(String.self, forKey: .statement)
    kind = try container.decode(Kind.self, forKey: .kind)
    expect = try container.decodeIfPresent(Verdict.self, forKey: .expect) ?? .supported
    fidelity =
      try container.decodeIfPresent(Fidelity.self, forKey: .fidelity)
      ?? ([.equalsVote, .parallelTime].contains(kind) ? .agent : .vote)
    falseAlarm = try container.number(Double.self, .falseAlarm) ?? 0.01
    tolerance = try container.number(Double.self, .tolerance)
    model = try container.decodeIfPresent(String.self, forKey: .model)
    stopping = try container.decodeIfPresent([StoppingKind].self, forKey: .stopping)
    everywhere = try container.decodeIfPresent(Bool.self, forKey: .everywhere)
    try container.check(stopping, .stopping, "") { _ in true }
    try container.check(
      kind == .keepsGuarantee || stopping == nil && everywhere == nil, .kind,
      "\(kind.rawValue) judges no stopping rules")
    let isSlug = name.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 45
    }
    try container.check(
      isSlug && !name.isEmpty, .name, "'\(name)' is not lowercase letters, digits and hyphens")
    try container.check(
      falseAlarm > 0 && falseAlarm <= 0.5, .falseAlarm,
      "\(falseAlarm) is outside its range: above 0, at most 0.5")
    try container.check(
      tolerance.map { $0 > 0 && $0 < 1 } ?? true, .tolerance,
      "\(tolerance ?? 0) is outside its range: above 0, below 1")
    switch kind {
    case .slopeNearAsymptote, .logarithmFits, .parallelTime, .isPrecise:
      try container.check(tolerance != nil, .tolerance, "is missing; \(kind.rawValue) needs it")
    default:
      try container.check(tolerance == nil, .tolerance, "means nothing for \(kind.rawValue)")
    }
  }
}
