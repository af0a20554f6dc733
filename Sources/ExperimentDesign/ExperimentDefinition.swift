import StoppingRules

/// An experiment as data: factors, stop rule, claims.
///
/// The schema of its JSON is documented in `notebooks-md/experiments.md`.
package struct ExperimentDefinition: Equatable, Sendable, Codable {
  /// Title of its figure and report.
  package var title: String
  /// Seed unless the command gives another; 0 to `Int.max`.
  package var seed: Int
  /// What one trial is.
  package var unit: TrialUnit
  /// What the trials do.
  package var subject: Subject
  /// How much is simulated, each a factor level.
  package var fidelity: [Fidelity]
  /// Levels of every factor.
  package var factors: Factors
  /// When sampling of a point ends.
  package var stop: StopDefinition
  /// Last vote of the histogram of race lengths, 1 to 10,000; nil for no histogram.
  package var listedVotes: Int?
  /// Last draw of the histogram of race lengths by draws, 1 to 10,000; nil for no histogram.
  package var listedDraws: Int?
  /// Whether every trial is stored by itself, so that trials can be compared; at most 100,000 a point.
  package var keepsTrials: Bool
  /// Most draws that a sampled point may expect: dearer ones, and those whose steps do not divide into
  /// subtasks, are left to theory; nil for no such limit.
  package var mostDraws: Double?
  /// Published curves of undecided steps; nil without any.
  package var undecidedSteps: [PublishedUndecided]?
  /// Values that a paper prints; nil without any.
  package var published: [PublishedValue]?
  /// A table of costs that a paper prints; nil without one.
  package var publishedCosts: PublishedCosts?
  /// Further figures by name, each with the table that it draws.
  package var figures: [String: FigureTable]?
  /// Models that undecided steps are handed on over; nil without any.
  package var escalation: EscalationDefinition?
  /// What the run is to support.
  package var claims: [ClaimDefinition]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case title, seed, unit, fidelity, factors, stop, claims
    case figures, published, subject, escalation
    case undecidedSteps = "undecided_steps"
    case listedVotes = "votes_listed"
    case listedDraws = "draws_listed"
    case keepsTrials = "each_trial"
    case mostDraws = "most_draws"
    case publishedCosts = "published_costs"
  }

  /// Reads an `experiment.json`, with the defaults that its schema states.
  ///
  /// - Throws: `DecodingError` for an unknown key, a missing one or a value outside its range.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    title = try container.decode(String.self, forKey: .title)
    seed = try container.number(Int.self, .seed) ?? 1
    unit = try container.decodeIfPresent(TrialUnit.self, forKey: .unit) ?? .race
    subject = try container.decodeIfPresent(Subject.self, forKey: .subject) ?? .steps
    fidelity = try container.decodeIfPresent([Fidelity].self, forKey: .fidelity) ?? [.vote]
    factors = try container.decode(Factors.self, forKey: .factors)
    stop = try container.decode(StopDefinition.self, forKey: .stop)
    listedVotes = try container.number(Int.self, .listedVotes)
    listedDraws = try container.number(Int.self, .listedDraws)
    keepsTrials = try container.decodeIfPresent(Bool.self, forKey: .keepsTrials) ?? false
    mostDraws = try container.number(Double.self, .mostDraws)
    published = try container.decodeIfPresent([PublishedValue].self, forKey: .published)
    undecidedSteps = try container.decodeIfPresent(
      [PublishedUndecided].self, forKey: .undecidedSteps)
    publishedCosts = try container.decodeIfPresent(PublishedCosts.self, forKey: .publishedCosts)
    figures = try container.decodeIfPresent([String: FigureTable].self, forKey: .figures)
    escalation = try container.decodeIfPresent(EscalationDefinition.self, forKey: .escalation)
    claims = try container.decodeIfPresent([ClaimDefinition].self, forKey: .claims) ?? []
    try container.check(seed >= 0, .seed, "\(seed) is negative; allowed is 0 to 2^63 − 1")
    try container.check(fidelity, .fidelity, "") { _ in true }
    for (key, listed) in [(CodingKeys.listedVotes, listedVotes), (.listedDraws, listedDraws)] {
      try container.check(
        listed.map { (1...10_000).contains($0) } ?? true, key,
        "\(listed ?? 0) is outside its range: 1 to 10000")
    }
    try container.check(
      mostDraws.map { $0 >= 1 && $0 <= 1e15 } ?? true, .mostDraws,
      "\(mostDraws ?? 0) is outside its range: 1 to 1e15")
    try container.check(
      mostDraws == nil || fidelity.contains(.exact), .mostDraws,
      "leaves points to theory: name fidelity exact too")
    for name in figures.map({ $0.keys.sorted() }) ?? [] {
      try container.check(
        name.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,49}/) != nil, .figures,
        "'\(name)' is not lowercase letters, digits and hyphens")
      let problem = figures?[name]?.problem(of: self)
      try container.check(problem == nil, .figures, "\(name) \(problem ?? "")")
    }
    if factors.latency != nil, !fidelity.contains(.agent) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: container.codingPath + [
            CodingKeys.factors, AnyKey(stringValue: Factors.CodingKeys.latency.rawValue),
          ], debugDescription: "needs fidelity agent: only there do replies take time"))
    }
    try container.check(
      factors.issue == nil || fidelity.contains(.agent), .fidelity,
      "has no agent: only its draws are asked for by an issue policy")
    if let problem = subject.problem(of: self) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: container.codingPath + [CodingKeys.subject],
          debugDescription: "\(subject.rawValue) \(problem)"))
    }
    for (index, claim) in claims.enumerated() {
      if let problem = problem(of: claim) {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(
            codingPath: container.codingPath + [
              CodingKeys.claims, AnyKey(intValue: index), AnyKey(stringValue: "kind"),
            ], debugDescription: "\(claim.kind.rawValue) \(problem)"))
      }
    }
  }

  /// Why a claim could never be judged; nil when it can.
  private func problem(of claim: ClaimDefinition) -> String? {
    if factors.isTilted?.contains(true) == true,
      ![.matchesExact, .reachesTarget, .missesTarget, .isPrecise].contains(claim.kind)
    {
      return "is about races of the model itself, which tilted ones are not"
    }
    switch claim.kind {
    case .undecidedMatchesExact, .tailRatio:
      if listedVotes == nil { return "needs votes_listed" }
    case .reachesTarget, .missesTarget, .sidesWithExact:
      let wantsBelow = claim.kind == .missesTarget
      let fits = factors.margin.contains { choice in
        guard case .minimum(let offset) = choice else { return false }
        return (offset < 0) == wantsBelow
      }
      if factors.target == nil || !fits {
        return "needs a target and k with \(wantsBelow ? "k_min-1" : "k_min")"
      }
    case .slopeMatchesExact, .slopeNearAsymptote, .logarithmFits:
      if (factors.disks ?? factors.steps ?? []).count < 3 { return "needs at least 3 sizes" }
    case .equalsVote:
      if claim.fidelity != .agent || !fidelity.contains(.vote) {
        return "compares fidelity agent with fidelity vote; name both"
      }
    case .parallelTime:
      if factors.latency == nil || claim.fidelity != .agent {
        return "needs latency_ms and fidelity agent"
      }
    case .undecidedMatchesPublished, .undecidedTests:
      if undecidedSteps == nil || !keepsTrials || listedVotes == nil || listedDraws == nil {
        return "needs undecided_steps, each_trial, votes_listed and draws_listed"
      }
      if factors.model?.contains(where: { $0.name == claim.model && $0.population != nil }) != true
      {
        return "needs a model of the experiment whose steps are not alike"
      }
    case .noTrend:
      if (factors.disks ?? factors.steps ?? []).count < 3 { return "needs at least 3 sizes" }
    case .agreesWithPublished:
      if published?.contains(where: { [.rounding, .runs].contains($0.basis) }) != true {
        return "needs published values to judge"
      }
    case .plansMatchExact:
      if escalation == nil { return "needs escalation" }
    case .costsAgree:
      if publishedCosts == nil { return "needs published_costs" }
    case .rises:
      if Set(factors.margin).count < 2 { return "needs at least 2 margins" }
    case .keepsGuarantee:
      let rules = factors.stopping ?? []
      if rules.isEmpty { return "needs stopping" }
      if let other = claim.stopping?.first(where: { !rules.contains($0) }) {
        return "judges \(other.rawValue), which is no level of stopping"
      }
    case .isPrecise:
      if factors.isTilted?.contains(true) != true { return "needs tilted races" }
    case .matchesExact: break
    }
    if claim.fidelity == .exact, ![.agreesWithPublished, .costsAgree].contains(claim.kind) {
      return "is about fidelity exact, which nothing is counted of"
    }
    var simulated = Set(fidelity)
    if case .judgeTarget(let judgement) = stop, judgement.aggregateTrials > 0 {
      simulated.insert(.aggregate)
    }
    return simulated.contains(claim.fidelity)
      ? nil : "is about fidelity \(claim.fidelity.rawValue), which is not simulated"
  }
}
