package import Foundation

/// Reads a workflow.
extension Workflow: Decodable {
  /// Reads a workflow that stands in another text.
  ///
  /// - Throws: `DecodingError` where it is no workflow, with the place in it.
  package init(from decoder: any Decoder) throws {
    self = try WorkflowFile(from: decoder).workflow
  }

  /// Reads a workflow from JSON.
  ///
  /// Where a kind has a claimed cost and no tokens, its tokens are those which the cost pays for at the
  /// stated price of its tier, in the proportion of prompt to reply of the first kind.
  ///
  /// - Parameters:
  ///   - json: The bytes.
  ///   - file: File they are from, for errors.
  /// - Throws: `WorkflowError` in one line: where, and what is allowed.
  package init(json: Data, file: String) throws(WorkflowError) {
    do {
      self = try JSONDecoder().decode(Workflow.self, from: json)
    } catch let error as DecodingError {
      let found = PriceBookError(book: file, error)
      throw WorkflowError(file: file, place: found.place, problem: found.problem)
    } catch {
      throw WorkflowError(file: file, place: "", problem: "is not JSON")
    }
  }
}

/// The file as it stands.
private struct WorkflowFile: Decodable {
  let workflow: Workflow

  enum CodingKeys: String, CodingKey, CaseIterable {
    case title, date, models, prices, planner, review, agents, limit, retries, kinds
    case failureRate = "failure_rate"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.knownKeys(CodingKeys.self)
    let prices =
      try container.contains(.prices)
      ? container.decode(TierTable<PriceRow>.self, forKey: .prices).rows.mapValues(\.prices) : [:]
    let rows = try container.decode([KindRow].self, forKey: .kinds)
    guard let first = rows.first else { throw container.error(.kinds, "lists no kind of agent") }
    var names: Set<String> = []
    for (index, row) in rows.enumerated() where !names.insert(row.name).inserted {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: container.codingPath + [CodingKeys.kinds],
          debugDescription: "kind \(index) has the name of another, '\(row.name)'"))
    }
    workflow = Workflow(
      title: try container.words(.title),
      date: try container.contains(.date) ? container.date(.date) : nil,
      models: try container.decode(TierTable<String>.self, forKey: .models).rows,
      statedPrices: prices,
      planner: try container.decode(PlanningRow.self, forKey: .planner).planning,
      review: try container.decodeIfPresent(PlanningRow.self, forKey: .review)?.planning,
      agents: try container.count(.agents, 1...Workflow.mostAgents),
      limit: try container.contains(.limit)
        ? container.count(.limit, 1...Workflow.mostAgents) : nil,
      failureRate: try container.contains(.failureRate)
        ? container.number(.failureRate, 0...0.999) : 0,
      retries: try container.contains(.retries)
        ? container.count(.retries, 0...Workflow.mostRetries) : 0,
      kinds: rows.map { $0.kind(mixedAs: first.tokens, at: prices) })
  }
}

/// A value for some of the tiers, by their names.
private struct TierTable<Value: Decodable>: Decodable {
  let rows: [ModelTier: Value]

  private enum CodingKeys: String, CodingKey, CaseIterable { case small, medium, large }

  init(from decoder: any Decoder) throws {
    let container = try decoder.knownKeys(CodingKeys.self)
    var rows: [ModelTier: Value] = [:]
    for tier in ModelTier.allCases {
      guard let key = CodingKeys(stringValue: tier.rawValue) else { continue }
      rows[tier] = try container.decodeIfPresent(Value.self, forKey: key)
    }
    self.rows = rows
  }
}

/// Prices of a million tokens.
private struct PriceRow: Decodable {
  let prices: ModelPrices

  private enum CodingKeys: String, CodingKey, CaseIterable { case input, output }

  init(from decoder: any Decoder) throws {
    let container = try decoder.knownKeys(CodingKeys.self)
    prices = ModelPrices(
      input: try container.price(.input), output: try container.price(.output))
  }
}

private struct TokenRow: Decodable {
  let tokens: WorkTokens

  private enum CodingKeys: String, CodingKey, CaseIterable { case input, output }

  init(from decoder: any Decoder) throws {
    let container = try decoder.knownKeys(CodingKeys.self)
    tokens = WorkTokens(
      input: try container.decode(SpreadRow.self, forKey: .input).spread,
      output: try container.decode(SpreadRow.self, forKey: .output).spread)
  }
}

private struct PlanningRow: Decodable {
  let planning: Workflow.Planning

  private enum CodingKeys: String, CodingKey, CaseIterable { case tier, tokens, seconds }

  init(from decoder: any Decoder) throws {
    let container = try decoder.knownKeys(CodingKeys.self)
    planning = Workflow.Planning(
      tier: try container.tier(.tier),
      tokens: try container.decode(TokenRow.self, forKey: .tokens).tokens,
      seconds: try container.decode(SpreadRow.self, forKey: .seconds).spread)
  }
}

private struct KindRow: Decodable {
  let name: String
  let tokens: WorkTokens?
  private let tier: ModelTier
  private let tools: [String]
  private let calls: Int
  private let tokensOnTier: [ModelTier: WorkTokens]
  private let seconds: Spread
  private let claimedCost: Money?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case name, tier, tools, tokens, seconds
    case calls = "calls_per_task"
    case tokensOnTier = "tokens_on_tier"
    case claimedCost = "claimed_cost"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.knownKeys(CodingKeys.self)
    name = try container.words(.name)
    tier = try container.tier(.tier)
    tools = try container.decodeIfPresent([String].self, forKey: .tools) ?? []
    calls = try container.count(.calls, 0...1000)
    tokens = try container.decodeIfPresent(TokenRow.self, forKey: .tokens)?.tokens
    tokensOnTier =
      try container.decodeIfPresent(TierTable<TokenRow>.self, forKey: .tokensOnTier)?
      .rows.mapValues(\.tokens) ?? [:]
    seconds = try container.decode(SpreadRow.self, forKey: .seconds).spread
    // Millionths of a dollar are enough for a claim; a price of a million tokens reads the same.
    claimedCost =
      try container.contains(.claimedCost)
      ? Money(picodollars: container.price(.claimedCost) * 1_000_000) : nil
  }

  /// The kind, its tokens implied by its claimed cost where they are not stated.
  func kind(mixedAs mix: WorkTokens?, at prices: [ModelTier: ModelPrices]) -> AgentKind {
    var found = tokens
    if found == nil, let claimedCost, let mix, let prices = prices[tier] {
      let unit = mix.meanCost(at: prices)
      let factor = unit > 0 ? Double(claimedCost.picodollars) * 1e-12 / unit : 0
      if factor > 0 {
        found = WorkTokens(
          input: mix.input.scaled(by: factor), output: mix.output.scaled(by: factor))
      }
    }
    return AgentKind(
      name: name, tier: tier, tools: tools, callsPerTask: calls, tokens: found,
      tokensOnTier: tokensOnTier, areTokensImplied: tokens == nil && found != nil,
      seconds: seconds, claimedCost: claimedCost)
  }
}

extension KeyedDecodingContainer {
  /// A tier by its name.
  fileprivate func tier(_ key: Key) throws -> ModelTier {
    let name = try decode(String.self, forKey: key)
    guard let tier = ModelTier(rawValue: name) else {
      throw error(key, "'\(name)' is unknown; known are small, medium, large")
    }
    return tier
  }
}
