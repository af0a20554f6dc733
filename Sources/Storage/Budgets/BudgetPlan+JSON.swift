package import Economics
import TextFormats

/// What is wrong with a budget: which file, where in it, what is allowed.
package struct BudgetPlanError: Error, Equatable, Sendable, CustomStringConvertible {
  /// One line for a person.
  package let description: String
}

extension BudgetPlan {
  /// Reads a budget.
  ///
  /// - Parameters:
  ///   - bytes: The file, as JSON.
  ///   - name: Its name, for errors.
  /// - Throws: `BudgetPlanError` in one line: where, and what is allowed.
  package init(json bytes: [UInt8], name: String) throws(BudgetPlanError) {
    let json: JSONValue
    do throws(JSONReader.Failure) { json = try JSONReader.value(bytes) } catch {
      throw BudgetPlanError(description: "\(name): \(error)")
    }
    let reader = BudgetPlanReader(name: name)
    try reader.check(json, "", ["note", "week_begins", "weekly", "models"])
    var weekBegins = Weekday.monday
    if let value = json["week_begins"] {
      guard let weekday = value.string.flatMap(Weekday.init(rawValue:)) else {
        throw reader.error("week_begins", "must be a day of the week, as monday")
      }
      weekBegins = weekday
    }
    guard let weekly = json["weekly"] else { throw reader.error("weekly", "is missing") }
    try reader.check(weekly, "weekly", ["total"] + ModelTier.allCases.map(\.rawValue))
    var tiers: [ModelTier: SpendingLimit] = [:]
    for tier in ModelTier.allCases {
      guard let value = weekly[tier.rawValue] else { continue }
      tiers[tier] = try reader.limit(value, "weekly.\(tier.rawValue)")
    }
    let total = try weekly["total"].map { (value) throws(BudgetPlanError) in
      try reader.limit(value, "weekly.total")
    }
    guard total != nil || !tiers.isEmpty else {
      throw reader.error("weekly", "limits nothing: give total, or a tier")
    }
    self.init(
      note: json["note"]?.string ?? "", weekBegins: weekBegins, total: total ?? SpendingLimit(),
      tiers: tiers, models: try reader.models(json["models"]))
    for tier in ModelTier.allCases where tiers[tier]?.isSet == true {
      guard models.contains(where: { $0.tier == tier }) else {
        throw reader.error(
          "weekly.\(tier.rawValue)", "no model is of this tier, so nothing keeps it")
      }
    }
  }

  /// The example that the laboratory brings along.
  ///
  /// - Returns: The plan.
  /// - Throws: `BudgetPlanError` where it is wrong, which its test rules out.
  package static func shipped() throws(BudgetPlanError) -> BudgetPlan {
    try BudgetPlan(json: Array(shippedJSON.utf8), name: "the shipped budget")
  }

  /// The example as a user could write it.
  package static let shippedJSON = """
    {
      "note": "An example: 700,000 tokens a week; the tiers' limits are the upper ends of the shares (70 %, 30 %, 10 %) that a small-first allocation gives them. Hours of use are not counted: a log knows tokens.",
      "week_begins": "monday",
      "weekly": {
        "total": {"tokens": 700000},
        "small": {"tokens": 490000},
        "medium": {"tokens": 210000},
        "large": {"tokens": 70000}
      },
      "models": [
        {"model": "haiku", "tier": "small"},
        {"model": "sonnet", "tier": "medium"},
        {"model": "opus", "tier": "large"},
        {"model": "anthropic:claude-3-haiku*", "tier": "small"},
        {"model": "anthropic:claude-haiku-4-5*", "tier": "small"},
        {"model": "anthropic:claude-sonnet-4-5*", "tier": "medium"},
        {"model": "anthropic:claude-sonnet-5-5*", "tier": "medium"},
        {"model": "anthropic:claude-opus-4-1*", "tier": "large"},
        {"model": "anthropic:claude-opus-4-5*", "tier": "large"},
        {"model": "anthropic:claude-opus-5*", "tier": "large"},
        {"model": "anthropic:claude-opus-5-5*", "tier": "large"}
      ]
    }
    """
}

/// Reads the parts of a budget, and words what is wrong with them.
private struct BudgetPlanReader {
  let name: String

  func error(_ place: String, _ problem: String) -> BudgetPlanError {
    BudgetPlanError(description: "\(name): " + (place.isEmpty ? "" : "\(place): ") + problem)
  }

  func check(_ json: JSONValue, _ place: String, _ known: [String]) throws(BudgetPlanError) {
    guard let members = json.members else { throw error(place, "must be an object") }
    for (key, _) in members where !known.contains(key) {
      throw error(
        place, "unknown key \(JSONText.quoted(key)); known are \(known.joined(separator: ", "))")
    }
  }

  func limit(_ json: JSONValue, _ place: String) throws(BudgetPlanError) -> SpendingLimit {
    try check(json, place, ["tokens", "dollars"])
    var limit = SpendingLimit()
    if let value = json["tokens"] {
      guard let tokens = value.integer, (1...TokenLogEntry.mostTokens).contains(tokens) else {
        throw error(
          "\(place).tokens", "must be a whole number from 1 to \(TokenLogEntry.mostTokens)")
      }
      limit.tokens = tokens
    }
    if let value = json["dollars"] {
      guard let money = Money(dollars: value), money > .zero else {
        throw error(
          "\(place).dollars",
          "must be above 0 and at most \(Money.mostDollars), with at most 12 decimals")
      }
      limit.money = money
    }
    guard limit.isSet else { throw error(place, "limits nothing: give tokens or dollars") }
    return limit
  }

  func models(_ json: JSONValue?) throws(BudgetPlanError) -> [BudgetPlan.ModelRule] {
    guard let json else { return [] }
    guard let elements = json.elements else { throw error("models", "must be a list") }
    var rules: [BudgetPlan.ModelRule] = []
    for (index, element) in elements.enumerated() {
      let place = "models[\(index)]"
      try check(element, place, ["model", "tier"])
      guard let model = element["model"]?.string.flatMap(ModelPattern.init) else {
        throw error(
          "\(place).model",
          "must be a name, a name with * at its end for its versions, or * for all")
      }
      guard let tier = element["tier"]?.string.flatMap(ModelTier.init(rawValue:)) else {
        throw error("\(place).tier", "must be small, medium or large")
      }
      guard !rules.contains(where: { $0.model == model }) else {
        throw error("\(place).model", "stands twice")
      }
      rules.append(BudgetPlan.ModelRule(model: model, tier: tier))
    }
    return rules
  }
}
