import MAKERCore

/// Written and read as `ladder:tiers=small+medium,k=2,attempts=5`; what is left out is the default.
extension VotingPattern: CustomStringConvertible {
  /// The pattern with all that it says, as it is read.
  package var description: String {
    name + ":" + fields.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }

  /// What the pattern says, in order; of several rungs joined by `+`, or once where they agree.
  package var fields: [(key: String, value: String)] {
    if let review {
      return [
        ("planner", review.planner.rawValue), ("reviewer", review.reviewer.rawValue),
        ("rounds", "\(review.rounds)"), ("execute", execution.description),
      ]
    }
    let race = rungs[0].race
    let tier = rungs[0].tier.rawValue
    switch shape {
    case .single: return [("tier", tier)]
    case .simple:
      return [
        ("tier", tier), ("draws", "\(race.attempts)"), ("k", "\(race.rule.margin)"),
        ("rule", race.rule.kind.rawValue),
      ]
    case .adaptive:
      return [
        ("tier", tier), ("k", "\(race.rule.margin)"), ("cap", "\(race.attempts)"),
        ("issue", "\(race.issue)"),
      ]
    case .ladder:
      return [
        ("tiers", rungs.map(\.tier.rawValue).joined(separator: "+")),
        ("k", joined { "\($0.rule.margin)" }), ("rule", joined(\.rule.kind.rawValue)),
        ("attempts", joined { "\($0.attempts)" }), ("count", joined(\.counted.rawValue)),
        ("flags", joined { $0.flagRun.map(String.init) ?? "any" }),
        ("issue", joined { "\($0.issue)" }),
      ]
    }
  }

  private func joined(_ text: (PatternRace) -> String) -> String {
    let texts = rungs.map { text($0.race) }
    return Set(texts).count == 1 ? texts[0] : texts.joined(separator: "+")
  }

  /// Reads a pattern.
  ///
  /// - Parameter text: Its name, and behind a colon what differs from the defaults.
  /// - Throws: `PatternError` in one line: what is not known or does not fit, and what is allowed.
  package init(_ text: String) throws(PatternError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard Self.names.contains(name) else {
      throw PatternError(
        "'\(name)' is no pattern: there are \(Self.names.joined(separator: ", "))")
    }
    do throws(PatternError) {
      var words = PatternWords()
      if parts.count == 2 { try words.read(String(parts[1])) }
      self = try Self.named(name, &words)
      try words.finish()
    } catch { throw PatternError("\(name): \(error)") }
  }

  private static func named(
    _ name: String, _ words: inout PatternWords
  ) throws(PatternError) -> VotingPattern {
    if name == Self.reviewedName {
      let execution = try words.text("execute").map { text throws(PatternError) in
        try VotingPattern(text)
      }
      let review = try PatternReview(
        planner: try words.tier("planner") ?? .large,
        reviewer: try words.tier("reviewer") ?? .large,
        rounds: try words.count("rounds") ?? 2)
      guard execution?.review == nil else {
        throw PatternError("execute takes a pattern without a review of its own")
      }
      let inner: VotingPattern
      if let execution { inner = execution } else { inner = try .ladder([.small, .medium]) }
      return inner.reviewed(by: review)
    }
    switch Shape(rawValue: name) {
    case nil, .single: return .single(try words.tier("tier") ?? .medium)
    case .simple:
      return try .simple(
        try words.tier("tier") ?? .small, draws: try words.count("draws") ?? 3,
        margin: try words.count("k") ?? 2, rule: try words.word("rule") ?? .firstTo)
    case .adaptive:
      return try .adaptive(
        try words.tier("tier") ?? .small, margin: try words.count("k") ?? 3,
        cap: try words.count("cap") ?? 15, issue: try words.issue() ?? .needed)
    case .ladder: return try .ladder(try words.rungs())
    }
  }
}

/// What stands behind the name of a pattern.
private struct PatternWords {
  private var words: [(key: String, value: String)] = []

  mutating func read(_ text: String) throws(PatternError) {
    var rest = text[...]
    while !rest.isEmpty {
      // The pattern that executes has commas of its own: it stands last.
      let end =
        rest.hasPrefix("execute=") ? rest.endIndex : rest.firstIndex(of: ",") ?? rest.endIndex
      let part = rest[..<end]
      rest = end == rest.endIndex ? "" : rest[rest.index(after: end)...]
      guard let equals = part.firstIndex(of: "=") else {
        throw PatternError("'\(part)' is not key=value")
      }
      let key = String(part[..<equals])
      guard !words.contains(where: { $0.key == key }) else {
        throw PatternError("\(key) is there twice")
      }
      words.append((key, String(part[part.index(after: equals)...])))
    }
  }

  /// Takes the value of a key; nil where it is not there.
  mutating func text(_ key: String) throws(PatternError) -> String? {
    words.firstIndex { $0.key == key }.map { words.remove(at: $0).value }
  }

  mutating func count(_ key: String) throws(PatternError) -> Int? {
    guard let text = try text(key) else { return nil }
    return try count(text, key)
  }

  mutating func tier(_ key: String) throws(PatternError) -> ModelTier? {
    try text(key).map { text throws(PatternError) in try tier(text, key) }
  }

  mutating func issue() throws(PatternError) -> IssuePolicy? {
    try text("issue").map { text throws(PatternError) in try issue(text) }
  }

  mutating func word<Word>(_ key: String) throws(PatternError) -> Word?
  where Word: RawRepresentable<String> & CaseIterable {
    try text(key).map { text throws(PatternError) in try word(text, key) }
  }

  /// The rungs of a ladder: lists with a value for each tier, or one for all.
  mutating func rungs() throws(PatternError) -> [PatternRung] {
    let tiers = try list("tiers", of: nil) ?? ModelTier.allCases.map(\.rawValue)
    let margins = try list("k", of: tiers.count) ?? ["2"]
    let rules = try list("rule", of: tiers.count) ?? [RaceRule.Kind.firstToAheadBy.rawValue]
    let attempts = try list("attempts", of: tiers.count) ?? ["5"]
    let counts = try list("count", of: tiers.count) ?? [PatternRace.Counting.draws.rawValue]
    let flags = try list("flags", of: tiers.count) ?? ["3"]
    let issues = try list("issue", of: tiers.count) ?? ["needed"]
    var rungs: [PatternRung] = []
    for (index, tier) in tiers.enumerated() {
      func own(_ values: [String]) -> String { values[min(index, values.count - 1)] }
      let race = try PatternRace(
        rule: try VotingPattern.rule(
          try count(own(margins), "k"), try word(own(rules), "rule")),
        attempts: try count(own(attempts), "attempts"), counted: try word(own(counts), "count"),
        flagRun: own(flags) == "any" ? nil : try count(own(flags), "flags"),
        issue: try issue(own(issues)))
      rungs.append(PatternRung(try self.tier(tier, "tiers"), race))
    }
    return rungs
  }

  /// Refuses what no key asked for.
  func finish() throws(PatternError) {
    guard let left = words.first else { return }
    throw PatternError("'\(left.key)' is no key of it")
  }

  private mutating func list(_ key: String, of count: Int?) throws(PatternError) -> [String]? {
    guard let text = try text(key) else { return nil }
    let values = text.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    guard count == nil || values.count == 1 || values.count == count else {
      throw PatternError(
        "\(key) has \(values.count) values for \(count ?? 0) tiers: give one for each, or one "
          + "for all")
    }
    return values
  }

  private func count(_ text: String, _ key: String) throws(PatternError) -> Int {
    guard let count = Int(text), count >= 0, "\(count)" == text else {
      throw PatternError("\(key) is '\(text)', not a whole number")
    }
    return count
  }

  private func tier(_ text: String, _ key: String) throws(PatternError) -> ModelTier {
    try word(text, key)
  }

  private func issue(_ text: String) throws(PatternError) -> IssuePolicy {
    guard let issue = IssuePolicy(text) else {
      throw PatternError("issue is '\(text)'; allowed are needed and batch-1 to batch-200")
    }
    return issue
  }

  private func word<Word>(_ text: String, _ key: String) throws(PatternError) -> Word
  where Word: RawRepresentable<String> & CaseIterable {
    guard let word = Word(rawValue: text) else {
      let all = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw PatternError("\(key) is '\(text)'; allowed are \(all)")
    }
    return word
  }
}
