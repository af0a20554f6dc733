import Analysis
import MAKERCore
import NoisyChannels

/// A channel as a user describes it: `simulated:p=0.99,v=0.97,latency=1ms`, or a profile file with the
/// same keys.
struct ChannelSpec: Equatable {
  /// Step success p with one wrong alternative; nil where shares are given.
  let stepSuccess: Double?
  /// Shares of the candidates, the right one first.
  let shares: [Double]
  /// Valid rate v; unit 1, range (0, 1].
  let validRate: Double
  /// Correlation ρ of right and wrong within a step, whose success is Beta-distributed; unit 1, range
  /// [0, 1), 0 where all steps are alike.
  let correlation: Double
  /// How the model speaks.
  let manner: ReplyManner
  /// Whether latencies are waited for.
  let isRealTime: Bool
  /// Where a profile comes from, for a person; nil where nothing says so.
  let provenance: String?

  /// Keys that a simulated channel knows, with what each is, for errors and help.
  static let keys: [(name: String, meaning: String)] = [
    ("p", "step success, above 0, at most 1"),
    ("shares", "vote shares a;b;..., the right one first, in place of p; sum 1"),
    ("rho", "correlation within a step, whose success then is Beta-distributed; 0 to below 1"),
    ("v", "valid rate of replies, flagged ones being the rest; above 0, at most 1"),
    ("latency", "time of a reply, as 1ms, or exp:200ms for an exponential one with that mean"),
    ("clock", "virtual, or real: latencies are waited for"),
    ("tokens", "median tokens of a right reply, 1 to 1e6; others are a quarter longer"),
    ("spread", "standard deviation of the logarithm of the tokens, 0 to 3"),
    ("tokens-in", "tokens of a prompt, 0 to 1e9"),
    ("price-in", "price of a million tokens of prompts, 0 to 1e12; with price-out"),
    ("price-out", "price of a million tokens of replies, 0 to 1e12; with price-in"),
  ]

  /// Reads a spec or, where it is no spec, the profile file of that name.
  ///
  /// - Parameters:
  ///   - text: The spec or the path of a profile.
  ///   - source: Where it stood, for errors.
  /// - Throws: `LabError` or `UsageError` in one line.
  init(_ text: String, source: String) throws {
    if text == "simulated" || text.hasPrefix("simulated:") {
      try self.init(ChannelKeys(spec: text, source: source))
    } else {
      try self.init(ChannelKeys(profile: text, source: source))
    }
  }

  private init(_ keys: ChannelKeys) throws {
    let p = try keys["p"]?.number(in: .above(0, to: 1))
    let list = try keys["shares"].map { value in
      try value.text.split(separator: ";", omittingEmptySubsequences: false).map {
        try ArgumentValue(source: value.source, text: String($0)).number(in: .probability)
      }
    }
    switch (p, list) {
    case (let p?, nil): shares = CandidateShares(stepSuccess: try Probability(p)).values
    case (nil, let list?):
      do { shares = try CandidateShares(list).values } catch {
        throw LabError("\(keys.source): \(error)")
      }
    case (nil, nil): throw LabError("\(keys.source): give p, or shares")
    default: throw LabError("\(keys.source): shares take the place of p: give one of them")
    }
    stepSuccess = p
    correlation = try keys["rho"]?.number(in: .from(0, below: 1)) ?? 0
    if correlation > 0, p == nil {
      throw LabError("\(keys.source): rho goes with p, not with shares")
    }
    validRate = try keys["v"]?.number(in: .above(0, to: 1)) ?? 1
    var manner = ReplyManner()
    manner.length.median = try keys["tokens"]?.number(in: .from(1, to: 1e6)) ?? 500
    manner.length.spread = try keys["spread"]?.number(in: .from(0, to: 3)) ?? 0.25
    manner.inputTokens = try keys["tokens-in"]?.integer(in: 0...1_000_000_000) ?? 577
    if let value = keys["latency"] { manner.latency = try Self.latency(value) }
    let prices = try ["price-in", "price-out"].map {
      try keys[$0]?.number(in: .from(0, to: 1e12))
    }
    switch (prices[0], prices[1]) {
    case (let input?, let output?): manner.prices = TokenPrices(input: input, output: output)
    case (nil, nil): break
    default: throw LabError("\(keys.source): a bill takes both price-in and price-out")
    }
    self.manner = manner
    isRealTime = try keys["clock"]?.choice(of: ["virtual", "real"]) == "real"
    provenance = keys.provenance
  }

  /// What the channel is, in one way whatever the spelling: part of what identifies a run.
  var canonical: String {
    var parts = [stepSuccess.map { "p=\(NumberFormat.shortest($0))" } ?? "shares=\(list(shares))"]
    if correlation > 0 { parts.append("rho=\(NumberFormat.shortest(correlation))") }
    if validRate != 1 { parts.append("v=\(NumberFormat.shortest(validRate))") }
    switch manner.latency {
    case .constant(0): break
    case .constant(let time): parts.append("latency=\(time)ns")
    case .exponential(let mean): parts.append("latency=exp:\(mean)ns")
    }
    if isRealTime { parts.append("clock=real") }
    parts.append("tokens=\(NumberFormat.shortest(manner.length.median))")
    parts.append("spread=\(NumberFormat.shortest(manner.length.spread))")
    parts.append("tokens-in=\(manner.inputTokens)")
    if let prices = manner.prices {
      parts.append("price-in=\(NumberFormat.shortest(prices.input))")
      parts.append("price-out=\(NumberFormat.shortest(prices.output))")
    }
    return "simulated:" + parts.joined(separator: ",")
  }

  /// The steps as classes, where they are not alike; nil where they are.
  var classes: [StepPopulation.StepClass]? {
    guard let stepSuccess, correlation > 0 else { return nil }
    return [
      BetaSteps.population(
        success: stepSuccess, correlation: correlation, flagRate: 1 - validRate)
    ]
  }

  /// What makes steps unequal, in the words of the spec.
  var inequality: String { "rho = \(NumberFormat.shortest(correlation))" }

  /// What decides votes and flags.
  ///
  /// - Throws: `PopulationError` where the Beta law of the steps has shapes out of range.
  func noise() throws -> any NoiseModel {
    guard let classes else {
      return IndependentErrors(shares: try CandidateShares(shares), validRate: validRate)
    }
    return UnequalSteps(try StepPopulation(classes: classes))
  }

  private func list(_ values: [Double]) -> String {
    values.map(NumberFormat.shortest).joined(separator: ";")
  }

  /// Reads a time as `1ms`, or `exp:1ms` for an exponential law with that mean.
  private static func latency(_ value: ArgumentValue) throws -> LatencyLaw {
    let isExponential = value.text.hasPrefix("exp:")
    let time = try DurationText.nanoseconds(
      ArgumentValue(
        source: value.source, text: isExponential ? String(value.text.dropFirst(4)) : value.text))
    return isExponential ? .exponential(mean: time) : .constant(time)
  }
}
