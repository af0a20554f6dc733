import Analysis
import ExperimentDesign
import MAKERCore
import Storage

/// The recomputed table of costs of a result set.
extension ResultSet {
  /// The printed table of costs, recomputed; nil without one.
  private var modelCosts: ModelCostTable? {
    plan.definition.publishedCosts.map(ModelCostTable.init)
  }

  /// Published costs beside ours, in the order of the definition; empty without any.
  var costAgreements: [Agreement] {
    modelCosts?.agreements { row in
      draws(of: row).map { ($0.draws, $0.z) }
    } ?? []
  }

  /// One row a model of the printed table; nil without one.
  var modelTable: CSVTable? {
    guard let costs = modelCosts else { return nil }
    let rows = costs.rows.map { row in
      let tokens = costs.inputTokens(of: row)
      return ResultSet.marginFields(row)
        + costFields(row, tokens: tokens, common: costs.commonInputTokens)
    }
    return CSVTable(
      comments: comments, columns: ResultSet.marginColumns + ResultSet.costColumns, rows: rows)
  }

  private static let marginColumns = [
    "model", "step_error", "k_min_printed", "k_min", "k_real", "k_real_low", "k_real_high",
    "step_error_greatest", "task_success", "usd_per_mtok_in", "input_price", "usd_per_mtok_out",
    "tokens_out",
  ]

  private static func marginFields(_ row: ModelCost) -> [String] {
    [
      row.printed.model, row.printed.stepError.text, row.printed.margin.map(String.init) ?? "",
      row.margin.map { "\($0.margin)" } ?? "", text(row.margin?.real),
      text(row.realMargins?.lowerBound), text(row.realMargins?.upperBound),
      text(row.greatestStepError), text(row.success), text(row.printed.inputPrice),
      row.printed.printsInputPrice ? "printed" : "list price", text(row.printed.outputPrice),
      row.printed.outputTokens.text,
    ]
  }

  private static let costColumns = [
    "usd_printed", "usd_printed_low", "usd_printed_high", "draws", "draws_found", "tokens_in",
    "tokens_in_rule", "tokens_in_low", "tokens_in_high", "usd", "usd_low", "usd_high", "usd_found",
    "usd_residual_common", "cost_agrees",
  ]

  private func costFields(_ row: ModelCost, tokens: Double?, common: Double?) -> [String] {
    let printed = row.printed.cost
    let band = tokens.flatMap(row.costBand)
    let found = draws(of: row)?.draws
    let price = tokens.map {
      row.printed.priceOfDraw(tokensIn: $0, tokensOut: row.printed.outputTokens.value)
    }
    let isPriced = printed != nil
    return [
      text(printed.map { $0.value * row.unit }), text(printed.map { $0.low * row.unit }),
      text(printed.map { $0.high * row.unit }), text(row.draws), text(found),
      isPriced ? text(tokens) : "", isPriced ? row.printed.inputTokens.rawValue : "",
      text(row.inputTokenBand?.lowerBound), text(row.inputTokenBand?.upperBound),
      text(tokens.flatMap(row.cost)), text(band?.lowerBound), text(band?.upperBound),
      text(found.flatMap { draws in price.map { draws * $0 } }),
      text(common.flatMap(row.residual)),
      isPriced ? tokens.map(row.agrees) == true ? "yes" : "no" : "",
    ]
  }

  /// Draws of one whole task that Monte Carlo found with a model, and the deviate of their votes.
  private func draws(of row: ModelCost) -> (draws: Double, z: Double?)? {
    let result = results.first {
      $0.point.fidelity == .vote && $0.point.model?.name == row.printed.model
        && $0.point.margin == row.printed.margin && $0.tally.races > 0
    }
    return result.map {
      (
        Double($0.tally.draws) / Double($0.tally.races) * Double($0.point.steps),
        $0.votesPerStep.z
      )
    }
  }
}
