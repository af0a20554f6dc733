package import Economics
package import MAKERCore

/// What a run would ask and pay, without asking: bounds of each call, and how many there will be.
package struct DrawProjection: Sendable {
  /// A model that would be asked.
  package struct Model: Equatable, Sendable {
    /// Provider, as `openai`.
    package var provider: String
    /// Name of the model as the provider knows it.
    package var name: String
    /// Most tokens of a prompt, as a call reserves them; tokens.
    package var inputTokens: Int
    /// Most tokens of a reply; tokens.
    package var outputTokens: Int

    /// Makes a model; see the properties.
    package init(provider: String, name: String, inputTokens: Int, outputTokens: Int) {
      self.provider = provider
      self.name = name
      self.inputTokens = inputTokens
      self.outputTokens = outputTokens
    }
  }

  /// The models, of which any may answer any call.
  package let models: [Model]
  /// How many calls there will be.
  package let calls: ProjectedCalls
  /// What may be spent.
  package let limits: BudgetLimits
  /// Prices of each model, in order; nil where unknown.
  package let quotes: [PriceBooks.Quote?]

  /// Makes a projection.
  ///
  /// - Parameters:
  ///   - models: Models that would be asked; at least one.
  ///   - calls: How many calls there will be.
  ///   - limits: What may be spent.
  ///   - prices: The price books.
  package init(
    models: [Model], calls: ProjectedCalls, limits: BudgetLimits = BudgetLimits(),
    prices: PriceBooks
  ) {
    precondition(!models.isEmpty, "a run asks some model")
    self.models = models
    self.calls = calls
    self.limits = limits
    quotes = models.map { prices.quote(provider: $0.provider, model: $0.name) }
  }

  /// Most that one call to a model can cost.
  package func worst(_ index: Int) -> Charge {
    Charge(
      inputTokens: models[index].inputTokens, outputTokens: models[index].outputTokens,
      at: quotes[index]?.entry.prices)
  }

  /// Most that one call can cost, whichever model answers; money is nil where a price is unknown.
  package var worst: Charge {
    let all = models.indices.map(worst)
    let money = all.contains { $0.picodollars == nil } ? nil : all.compactMap(\.picodollars).max()
    let longest = all.max { $0.tokens < $1.tokens } ?? .zero
    return Charge(
      inputTokens: longest.inputTokens, outputTokens: longest.outputTokens, picodollars: money)
  }

  /// The dearest dollars and the longest tokens of a number of calls, at their worst case.
  private func bill(_ count: Double) -> (tokens: Double, dollars: Double?) {
    (
      count * Double(worst.tokens),
      worst.picodollars.map { count * Double($0) / 1e12 }
    )
  }

  /// Rows of the projection: what they count, and how many calls, nil for without bound.
  private var rows: [(label: String, count: Double?)] {
    if calls.least == calls.most { return [("calls", Double(calls.least))] }
    var rows: [(String, Double?)] = [("at least", Double(calls.least))]
    if let expected = calls.expected, let assumption = calls.assumption {
      rows.append(("expected at \(assumption)", expected))
    }
    if let atCap = calls.atCap { rows.append(("at the cap, nothing flagged", Double(atCap))) }
    rows.append(("at most", calls.most.map(Double.init)))
    return rows
  }

  /// The projection for people; it ends without a line end.
  package var text: String {
    var lines = ["nothing is asked; this is what the run would take"]
    for (index, model) in models.enumerated() {
      let worst = worst(index)
      let cost = worst.picodollars.map { "\(Money(picodollars: $0))" } ?? "unknown"
      lines.append(
        "\(model.provider):\(model.name): a call takes at most \(NumberFormat.grouped(model.inputTokens)) "
          + "tokens in and \(NumberFormat.grouped(model.outputTokens)) out, \(cost); "
          + PriceText.line(quotes[index]))
    }
    var table = TextTable([
      .text("calls"), .number("count"), .number("tokens at most"), .number("cost at most"),
    ])
    for (label, count) in rows {
      let bill = count.map(bill)
      table.append([
        label, count.map(Self.count) ?? "unbounded",
        bill.map { Self.count($0.tokens) } ?? "unbounded",
        bill.map { $0.dollars.map(Self.dollars) ?? "unknown" } ?? "unbounded",
      ])
    }
    return (lines + [table.text.trimmedEnd] + notes).joined(separator: "\n")
  }

  /// What limits mean for the run, and what comes on top.
  private var notes: [String] {
    var notes: [String] = []
    if let affordable {
      notes.append(
        "the limits allow at least \(NumberFormat.grouped(affordable)) calls"
          + (affordable < calls.least ? ": too few to end" : ""))
    }
    notes.append(
      "calls that are repeated after an error come on top, within the limits")
    return notes
  }

  /// Calls that the total limits allow at the least, each at its worst case; nil without limits.
  private var affordable: Int? {
    var bounds: [Int] = []
    if let tokens = limits.total.tokens, worst.tokens > 0 { bounds.append(tokens / worst.tokens) }
    if let money = limits.total.money, let dearest = worst.picodollars, dearest > 0 {
      bounds.append(money.picodollars / dearest)
    }
    return bounds.min()
  }

  private static func count(_ number: Double) -> String {
    number < 1e15
      ? NumberFormat.grouped(Int(number.rounded(.up))) : NumberFormat.significant(number, 3)
  }

  private static func dollars(_ number: Double) -> String {
    "$"
      + (number >= 1 && number < 1e15
        ? NumberFormat.fixed(number, decimals: 2) : NumberFormat.significant(number, 3))
  }
}
