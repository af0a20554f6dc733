package import ExperimentDesign
import MAKERCore

/// A printed table of costs, recomputed with the tokens of a prompt that fit it.
///
/// A row's band is all numbers of tokens with which its printed cost comes out for some numbers that are
/// printed as they are.  The common number is the middle, to the next whole one where that is inside, of
/// the numbers that lie in the most bands of the rows that fit it: one wrong row does not move it away
/// from the others.
package struct ModelCostTable: Equatable, Sendable {
  /// Figure or table that is recomputed.
  package let source: String
  /// The rows, in the order of the paper.
  package let rows: [ModelCost]
  /// Numbers of tokens in the most bands of the rows that fit the common number; nil without a cost.
  package let commonBand: ClosedRange<Double>?
  /// Tokens of a prompt that the rows have in common; nil without a cost.
  package let commonInputTokens: Double?

  /// Recomputes a table.
  package init(_ table: PublishedCosts) {
    source = table.source
    rows = table.models.map { ModelCost($0, of: table) }
    commonBand = ModelCostTable.deepest(
      rows.filter { $0.printed.inputTokens == .fitsCommon }.compactMap(\.inputTokenBand))
    commonInputTokens = commonBand.map(ModelCostTable.middle)
  }

  /// Tokens of a prompt with which a row is priced: the common number, or one of its own.
  ///
  /// - Parameter row: A row of this table.
  /// - Returns: Tokens; nil where no cost tells them.
  package func inputTokens(of row: ModelCost) -> Double? {
    row.printed.inputTokens == .fittedApart
      ? row.inputTokenBand.map(ModelCostTable.middle) : commonInputTokens
  }

  /// The lowest range of numbers that lie in the most bands.
  private static func deepest(_ bands: [ClosedRange<Double>]) -> ClosedRange<Double>? {
    var best: (count: Int, range: ClosedRange<Double>)?
    for start in bands.map(\.lowerBound).sorted() {
      let around = bands.filter { $0.contains(start) }
      if around.count > best?.count ?? 0, let end = around.map(\.upperBound).min() {
        best = (around.count, start...end)
      }
    }
    return best?.range
  }

  /// The middle of a range, to the next whole number where that is inside.
  private static func middle(_ range: ClosedRange<Double>) -> Double {
    let middle = (range.lowerBound + range.upperBound) / 2
    return range.contains(middle.rounded()) ? middle.rounded() : middle
  }
}

extension ModelCostTable {
  /// The rows of the agreement table: costs, margins that a rounding nearly changes, models without a
  /// margin, and the fitted tokens.
  ///
  /// - Parameter found: What Monte Carlo found of a row: its draws of a whole task, nil without, and the
  ///   deviate of its votes.
  /// - Returns: Published values beside ours, costs in the unit of the table.
  package func agreements(
    found: (ModelCost) -> (draws: Double, z: Double?)?
  ) -> [Agreement] {
    rows.compactMap { cost(of: $0, found: found($0)) } + rows.compactMap(edge)
      + rows.compactMap(hopeless) + [tokens].compactMap { $0 }
  }

  private func cost(of row: ModelCost, found: (draws: Double, z: Double?)?) -> Agreement? {
    guard let printed = row.printed.cost, let tokens = inputTokens(of: row) else { return nil }
    let price = row.printed.priceOfDraw(
      tokensIn: tokens, tokensOut: row.printed.outputTokens.value)
    let isApart = row.printed.inputTokens == .fittedApart
    let agrees = row.agrees(inputTokens: tokens)
    return Agreement(
      item:
        "\(source): E[cost] of \(row.printed.model), \(row.unit == 1000 ? "K$" : "$ \(shortened(row.unit, digits: 9))")",
      published: printed.text, ours: found.map { $0.draws * price / row.unit },
      exact: row.cost(inputTokens: tokens).map { $0 / row.unit }, z: found?.z,
      band: printed.low...printed.high,
      verdict: !agrees ? .disagrees : isApart ? .byConstruction : .agrees,
      note: ["printed as \(printed.text)", roundings(of: row, tokens: tokens)]
        .compactMap { $0 }.joined(separator: ", ")
        + ", \(shortened(tokens, digits: 6)) tokens a prompt"
        + (isApart ? ", fitted to this row" : ""))
  }

  /// Our costs over all numbers that are printed so.
  private func roundings(of row: ModelCost, tokens: Double) -> String? {
    row.costBand(inputTokens: tokens).map {
      "ours by the roundings [\(shortened($0.lowerBound / row.unit, digits: 7)); "
        + "\(shortened($0.upperBound / row.unit, digits: 7))]"
    }
  }

  private func edge(of row: ModelCost) -> Agreement? {
    guard let near = row.nearMargins, near.lowerBound < near.upperBound, let k = row.printed.margin,
      let margin = row.margin, let greatest = row.greatestStepError
    else { return nil }
    return Agreement(
      item: "\(source): k_min of \(row.printed.model) is close: k before rounding up",
      published: "\(k)", ours: nil, exact: margin.real, band: row.realMargins,
      verdict: row.marginAgrees ? .agrees : .disagrees,
      note: "k_min \(margin.margin + 1) above 1-p = \(shortened(greatest, digits: 4))")
  }

  private func hopeless(_ row: ModelCost) -> Agreement? {
    guard row.printed.margin == nil else { return nil }
    return Agreement(
      item: "\(source): k_min of \(row.printed.model)", published: "none", ours: nil,
      exact: row.margin.map { Double($0.margin) }, band: nil,
      verdict: row.marginAgrees ? .agrees : .disagrees,
      note: row.margin == nil
        ? "1-p = \(row.printed.stepError.text): no margin helps; not simulated" : "")
  }

  private var tokens: Agreement? {
    commonInputTokens.map {
      Agreement(
        item: "\(source): tokens of a prompt that fit the rows in common", published: "", ours: nil,
        exact: $0, band: commonBand, verdict: .notPublished)
    }
  }
}
