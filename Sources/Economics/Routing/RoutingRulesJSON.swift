import TextFormats

/// Reads the rules of a router from a file.
extension RoutingRules {
  /// Reads rules from JSON.
  ///
  /// - Parameters:
  ///   - json: The bytes.
  ///   - name: File they are from, for errors.
  /// - Throws: `RulesError` in one line: where, and what is allowed.
  package init(json: [UInt8], name: String) throws(RulesError) {
    let value: JSONValue
    do throws(JSONReader.Failure) { value = try JSONReader.value(json) } catch {
      throw RulesError(name, error.description)
    }
    var strategies: [RoutingStrategy] = []
    let models: [ModelTier: String]
    let typical: TypicalTask?
    do throws(RulesError) {
      let file = try JSONFields(value, at: "", known: ["strategies", "models", "typical_task"])
      for (index, item) in try file.list("strategies").enumerated() {
        strategies.append(try Self.strategy(item, at: "strategies[\(index)]"))
      }
      models = try Self.models(file.member("models"))
      typical = try Self.typical(file.member("typical_task"))
    } catch {
      throw RulesError(name + (error.place.isEmpty ? "" : ": \(error.place)"), error.problem)
    }
    try self.init(name: name, strategies: strategies, models: models, typical: typical)
  }

  private static func strategy(
    _ value: JSONValue, at place: String
  ) throws(RulesError) -> RoutingStrategy {
    let fields = try JSONFields(
      value, at: place, known: ["name", "confidence", "label", "values", "patterns", "tier"])
    let ways = ["label", "patterns", "tier"].filter { fields.member($0) != nil }
    guard ways.count == 1 else {
      throw RulesError(place, "must have one of label, patterns and tier")
    }
    if ways != ["label"], fields.member("values") != nil {
      throw fields.error("values", "goes with label")
    }
    let way: RoutingStrategy.Way
    switch ways[0] {
    case "label":
      let prefix = try fields.text("label")
      // A label is read up to its first colon, in lowercase and without blanks around.
      guard !prefix.isEmpty, prefix == prefix.lowercased(), !prefix.contains(":"),
        !prefix.contains(where: \.isWhitespace)
      else {
        throw fields.error("label", "must be a lowercase word without a colon or blanks")
      }
      way = .label(prefix: prefix, values: try values(of: fields))
    case "patterns":
      var patterns: [RoutingStrategy.Pattern] = []
      for (index, item) in try fields.list("patterns").enumerated() {
        patterns.append(try pattern(item, at: "\(place).patterns[\(index)]"))
      }
      way = .patterns(patterns)
    default: way = .always(try fields.word("tier", as: ModelTier.self))
    }
    return RoutingStrategy(
      name: try fields.text("name"), confidence: try fields.share("confidence"), way: way)
  }

  private static func values(
    of strategy: JSONFields
  ) throws(RulesError) -> [String: ModelTier] {
    guard let value = strategy.member("values") else {
      throw strategy.error("values", "is missing")
    }
    let names = (value.members ?? []).map(\.0)
    let fields = try JSONFields(value, at: strategy.place(of: "values"), known: names)
    var values: [String: ModelTier] = [:]
    for name in names {
      guard !name.isEmpty, name == name.lowercased(), !name.contains(where: \.isWhitespace) else {
        throw RulesError(
          strategy.place(of: "values"), "\(JSONText.quoted(name)) must be a lowercase word")
      }
      values[name] = try fields.word(name, as: ModelTier.self)
    }
    return values
  }

  private static func pattern(
    _ value: JSONValue, at place: String
  ) throws(RulesError) -> RoutingStrategy.Pattern {
    let fields = try JSONFields(value, at: place, known: ["name", "expression", "tier"])
    let source = try fields.text("expression")
    let expression: RegularExpression
    do throws(RegularExpression.Failure) { expression = try RegularExpression(source) } catch {
      throw fields.error("expression", error.description)
    }
    let name = try fields.text("name")
    guard !name.allSatisfy(\.isWhitespace) else { throw fields.error("name", "is empty") }
    return RoutingStrategy.Pattern(
      name: name, expression: expression, tier: try fields.word("tier", as: ModelTier.self))
  }

  private static func models(_ value: JSONValue?) throws(RulesError) -> [ModelTier: String] {
    guard let value else { return [:] }
    let fields = try JSONFields(
      value, at: "models", known: ModelTier.allCases.map(\.rawValue))
    var models: [ModelTier: String] = [:]
    for tier in ModelTier.allCases { models[tier] = try fields.optionalText(tier.rawValue) }
    return models
  }

  private static func typical(_ value: JSONValue?) throws(RulesError) -> TypicalTask? {
    guard let value else { return nil }
    let fields = try JSONFields(
      value, at: "typical_task", known: ["input_tokens", "output_tokens"])
    return TypicalTask(
      inputTokens: try fields.count("input_tokens"),
      outputTokens: try fields.count("output_tokens"))
  }
}
