package import MAKERCore
package import NoisyChannels

/// A simulated model with a name: what its replies are, and what they cost.
package struct SimulatedModel: Hashable, Sendable, Codable {
  /// Name in tables and figures; one line, not empty.
  package var name: String
  /// Shares of the candidates among valid replies, the right one first, equally good ones as one; those
  /// of the average step where steps are not alike; unit 1, sum 1.
  package var shares: [Double]
  /// Valid rate v, of the average step; unit 1, range (0, 1].
  package var validRate: Double
  /// Steps that are not alike; nil where all are.
  package var population: StepPopulation?
  /// Models that take turns at the draws of a step; nil for one model.
  package var ensemble: ModelEnsemble?
  /// Replies that err more the longer they are; nil for another kind of model.
  package var longReplies: LongReplyLaw?
  /// Agents that split, calculate and judge; nil for another kind of model.
  package var agents: RecursiveAgents?
  /// Price of the input; US dollars per million tokens, nil when unknown.
  package var inputPrice: Double?
  /// Price of the output; US dollars per million tokens, nil when unknown.
  package var outputPrice: Double?
  /// Tokens of a prompt; nil when unknown.
  package var inputTokens: Double?
  /// Tokens of a reply; nil when unknown.
  package var outputTokens: Double?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, p, shares, v, steps, ensemble, agents
    case longReplies = "long_replies"
    case inputPrice = "usd_per_mtok_in"
    case outputPrice = "usd_per_mtok_out"
    case inputTokens = "tokens_in"
    case outputTokens = "tokens_out"
  }

  /// Makes a model of steps that are not alike, of unknown price.
  package init(name: String, population: StepPopulation) {
    self.name = name
    self.population = population
    (shares, validRate) = (population.meanShares, 1 - population.meanFlagRate)
  }

  /// Makes an ensemble, of unknown price.
  package init(name: String, ensemble: ModelEnsemble) {
    self.name = name
    self.ensemble = ensemble
    (shares, validRate) = (ensemble.meanShares, 1 - ensemble.meanFlagRate)
  }

  /// Reads a model by its one way of erring: p, shares, steps, an ensemble, long replies or agents.
  ///
  /// - Throws: `DecodingError` for an unknown key, two such ways or a value outside its range.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    let isLine = !name.isEmpty && name.utf8.allSatisfy { $0 >= 32 }
    try container.check(
      isLine && name.utf8.count <= 100, .name, "a name is one line of 1 to 100 bytes")
    let p = try container.number(Double.self, .p)
    let listed = try container.numbers(Double.self, .shares)
    let steps = try container.decodeIfPresent(StepPopulationJSON.self, forKey: .steps)
    ensemble = try container.decodeIfPresent(EnsembleJSON.self, forKey: .ensemble)?.ensemble
    longReplies = try container.read(.longReplies, LongReplyLaw().numbers) {
      try LongReplyLaw($0)
    }
    agents = try container.read(.agents, RecursiveAgents().numbers) { try RecursiveAgents($0) }
    let kinds = [
      p != nil, listed != nil, steps != nil, ensemble != nil, longReplies != nil, agents != nil,
    ]
    try container.check(
      kinds.count { $0 } == 1, .name,
      "give a model one of p, shares, steps, ensemble, long_replies and agents")
    let v = try container.number(Double.self, .v) ?? 1
    try container.check(
      v > 0 && v <= 1, .v, "\(v) is outside its range: above 0, at most 1")
    try container.check(
      p != nil || listed != nil || v == 1, .v,
      "goes with p or shares: other kinds of models say what is flagged themselves")
    population = steps?.population
    if let population {
      (shares, validRate) = (population.meanShares, 1 - population.meanFlagRate)
    } else if let ensemble {
      (shares, validRate) = (ensemble.meanShares, 1 - ensemble.meanFlagRate)
    } else if let listed {
      do { shares = try CandidateShares(listed).values } catch {
        throw DecodingError.dataCorruptedError(
          forKey: .shares, in: container, debugDescription: "\(error)")
      }
      validRate = v
    } else {
      let p = p ?? 1
      try container.check(p > 0 && p <= 1, .p, "\(p) is outside its range: above 0, at most 1")
      shares = [p, try Probability(p).complement]
      validRate = v
    }
    func amount(_ key: CodingKeys, most: Double) throws -> Double? {
      let value = try container.number(Double.self, key)
      try container.check(
        value.map { $0 >= 0 && $0 <= most } ?? true, key,
        "\(value ?? 0) is outside its range: 0 to \(most)")
      return value
    }
    inputPrice = try amount(.inputPrice, most: 1e6)
    outputPrice = try amount(.outputPrice, most: 1e6)
    inputTokens = try amount(.inputTokens, most: 1e9)
    outputTokens = try amount(.outputTokens, most: 1e9)
  }

  /// Writes the one way of erring that the model has, and what its replies cost.
  ///
  /// - Throws: What the encoder refuses.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    if let longReplies {
      try container.encode(longReplies.numbers, forKey: .longReplies)
    } else if let agents {
      try container.encode(agents.numbers, forKey: .agents)
    } else if let population {
      try container.encode(StepPopulationJSON(population), forKey: .steps)
    } else if let ensemble {
      try container.encode(EnsembleJSON(ensemble), forKey: .ensemble)
    } else {
      if shares.count == 2 {
        try container.encode(shares[0], forKey: .p)
      } else {
        try container.encode(shares, forKey: .shares)
      }
      if validRate != 1 { try container.encode(validRate, forKey: .v) }
    }
    try container.encodeIfPresent(inputPrice, forKey: .inputPrice)
    try container.encodeIfPresent(outputPrice, forKey: .outputPrice)
    try container.encodeIfPresent(inputTokens, forKey: .inputTokens)
    try container.encodeIfPresent(outputTokens, forKey: .outputTokens)
  }

  /// The noise alone, which name and prices do not change, as one line of JSON; nil where p, v and the
  /// shares say it all.
  var canonicalNoise: String? {
    population.map { canonicalJSON(StepPopulationJSON($0)) }
      ?? ensemble.map { canonicalJSON(EnsembleJSON($0)) }
      ?? longReplies.map { canonicalJSON($0.numbers) } ?? agents.map { canonicalJSON($0.numbers) }
  }

  /// Whether every step has the same shares and valid rate.
  package var hasAlikeSteps: Bool { population == nil && ensemble == nil }

  /// Whether shares and valid rate say what a draw is, of the average step at least.
  package var isKnownByShares: Bool { longReplies == nil && agents == nil }

  /// Price of one draw; US dollars, nil where a price or a number of tokens is unknown.
  package var priceOfDraw: Double? {
    guard let inputPrice, let outputPrice, let inputTokens, let outputTokens else { return nil }
    return (inputPrice * inputTokens + outputPrice * outputTokens) / 1e6
  }
}

extension KeyedDecodingContainer {
  /// Returns what an object of numbers makes, those it leaves out being usual ones; nil without it.
  fileprivate func read<Made>(
    _ key: Key, _ usual: NumberTable, _ make: (NumberTable) throws -> Made
  ) throws -> Made? {
    guard let given = try decodeIfPresent(NumberTable.self, forKey: key) else { return nil }
    let (table, unknown) = given.replacing(usual)
    try check(
      unknown == nil, key,
      "'\(unknown ?? "")' is unknown; known are \(usual.values.keys.sorted().joined(separator: ", "))"
    )
    do { return try make(table) } catch {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "\(error)")
    }
  }
}
