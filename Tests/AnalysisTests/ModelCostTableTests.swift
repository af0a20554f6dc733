import Analysis
import ExperimentDesign
import Testing

@Suite struct ModelCostTableTests {
  private func agreements(_ table: ModelCostTable) -> [Agreement] {
    table.agreements { _ in nil }
  }

  private func verdict(_ table: ModelCostTable) throws -> ClaimResult {
    ClaimJudge(results: [], costs: agreements(table), oracle: TheoryOracle())
      .judge(try claim(.costsAgree, falseAlarm: 0.0005), experiment: "test/costs")
  }

  /// The bands of the four rows of OpenAI have 575.48 to 578.11 in common.
  @Test func theCommonTokensAreTheMiddleOfTheCommonBand() throws {
    let table = try PrintedTable.table()
    #expect(table.commonInputTokens == 577)
    let band = try #require(table.commonBand)
    #expect(abs(band.lowerBound - 575.48) < 0.01 && abs(band.upperBound - 578.11) < 0.01)
    let tokens = table.rows.map { table.inputTokens(of: $0) }
    #expect(tokens == [577, 577, 577, 577, 637, 577, 596, 577, 577, 577])
  }

  @Test func theTableIsThePapers() throws {
    let result = try verdict(try PrintedTable.table())
    #expect(result.verdict == .supported)
    // Seven costs, the close margin, and the model without one.
    #expect(result.cells.count == 9)
    let found = agreements(try PrintedTable.table())
    let verdicts = found.map(\.verdict)
    #expect(verdicts.count { $0 == .agrees } == 9)
    #expect(verdicts.count { $0 == .byConstruction } == 2)
    #expect(verdicts.count { $0 == .disagrees } == 0)
    #expect(found.filter { $0.verdict == .byConstruction }.map(\.published) == ["71.2", "11.5"])
    let edge = try #require(found.first { $0.item.contains("close") })
    #expect(edge.item.contains("deepseek") && edge.note == "k_min 7 above 1-p = 0.05703")
  }

  /// The band of a cost is what is printed as it is; ours stands in the note.
  @Test func bandsAreOfThePublishedCosts() throws {
    let costs = agreements(try PrintedTable.table()).filter { $0.item.contains("E[cost]") }
    #expect(costs.count == 9)
    for row in costs {
      let band = try #require(row.band)
      let published = try #require(Double(row.published))
      // Printed to a tenth of a thousand.
      #expect(abs(band.lowerBound - published + 0.05) < 1e-9, "\(row)")
      #expect(abs(band.upperBound - published - 0.05) < 1e-9, "\(row)")
    }
    #expect(
      costs[0].note
        == "printed as 41.9, ours by the roundings [41.93823; 42.01016], 577 tokens a prompt")
  }

  /// One wrong row is contradicted, and does not move the tokens of the others.
  @Test(arguments: [
    ("nano", "42.9"), ("mini-t1.0", "5.3"), ("mini-t0.1", "3.8"), ("o3-mini", "9.0"),
    ("oss", "1.9"), ("deepseek", "14.9"), ("kimi", "22.4"),
  ]) func aWrongCostContradicts(model: String, cost: String) throws {
    let table = try PrintedTable.table(changing: model) { $0.6 = cost }
    let result = try verdict(table)
    #expect(result.verdict == .contradicted)
    let wrong = result.cells.filter { $0.verdict == .contradicted }.map(\.setting)
    #expect(wrong == ["Fig. 6b: E[cost] of \(model), K$"], "\(table.commonBand.debugDescription)")
  }

  /// Both are contradicted where the common number of tokens is held against them.
  @Test(arguments: ["haiku", "qwen"]) func theRowsFittedApartDoNotFitTheOthers(model: String) throws
  {
    let result = try verdict(try PrintedTable.table(changing: model) { $0.7 = "uses_common" })
    #expect(
      result.cells.filter { $0.verdict == .contradicted }.map(\.setting)
        == ["Fig. 6b: E[cost] of \(model), K$"])
  }

  @Test func aMarginWhereNoneHelpsContradicts() throws {
    let result = try verdict(try PrintedTable.table(changing: "llama") { $0.4 = "0.3" })
    #expect(result.verdict == .contradicted)
  }

  @Test func aCloseMarginThatTheRoundingChangesContradicts() throws {
    let result = try verdict(try PrintedTable.table(changing: "deepseek") { $0.4 = "0.0570" })
    #expect(
      result.cells.filter { $0.verdict == .contradicted }.map(\.setting)
        == ["Fig. 6b: k_min of deepseek is close: k before rounding up"])
  }

  @Test func whatMonteCarloFoundIsPriced() throws {
    let found = try PrintedTable.table().agreements { row in
      row.draws.map { ($0 * 1.01, 2.5) }
    }
    for row in found where row.item.contains("E[cost]") {
      #expect(abs((row.ours ?? 0) / (row.exact ?? 1) - 1.01) < 1e-12, "\(row.item)")
      #expect(row.z == 2.5)
    }
  }
}
