/// The stop rule of an experiment, before it is resolved for a design point.
package enum StopDefinition: Equatable, Sendable {
  /// The same rule for every point.
  case rule(StopRule)
  /// As many trials as hold at least that many races; count.
  case races(Int)
  /// As many trials as tell the exact success from the target, or as are affordable.
  case judgeTarget(TargetJudgement)
}

extension StopDefinition: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case trials, errors, seconds, races
    case relativeHalfWidth = "relative_half_width"
    case judgeTarget = "judge_target"
  }

  /// Reads one rule, with `trials` as its limit where it has one.
  ///
  /// - Throws: `DecodingError` for an unknown key, two rules or a value outside its range.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    let trials = try container.number(Int.self, .trials)
    try container.check(
      trials ?? 1 >= 1, .trials, "\(trials ?? 0) is outside its range: at least 1")
    let rules = container.allKeys.filter { $0 != .trials }
    try container.check(
      rules.count <= 1, rules.last ?? .trials, "give one rule, and trials as its limit")
    func most(_ key: CodingKeys) throws -> Int {
      try container.check(trials != nil, key, "needs trials as its limit")
      return trials ?? 1
    }
    switch rules.first {
    case .errors:
      let wanted = try container.decode(JSONNumber<Int>.self, forKey: .errors).value
      try container.check(wanted >= 2, .errors, "\(wanted) is outside its range: at least 2")
      self = .rule(.errors(wanted, atMost: try most(.errors)))
    case .relativeHalfWidth:
      let wanted = try container.decode(JSONNumber<Double>.self, forKey: .relativeHalfWidth).value
      try container.check(
        wanted > 0 && wanted < 1, .relativeHalfWidth,
        "\(wanted) is outside its range: above 0, below 1")
      self = .rule(.relativeHalfWidth(wanted, atMost: try most(.relativeHalfWidth)))
    case .seconds:
      let wanted = try container.decode(JSONNumber<Double>.self, forKey: .seconds).value
      try container.check(
        wanted > 0 && wanted <= 1e6, .seconds,
        "\(wanted) is outside its range: above 0, at most 1e6")
      self = .rule(.seconds(wanted, atMost: try most(.seconds)))
    case .races:
      let wanted = try container.decode(JSONNumber<Int>.self, forKey: .races).value
      try container.check(
        wanted >= 1 && trials == nil, .races, "needs at least 1, and no trials beside it")
      self = .races(wanted)
    case .judgeTarget:
      try container.check(trials == nil, .trials, "is found by judge_target")
      self = .judgeTarget(try container.decode(TargetJudgement.self, forKey: .judgeTarget))
    case .trials, nil:
      try container.check(trials != nil, .trials, "gives no rule: trials, errors, …")
      self = .rule(.trials(trials ?? 1))
    }
  }

  /// Writes the rule and the limit of trials that it was read with.
  ///
  /// - Throws: What the encoder refuses.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .races(let count): try container.encode(count, forKey: .races)
    case .judgeTarget(let judgement): try container.encode(judgement, forKey: .judgeTarget)
    case .rule(let rule):
      try container.encode(rule.mostTrials, forKey: .trials)
      switch rule {
      case .trials: break
      case .errors(let wanted, _): try container.encode(wanted, forKey: .errors)
      case .relativeHalfWidth(let wanted, _):
        try container.encode(wanted, forKey: .relativeHalfWidth)
      case .seconds(let wanted, _): try container.encode(wanted, forKey: .seconds)
      }
    }
  }
}
