import Analysis
import Economics
import ExperimentDesign

/// What a workflow costs before and after its agents move to the small tier, at whose prices.
///
/// Everything is arithmetic: tokens of the shipped workflow times prices.
enum WorkflowCostStudy: Study {
  static let name = "workflow_cost"

  /// What the study is given.
  struct Given: Decodable, Sendable {
    /// Costs that somebody states for a number of agents; dollars.
    struct Stated: Decodable, Sendable {
      let agents: Int
      let before: Double
      let after: Double

      private enum CodingKeys: String, CodingKey, CaseIterable { case agents, before, after }

      init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        agents = try container.decode(Int.self, forKey: .agents)
        try container.check((1...1000).contains(agents), .agents, "must be 1 to 1000")
        before = try container.decode(Double.self, forKey: .before)
        after = try container.decode(Double.self, forKey: .after)
        try container.check(before > 0, .before, "must be above 0")
        try container.check(after > 0, .after, "must be above 0")
      }
    }

    /// Models that a team could use on a day.
    struct Choice: Decodable, Sendable {
      let day: CalendarDate
      let small: String
      let medium: String

      private enum CodingKeys: String, CodingKey, CaseIterable { case day, small, medium }

      init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        let text = try container.decode(String.self, forKey: .day)
        guard let day = CalendarDate(text) else {
          throw DecodingError.dataCorruptedError(
            forKey: .day, in: container, debugDescription: "'\(text)' must be a day as 2026-11-20")
        }
        self.day = day
        small = try container.decode(String.self, forKey: .small)
        medium = try container.decode(String.self, forKey: .medium)
      }
    }

    let stated: [Stated]
    let runsAYear: Int
    let choices: [Choice]

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case stated, choices
      case runsAYear = "runs_a_year"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      stated = try container.decode([Stated].self, forKey: .stated)
      choices = try container.decode([Choice].self, forKey: .choices)
      runsAYear = try container.decode(Int.self, forKey: .runsAYear)
      try container.check((1...1_000_000).contains(runsAYear), .runsAYear, "must be 1 to 10^6")
      try container.check(
        Set(stated.map(\.agents)).count == stated.count, .stated, "names a number of agents twice")
    }
  }

  /// Cost before, with everything on the medium tier, and after.
  private struct Costs {
    var before: Double
    var after: Double
    var saving: Double { 1 - after / before }

    /// - Throws: `LabError` where a price is unknown.
    init(_ workflow: Workflow, _ prices: [ModelTier: ModelPrices], _ what: String) throws {
      let pricing = WorkflowPricing(prices: prices)
      guard let before = pricing.all(.medium).meanCost(of: workflow),
        let after = pricing.meanCost(of: workflow)
      else { throw LabError("\(what): a price or the tokens of a call are unknown") }
      self.before = before
      self.after = after
    }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let shipped = try Workflow.shipped()
    let books = PriceBooks([try PriceBook.shipped()])
    // The plan counts the executors' tokens alone.
    var workflow = shipped
    workflow.kinds = Array(shipped.kinds.prefix(1))
    let stated = try Costs(workflow, shipped.statedPrices, "the stated prices")
    var quantities: [StudyQuantity] = []
    var rows: [[String]] = []
    for claim in given.stated {
      workflow.agents = claim.agents
      let costs = try Costs(workflow, shipped.statedPrices, "the stated prices")
      quantities += [
        StudyQuantity("before_\(claim.agents)", costs.before),
        StudyQuantity("after_\(claim.agents)", costs.after),
        StudyQuantity("saving_\(claim.agents)", costs.saving),
      ]
      rows.append(
        ["\(claim.agents)"]
          + [claim.before, claim.after, costs.before, costs.after, costs.saving].map(text))
    }
    workflow.agents = shipped.agents
    let runs = Double(given.runsAYear)
    quantities += [
      StudyQuantity("annual_before", runs * stated.before),
      StudyQuantity("annual_after", runs * stated.after),
      StudyQuantity("annual_saved", runs * (stated.before - stated.after)),
    ]
    quantities += try ofTheBook(workflow, books)
    quantities += try ofTokens(shipped, stated)
    let dated = try given.choices.map { try costs(workflow, of: $0, books) }
    let savings = dated.map(\.saving)
    guard let least = savings.min(), let most = savings.max() else {
      throw LabError("choices: lists no day")
    }
    quantities += [
      StudyQuantity("saving_least", least), StudyQuantity("saving_most", most),
    ]
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(
          columns: ["agents", "stated_before", "stated_after", "before", "after", "saving"],
          rows: rows),
        StudyTable(
          "days",
          columns: [
            "day", "medium", "small", "small_input", "small_output", "before", "after", "saving",
          ],
          rows: try zip(given.choices, dated).map { choice, costs in
            let price = try prices(choice.small, on: choice.day, books)
            return [
              "\(choice.day)", choice.medium, choice.small, perMillion(price.input),
              perMillion(price.output), text(costs.before), text(costs.after), text(costs.saving),
            ]
          }),
      ],
      caption:
        "Exact: tokens times prices. Crosses: costs as stated; lines: costs as computed from the "
        + "stated tokens and prices.")
  }

  /// The small tier's price by the book on the day of the plan, and the costs at it.
  private static func ofTheBook(
    _ workflow: Workflow, _ books: PriceBooks
  ) throws -> [StudyQuantity] {
    guard let day = workflow.date, let model = workflow.models[.small] else {
      throw LabError("the workflow has no day or no small model")
    }
    let price = try prices(model, on: day, books)
    let pricing = WorkflowPricing(of: workflow, in: books, on: day)
    let costs = try Costs(workflow, pricing.prices, "the price book on \(day)")
    return [
      StudyQuantity(
        "small_input", Double(price.input) / 1e6, note: "\(model) on \(day), dollars a million"),
      StudyQuantity(
        "small_output", Double(price.output) / 1e6, note: "\(model) on \(day), dollars a million"),
      StudyQuantity("before_by_book", costs.before), StudyQuantity("after_by_book", costs.after),
      StudyQuantity("saving_by_book", costs.saving),
    ]
  }

  /// What the saving owes to fewer tokens, and what the calls of the other kinds add.
  private static func ofTokens(
    _ shipped: Workflow, _ stated: Costs
  ) throws -> [StudyQuantity] {
    let pricing = WorkflowPricing(prices: shipped.statedPrices)
    guard let executor = shipped.kinds.first, let tokens = executor.tokens(on: .medium),
      let price = shipped.statedPrices[executor.tier],
      let planning = pricing.meanPlanningCost(of: shipped),
      let whole = pricing.meanCost(of: shipped)
    else { throw LabError("the workflow states no price or no tokens") }
    let alike = planning + Double(shipped.agents) * tokens.meanCost(at: price)
    return [
      StudyQuantity(
        "saving_same_tokens", 1 - alike / stated.before,
        note: "the small tier's price for the tokens of the medium one"),
      StudyQuantity(
        "after_all_kinds", whole, note: "with the claimed cost of every call that a task makes"),
      StudyQuantity("saving_all_kinds", 1 - whole / stated.before),
    ]
  }

  private static func costs(
    _ workflow: Workflow, of choice: Given.Choice, _ books: PriceBooks
  ) throws -> Costs {
    try Costs(
      workflow,
      [
        .small: prices(choice.small, on: choice.day, books),
        .medium: prices(choice.medium, on: choice.day, books),
      ], "\(choice.day)")
  }

  private static func prices(
    _ model: String, on day: CalendarDate, _ books: PriceBooks
  ) throws -> ModelPrices {
    guard let quote = books.quote(model, on: day) else {
      throw LabError("the price of \(model) on \(day) is unknown")
    }
    return quote.entry.prices
  }

  private static func perMillion(_ picodollars: Int) -> String { text(Double(picodollars) / 1e6) }

  /// A number of the table; twelve digits hide the rounding of sums.
  private static func text(_ number: Double) -> String { NumberFormat.significant(number, 12) }
}
