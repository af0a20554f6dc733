import Economics
import MAKERCore
import RaceTheory

/// Reads what `makerlab patterns` is asked.
enum PatternOptions {
  /// Most steps that are simulated for one answer; count.
  static let mostSteps = 20_000_000

  /// Models and task.
  ///
  /// - Parameter arguments: The command line.
  /// - Returns: The setting.
  /// - Throws: `UsageError` or `LabError` in one line.
  static func setting(_ arguments: Arguments) throws -> PatternSetting {
    let successes = try required(arguments, "p") { value throws(UsageError) in
      try value.number(in: .above(0, below: 1))
    }
    let prices = try required(arguments, "cost", price)
    let tiers = Set(successes.keys)
    for (option, given) in [("cost", Set(prices.keys))] where given != tiers {
      throw LabError(
        "--\(option) is of \(names(given)) and --p of \(names(tiers)): give both for the same tiers"
      )
    }
    let rates = try list(arguments, "v", of: tiers) { value throws(UsageError) in
      try value.number(in: .from(0.05, to: 1))
    }
    let times = try list(arguments, "time", of: tiers) { value throws(UsageError) in
      Double(try DurationText.nanoseconds(value)) / 1e9
    }
    let models = tiers.sorted().map { tier in
      PatternModel(
        tier, stepSuccess: successes[tier] ?? 0, validRate: rates[tier] ?? 1,
        price: prices[tier] ?? .zero, seconds: times[tier] ?? 1)
    }
    return try PatternSetting(
      models: models, difficulty: try difficulty(arguments, tiers),
      steps: try arguments.integer("steps") ?? 1,
      review: ReviewQuality(
        planSuccess: try arguments.number("plan-p") ?? 1,
        sensitivity: try arguments.number("sensitivity") ?? 0.9,
        specificity: try arguments.number("specificity") ?? 0.9))
  }

  /// The patterns that are named; all whose tiers are given where none is.
  static func patterns(
    _ arguments: Arguments, _ setting: PatternSetting
  ) throws -> [VotingPattern] {
    let texts = arguments.operands("pattern")
    do {
      guard texts.isEmpty else {
        let patterns = try texts.map { try VotingPattern($0) }
        for pattern in patterns { try setting.check(pattern) }
        return patterns
      }
      let names = ["single:tier=small", "single:tier=large"] + VotingPattern.names.dropFirst()
      return try names.map { try VotingPattern($0) }
        .filter { (try? setting.check($0)) != nil }
    } catch let error as PatternError {
      throw LabError(error.description)
    }
  }

  /// What is compared against.
  static func baseline(
    _ arguments: Arguments, _ setting: PatternSetting
  ) throws -> VotingPattern {
    guard let text = arguments.string("baseline") else {
      return .single(
        setting.index(of: .medium) != nil
          ? .medium : setting.models[setting.models.count - 1].tier)
    }
    do {
      let pattern = try ModelTier(rawValue: text).map { .single($0) } ?? VotingPattern(text)
      try setting.check(pattern)
      return pattern
    } catch let error as PatternError {
      throw LabError("--baseline: \(error.description)")
    }
  }

  private static func difficulty(
    _ arguments: Arguments, _ tiers: Set<ModelTier>
  ) throws -> LadderDifficulty {
    let rho = try arguments.number("rho")
    let share = try arguments.number("hard-steps")
    let hard = try list(arguments, "hard-p", of: tiers) { value throws(UsageError) in
      try value.number(in: .above(0, below: 1))
    }
    if rho != nil, share != nil { throw LabError("--rho or --hard-steps: give one of them") }
    guard (share == nil) == hard.isEmpty else {
      throw LabError("--hard-steps and --hard-p: give both")
    }
    guard let share else { return rho.map { .proportional(correlation: $0) } ?? .alike }
    guard Set(hard.keys) == tiers else {
      throw LabError("--hard-p is of \(names(Set(hard.keys))): give it for \(names(tiers))")
    }
    return .hardSteps(share: share, stepSuccess: tiers.sorted().compactMap { hard[$0] })
  }

  /// A price, exact to 1e-12.
  private static func price(_ value: ArgumentValue) throws(UsageError) -> Money {
    _ = try value.number(in: .from(0, to: 1000))
    guard let decimal = DecimalText(value.text),
      let scaled = DecimalText(
        "\(decimal.digits.isEmpty ? "0" : decimal.digits)e\(decimal.exponent + 12)"),
      let picodollars = scaled.integer
    else {
      throw .invalidValue(
        source: value.source, value: value.text, expected: "a price of at most 12 decimals")
    }
    return Money(picodollars: picodollars)
  }

  private static func required<Value>(
    _ arguments: Arguments, _ name: String, _ read: (ArgumentValue) throws(UsageError) -> Value
  ) throws -> [ModelTier: Value] {
    _ = try arguments.required(name)
    return try list(arguments, name, of: Set(ModelTier.allCases), read)
  }

  /// Values by tier, as `small=.85,large=.97`; none where the option is absent.
  private static func list<Value>(
    _ arguments: Arguments, _ name: String, of tiers: Set<ModelTier>,
    _ read: (ArgumentValue) throws(UsageError) -> Value
  ) throws -> [ModelTier: Value] {
    guard let all = arguments.value(name) else { return [:] }
    var values: [ModelTier: Value] = [:]
    for part in all.text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, let tier = ModelTier(rawValue: String(sides[0])) else {
        throw UsageError.invalidValue(
          source: all.source, value: all.text,
          expected: "tier=value with the tiers small, medium, large, as small=1,large=2")
      }
      guard tiers.contains(tier) else {
        throw LabError("--\(name): \(tier.rawValue) has no --p")
      }
      guard values[tier] == nil else {
        throw LabError("--\(name): \(tier.rawValue) is given twice")
      }
      values[tier] = try read(
        ArgumentValue(source: "\(all.source) of \(tier.rawValue)", text: String(sides[1])))
    }
    return values
  }

  private static func names(_ tiers: Set<ModelTier>) -> String {
    tiers.sorted().map(\.rawValue).joined(separator: ", ")
  }
}
