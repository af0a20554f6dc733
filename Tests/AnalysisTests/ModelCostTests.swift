import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import Testing

/// The paper's table of nine models and one without a margin, and tables that differ from it.
enum PrintedTable {
  /// Name, price in and out, tokens out, step error, k_min, cost, rule.
  typealias Row = (String, Double, Double, String, String, Int?, String?, String)

  static let rows: [Row] = [
    ("nano", 0.1, 0.4, "842", "0.3571", 29, "41.9", "fits_common"),
    ("mini-t1.0", 0.4, 1.6, "580", "0.0040", 4, "4.9", "fits_common"),
    ("mini-t0.1", 0.4, 1.6, "538", "0.0022", 3, "3.5", "fits_common"),
    ("o3-mini", 1.1, 4.4, "535", "0.0018", 3, "9.4", "fits_common"),
    ("haiku", 1.0, 5.0, "588", "0.1839", 12, "71.2", "fitted_apart"),
    ("oss", 0.05, 0.2, "1104", "0.0358", 6, "1.7", "uses_common"),
    ("qwen", 0.2, 0.6, "449", "0.2342", 15, "11.5", "fitted_apart"),
    ("deepseek", 0.6, 1.7, "1004", "0.0569", 6, "14.6", "uses_common"),
    ("kimi", 1.0, 3.0, "925", "0.0393", 6, "22.9", "uses_common"),
    ("llama", 0.06, 0.06, "434", "1.0", nil, nil, "uses_common"),
  ]

  static func costs(_ rows: [Row] = rows) throws -> PublishedCosts {
    let models = rows.map { row in
      let printed = row.5.map { ", \"k_min\": \($0), \"cost\": \"\(row.6 ?? "")\"" } ?? ""
      return """
        {"model": "\(row.0)", "usd_per_mtok_in": \(row.1), "prints_input_price": false,
         "usd_per_mtok_out": \(row.2), "tokens_out": "\(row.3)", "step_error": "\(row.4)",
         "tokens_in": "\(row.7)"\(printed)}
        """
    }
    let json = """
      {"source": "Fig. 6b", "steps": 1048575, "target": 0.95, "usd": 1000,
       "models": [\(models.joined(separator: ","))]}
      """
    return try JSONDecoder().decode(PublishedCosts.self, from: Data(json.utf8))
  }

  static func table(changing model: String = "", _ change: (inout Row) -> Void = { _ in }) throws
    -> ModelCostTable
  {
    var rows = rows
    for index in rows.indices where rows[index].0 == model { change(&rows[index]) }
    return ModelCostTable(try costs(rows))
  }
}

@Suite struct ModelCostTests {
  /// Bands of input tokens by an independent computation with interval ends to two decimals.
  @Test(arguments: [
    ("nano", 561.95, 578.11), ("mini-t1.0", 545.41, 609.12), ("mini-t0.1", 575.48, 659.16),
    ("o3-mini", 550.08, 583.42), ("haiku", 631.71, 642.87), ("oss", 451.13, 751.34),
    ("qwen", 586.09, 606.72), ("deepseek", 569.33, 596.42), ("kimi", 569.58, 587.95),
  ]) func inputTokenBands(model: String, low: Double, high: Double) throws {
    let row = try #require(try PrintedTable.table().rows.first { $0.printed.model == model })
    let band = try #require(row.inputTokenBand)
    #expect(abs(band.lowerBound - low) < 0.0051, "\(model): \(band)")
    #expect(abs(band.upperBound - high) < 0.0051, "\(model): \(band)")
  }

  /// A number of tokens is in the band exactly where the printed cost and ours overlap.
  @Test func theBandIsWhereTheCostsOverlap() throws {
    var generator = Generator(state: 61)
    for row in try PrintedTable.table().rows where row.printed.cost != nil {
      let band = try #require(row.inputTokenBand)
      for _ in 0..<200 {
        let tokens = Double.random(in: 400...800, using: &generator)
        #expect(
          band.contains(tokens) == row.agrees(inputTokens: tokens),
          "\(row.printed.model) \(tokens) \(band)")
      }
    }
  }

  /// Whatever is printed so gives a cost inside the band, and the ends are reached.
  @Test func theCostBandHoldsEveryRounding() throws {
    var generator = Generator(state: 62)
    for row in try PrintedTable.table().rows where row.printed.cost != nil {
      let k = Double(try #require(row.printed.margin))
      let band = try #require(row.costBand(inputTokens: 577))
      for _ in 0..<200 {
        let q = Double.random(
          in: row.printed.stepError.low...row.printed.stepError.high, using: &generator)
        let tokens = Double.random(
          in: row.printed.outputTokens.low...row.printed.outputTokens.high, using: &generator)
        let draws = 1_048_575 * k / (1 - 2 * q)
        let cost =
          draws * (row.printed.inputPrice * 577 + row.printed.outputPrice * tokens) / 1e6
        #expect(
          band.lowerBound <= cost * (1 + 1e-12) && cost * (1 - 1e-12) <= band.upperBound,
          "\(row.printed.model) q=\(q) out=\(tokens): \(cost) outside \(band)")
      }
    }
  }

  /// Residuals at 577 tokens, K$, computed apart.
  @Test(arguments: [
    ("nano", 0.0742), ("mini-t1.0", -0.0004), ("mini-t0.1", -0.0510), ("o3-mini", 0.0356),
    ("haiku", -1.1999), ("oss", -0.0082), ("qwen", -0.1148), ("deepseek", -0.0250),
    ("kimi", -0.0121),
  ]) func residuals(model: String, thousands: Double) throws {
    let row = try #require(try PrintedTable.table().rows.first { $0.printed.model == model })
    let residual = try #require(row.residual(inputTokens: 577))
    #expect(abs(residual / 1000 - thousands) < 0.00006, "\(model): \(residual)")
  }

  @Test func everyMarginIsThePrintedOne() throws {
    for row in try PrintedTable.table().rows {
      #expect(row.marginAgrees, "\(row.printed.model): \(String(describing: row.margin))")
    }
    let wrong = try PrintedTable.table(changing: "haiku") { $0.5 = 13 }
    #expect(wrong.rows.filter { !$0.marginAgrees }.map(\.printed.model) == ["haiku"])
  }

  /// k is 5.995 before it is rounded up; .0570 keeps it below 6, .0571 does not.
  @Test func theMarginOfDeepseekIsClose() throws {
    let row = try #require(try PrintedTable.table().rows.first { $0.printed.model == "deepseek" })
    let reals = try #require(row.realMargins)
    #expect(abs(try #require(row.margin).real - 5.99497) < 1e-5)
    #expect(abs(reals.lowerBound - 5.99298) < 1e-5 && abs(reals.upperBound - 5.99696) < 1e-5)
    #expect(row.nearMargins == 6...7)
    #expect(abs(try #require(row.greatestStepError) - 0.0570265) < 1e-7)
    #expect(abs(try #require(row.success) - 0.95068) < 1e-5)
    for (error, margin) in [("0.0570", 6), ("0.0571", 7)] {
      let moved = try PrintedTable.table(changing: "deepseek") { $0.4 = error }
      #expect(moved.rows.first { $0.printed.model == "deepseek" }?.margin?.margin == margin)
    }
  }

  @Test func noMarginHelpsLlama() throws {
    let row = try #require(try PrintedTable.table().rows.last)
    #expect(row.margin == nil && row.draws == nil && row.inputTokenBand == nil)
    #expect(row.success == nil && row.greatestStepError == nil && row.marginAgrees)
    let good = try PrintedTable.table(changing: "llama") { $0.4 = "0.1" }
    #expect(good.rows.last?.marginAgrees == false)
  }
}
