package import MAKERCore
package import StoppingRules

/// Levels of every factor; the plan is their product.
package struct Factors: Equatable, Sendable, Codable {
  /// Step success p with one wrong alternative; unit 1, range (0, 1].
  package var stepSuccess: [Double]?
  /// Shares of several candidates, the right one first, in place of p; unit 1, sum 1.
  package var shares: [[Double]]?
  /// Valid rate v; unit 1, range (0, 1].
  package var validRate: [Double]
  /// Required success t of the whole task; unit 1, range (0, 1).
  package var target: [Double]?
  /// Disks of the Towers of Hanoi; 1 to 60.
  package var disks: [Int]?
  /// Steps of the task, in place of disks; 1 to 2^60.
  package var steps: [Int]?
  /// Margins; empty where stopping rules decide.
  package var margin: [MarginChoice]
  /// Caps on votes; at least 1, nil for none.
  package var cap: [Int]?
  /// Mean times of a reply at fidelity `agent`; milliseconds, 0.001 to 1e6, nil for no time.
  package var latency: [Double]?
  /// Named models, in place of p, shares and v.
  package var model: [SimulatedModel]?
  /// Steps m that one reply takes; 1 to 10^9, nil for 1.
  package var subtaskSteps: [Int]?
  /// Race rules; nil for first-to-ahead-by-k.
  package var rule: [RaceRule.Kind]?
  /// Token limits that replies are judged by; tokens, 1 to 10^6, nil for the subject's own.
  package var tokenLimit: [Int]?
  /// Readings of replies that do not fit the grammar; nil for the subject's own.
  package var reading: [ReplyReading]?
  /// Digits of the factors of a multiplication; 1 to 8.
  package var digits: [Int]?
  /// Depths from which a multiplication is not decomposed; levels, 0 to 40.
  package var depth: [Int]?
  /// Temperatures of a race's draws; nil for constant.
  package var temperature: [TemperatureChoice]?
  /// How many draws are asked for at once; nil for as many as are needed.
  package var issue: [IssuePolicy]?
  /// Whether wrong races are made frequent and weighed with their likelihood ratio; nil for no.
  package var isTilted: [Bool]?
  /// Stopping rules, in place of margins and race rules.
  package var stopping: [StoppingKind]?
  /// Errors δ that a stopping rule is allowed; unit 1, range [1e-15, 0.5).
  package var delta: [Double]?
  /// Step successes that stopping rules take for granted; unit 1, nil for that of the average step.
  package var assumedSuccess: [Double]?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case shares, target, disks, steps, cap, model, rule, reading, digits, depth, temperature, issue
    case stopping, delta
    case assumedSuccess = "assumed_p"
    case isTilted = "tilted"
    case tokenLimit = "token_limit"
    case subtaskSteps = "m"
    case stepSuccess = "p"
    case validRate = "v"
    case margin = "k"
    case latency = "latency_ms"
  }

  /// Reads the levels of the factors; a level may stand alone or in a list.
  ///
  /// - Throws: `DecodingError` for an unknown key or a value outside its range.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    stepSuccess = try container.numbers(Double.self, .stepSuccess)
    shares = try container.decodeIfPresent([[JSONNumber<Double>]].self, forKey: .shares)?.map {
      $0.map(\.value)
    }
    validRate = try container.numbers(Double.self, .validRate) ?? [1]
    target = try container.numbers(Double.self, .target)
    disks = try container.numbers(Int.self, .disks)
    steps = try container.numbers(Int.self, .steps)
    stopping = try container.decodeIfPresent([StoppingKind].self, forKey: .stopping)
    delta = try container.numbers(Double.self, .delta)
    assumedSuccess = try container.numbers(Double.self, .assumedSuccess)
    margin =
      stopping == nil
      ? try container.decode([MarginChoice].self, forKey: .margin)
      : try container.decodeIfPresent([MarginChoice].self, forKey: .margin) ?? []
    cap = try container.numbers(Int.self, .cap)
    latency = try container.numbers(Double.self, .latency)
    model = try container.decodeIfPresent([SimulatedModel].self, forKey: .model)
    subtaskSteps = try container.numbers(Int.self, .subtaskSteps)
    rule = try container.decodeIfPresent([RaceRule.Kind].self, forKey: .rule)
    tokenLimit = try container.numbers(Int.self, .tokenLimit)
    reading = try container.decodeIfPresent([ReplyReading].self, forKey: .reading)
    digits = try container.numbers(Int.self, .digits)
    depth = try container.numbers(Int.self, .depth)
    temperature = try container.decodeIfPresent([TemperatureChoice].self, forKey: .temperature)
    issue = try container.decodeIfPresent([IssuePolicy].self, forKey: .issue)
    isTilted = try container.decodeIfPresent([Bool].self, forKey: .isTilted)

    let noises = [stepSuccess != nil, shares != nil, model != nil].count { $0 }
    try container.check(noises == 1, .stepSuccess, "give one of p, shares and model")
    try container.check(model == nil || validRate == [1], .validRate, "stands in the models")
    let names = model?.map(\.name) ?? []
    try container.check(Set(names).count == names.count, .model, "names a model twice")
    try container.check(model, .model, "") { _ in true }
    try container.check(rule, .rule, "") { _ in true }
    try container.check(tokenLimit, .tokenLimit, "1 to 10^6") { (1...1_000_000).contains($0) }
    try container.check(reading, .reading, "") { _ in true }
    try container.check(temperature, .temperature, "") { _ in true }
    try container.check(issue, .issue, "") { _ in true }
    try container.check(isTilted, .isTilted, "") { _ in true }
    try container.check(digits, .digits, "1 to 8") { (1...8).contains($0) }
    try container.check(depth, .depth, "0 to 40") { (0...40).contains($0) }
    try container.check(subtaskSteps, .subtaskSteps, "1 to 10^9") {
      (1...1_000_000_000).contains($0)
    }
    let hasTwoCandidates =
      shares == nil && model?.allSatisfy { $0.shares.count == 2 && $0.isKnownByShares } ?? true
    let isPlain = hasTwoCandidates && model?.allSatisfy(\.hasAlikeSteps) ?? true
    try container.check(
      isPlain || subtaskSteps ?? [1] == [1], .subtaskSteps,
      "above 1 needs p: two candidates and equal steps")
    try container.check(
      temperature?.contains(.greedyFirst) != true || subtaskSteps ?? [1] == [1], .temperature,
      "greedy-first needs m 1")
    try container.check(disks == nil || steps == nil, .steps, "give either disks or steps")
    let open: (Double) -> Bool = { $0 > 0 && $0 < 1 }
    let halfOpen: (Double) -> Bool = { $0 > 0 && $0 <= 1 }
    try container.check(stepSuccess, .stepSuccess, "above 0, at most 1", halfOpen)
    try container.check(validRate, .validRate, "above 0, at most 1", halfOpen)
    try container.check(target, .target, "above 0, below 1", open)
    try container.check(disks, .disks, "1 to 60") { (1...60).contains($0) }
    try container.check(steps, .steps, "1 to 2^60") { (1...(1 << 60)).contains($0) }
    try container.check(cap, .cap, "1 to 10^9") { (1...1_000_000_000).contains($0) }
    // Below a microsecond the rounding to whole nanoseconds would show.
    try container.check(latency, .latency, "0.001 to 1e6 milliseconds") { $0 >= 0.001 && $0 <= 1e6 }
    try container.check(stopping == nil ? margin : nil, .margin, "") { _ in true }
    try checkStopping(container)
    try container.check(shares, .shares, "") { _ in true }
    for shares in shares ?? [] {
      do { _ = try CandidateShares(shares) } catch {
        try container.check(false, .shares, error.description)
      }
    }
    for case .minimum in margin {
      try container.check(target != nil, .target, "k_min needs a target")
      try container.check(
        hasTwoCandidates && rule ?? [.firstToAheadBy] == [.firstToAheadBy], .margin,
        "k_min needs p and first-to-ahead-by-k: with shares or another rule give numbers"
      )
      try container.check(
        model?.allSatisfy { $0.shares[0] > 0.5 } ?? true, .model, "p is above 0.5 where k is k_min")
      try container.check(stepSuccess, .stepSuccess, "above 0.5 where k is k_min") { $0 > 0.5 }
    }
  }
}

extension Factors {
  /// Whether stopping rules have all that they need, and nothing that they replace.
  private func checkStopping(_ container: KeyedDecodingContainer<CodingKeys>) throws {
    guard stopping != nil else {
      try container.check(delta == nil, .delta, "needs stopping")
      try container.check(assumedSuccess == nil, .assumedSuccess, "needs stopping")
      return
    }
    try container.check(stopping, .stopping, "") { _ in true }
    try container.check(margin.isEmpty, .margin, "has no place beside stopping")
    try container.check(rule == nil, .rule, "has no place beside stopping")
    try container.check(target == nil, .target, "has no place beside stopping")
    try container.check(issue == nil, .issue, "has no place beside stopping")
    try container.check(
      isTilted?.contains(true) != true, .isTilted, "has no place beside stopping")
    try container.check(
      subtaskSteps ?? [1] == [1], .subtaskSteps, "above 1 has no place beside stopping")
    try container.check(delta != nil, .delta, "is missing; stopping needs it")
    try container.check(delta, .delta, "1e-15 to below 0.5") { $0 >= 1e-15 && $0 < 0.5 }
    try container.check(assumedSuccess, .assumedSuccess, "above 0, at most 1") {
      $0 > 0 && $0 <= 1
    }
    try container.check(cap, .cap, "1 to 10^6 beside stopping") { (1...1_000_000).contains($0) }
    try container.check(
      model?.allSatisfy { $0.population?.rightCandidates ?? 1 == 1 && $0.isKnownByShares } ?? true,
      .model, "of several right answers, long replies or agents has no place beside stopping")
  }
}
