/// A table in which a paper prints what a task costs with each of several models.
package struct PublishedCosts: Hashable, Sendable, Codable {
  /// Figure or table, `Fig. 6b`.
  package var source: String
  /// Steps s of the task; count, at least 1.
  package var steps: Int
  /// Success t that k_min is for; unit 1, range (0, 1).
  package var target: Double
  /// Unit of the printed costs; US dollars, 1000 where thousands are printed.
  package var unit: Double
  /// One row a model.
  package var models: [PublishedCost]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case source, steps, target, models
    case unit = "usd"
  }

  /// Reads a table; without `usd` its costs are in dollars.
  ///
  /// - Throws: `DecodingError` for an unknown key, no model or a value outside its range.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    source = try container.decode(String.self, forKey: .source)
    steps = try container.decode(JSONNumber<Int>.self, forKey: .steps).value
    target = try container.decode(JSONNumber<Double>.self, forKey: .target).value
    unit = try container.number(Double.self, .unit) ?? 1
    models = try container.decode([PublishedCost].self, forKey: .models)
    try container.check(steps >= 1, .steps, "\(steps) is outside its range: at least 1")
    try container.check(
      target > 0 && target < 1, .target, "\(target) is outside its range: above 0, below 1")
    try container.check(unit > 0 && unit.isFinite, .unit, "\(unit) is not above 0")
    try container.check(!models.isEmpty, .models, "lists no model")
    try container.check(
      Set(models.map(\.model)).count == models.count, .models, "lists a model twice")
    try container.check(
      models.contains { $0.cost != nil && $0.inputTokens == .fitsCommon }, .models,
      "needs a model with tokens_in fits_common, whose cost tells the tokens of a prompt")
  }
}

/// A row of such a table, with the digits that are printed.
package struct PublishedCost: Hashable, Sendable, Codable {
  /// How the tokens of a prompt, which the paper does not print, are found.
  package enum InputTokens: String, Codable, CaseIterable, Sendable {
    /// One number for all rows of this kind is fitted to their costs.
    case fitsCommon = "fits_common"
    /// That number is held against the cost of this row.
    case usesCommon = "uses_common"
    /// A number of its own is fitted: its tokenizer is another.
    case fittedApart = "fitted_apart"
  }

  /// Name of the model.
  package var model: String
  /// Price of the input; US dollars per million tokens, exact.
  package var inputPrice: Double
  /// Whether the paper prints the price of the input; otherwise it is the list price of that time.
  package var printsInputPrice: Bool
  /// Price of the output; US dollars per million tokens, exact.
  package var outputPrice: Double
  /// Tokens of a reply.
  package var outputTokens: RoundedNumber
  /// Step error 1 − p; unit 1.
  package var stepError: RoundedNumber
  /// The margin k_min; votes, nil where none is printed.
  package var margin: Int?
  /// Expected cost of the task, in the unit of the table; nil where none is printed.
  package var cost: RoundedNumber?
  /// How the tokens of a prompt are found.
  package var inputTokens: InputTokens

  enum CodingKeys: String, CodingKey, CaseIterable {
    case model, cost
    case inputPrice = "usd_per_mtok_in"
    case printsInputPrice = "prints_input_price"
    case outputPrice = "usd_per_mtok_out"
    case outputTokens = "tokens_out"
    case stepError = "step_error"
    case margin = "k_min"
    case inputTokens = "tokens_in"
  }

  /// Reads a row, whose rounded numbers are texts so that their last digit is kept.
  ///
  /// - Throws: `DecodingError` for an unknown key or a value outside its range.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
    model = try container.decode(String.self, forKey: .model)
    inputPrice = try container.decode(JSONNumber<Double>.self, forKey: .inputPrice).value
    printsInputPrice = try container.decode(Bool.self, forKey: .printsInputPrice)
    outputPrice = try container.decode(JSONNumber<Double>.self, forKey: .outputPrice).value
    outputTokens = try container.decode(RoundedNumber.self, forKey: .outputTokens)
    stepError = try container.decode(RoundedNumber.self, forKey: .stepError)
    margin = try container.number(Int.self, .margin)
    cost = try container.decodeIfPresent(RoundedNumber.self, forKey: .cost)
    inputTokens =
      try container.decodeIfPresent(InputTokens.self, forKey: .inputTokens) ?? .usesCommon
    for (key, price) in [(CodingKeys.inputPrice, inputPrice), (.outputPrice, outputPrice)] {
      try container.check(
        price > 0 && price <= 1e6, key, "\(price) is outside its range: above 0, at most 1e6")
    }
    try container.check(
      outputTokens.low >= 0, .outputTokens, "\(outputTokens.text) is not above 0")
    try container.check(
      stepError.value >= 0 && stepError.value <= 1, .stepError,
      "\(stepError.text) is outside its range: 0 to 1")
    try container.check(
      (margin == nil) == (cost == nil), .cost, "is printed together with k_min, or neither is")
    try container.check(
      margin.map { (1...100_000).contains($0) } ?? true, .margin,
      "\(margin ?? 0) is outside its range: 1 to 100000")
    try container.check(
      margin == nil || stepError.low >= 0 && stepError.high < 0.5, .stepError,
      "with a k_min it is below one half, its rounding included")
  }

  /// Price of one draw; US dollars.
  ///
  /// - Parameters:
  ///   - tokensIn: Tokens of the prompt.
  ///   - tokensOut: Tokens of the reply.
  /// - Returns: The price.
  /// - Source: arXiv 2511.09030, Eq. 20.
  package func priceOfDraw(tokensIn: Double, tokensOut: Double) -> Double {
    (inputPrice * tokensIn + outputPrice * tokensOut) / 1e6
  }
}
