import ExperimentDesign
import Foundation
import Testing

@Suite struct PublishedCostsTests {
  static let row = """
    {"model": "nano", "usd_per_mtok_in": 0.1, "prints_input_price": false,
     "usd_per_mtok_out": 0.4, "tokens_out": "842", "step_error": "0.3571", "k_min": 29,
     "cost": "41.9", "tokens_in": "fits_common"}
    """
  static let valid = """
    {"title": "T", "factors": {"p": [0.9], "k": [2]}, "stop": {"trials": 100},
     "published_costs": {"source": "Fig. 6b", "steps": 1048575, "target": 0.95, "usd": 1000,
       "models": [\(row)]}}
    """

  static func read(_ text: String) throws(DefinitionError) -> ExperimentDefinition {
    try ExperimentDefinition(json: Data(text.utf8), file: "e.json")
  }

  @Test func readsAndWritesItself() throws {
    let definition = try Self.read(Self.valid)
    #expect(try Self.read(definition.canonicalJSON) == definition)
    let costs = try #require(definition.publishedCosts)
    #expect(costs.steps == 1_048_575 && costs.target == 0.95 && costs.unit == 1000)
    let row = costs.models[0]
    #expect(row.cost?.low == 41.9 - 0.05 && row.cost?.high == 41.9 + 0.05)
    #expect(row.inputTokens == .fitsCommon && row.margin == 29 && !row.printsInputPrice)
    // 577 and 842 tokens at .1 and .4 dollars a million.
    #expect(abs(row.priceOfDraw(tokensIn: 577, tokensOut: 842) - 394.5e-6) < 1e-15)
  }

  @Test(arguments: [
    ("41.9", 41.9, 0.05), ("842", 842, 0.5), ("0.0040", 0.004, 0.00005), ("1.0", 1, 0.05),
    ("2.5e-3", 0.0025, 0.00005), ("3e2", 300, 50), ("-1.50", -1.5, 0.005),
  ]) func theLastDigitSaysHowItIsRounded(text: String, value: Double, halfUnit: Double) throws {
    let number = try #require(RoundedNumber(text))
    #expect(number.value == value, "\(text)")
    #expect(abs(number.halfUnit - halfUnit) <= 1e-12 * halfUnit, "\(text): \(number.halfUnit)")
    #expect(number.text == text)
  }

  @Test(arguments: ["", "K$", "1,5", "inf", "nan", "1..2"]) func whatIsNoNumber(text: String) {
    #expect(RoundedNumber(text) == nil, "\(text)")
  }

  /// File, key path and allowed range, in one line.
  @Test(arguments: [
    (#""steps": 1048575"#, #""steps": 0"#, "published_costs.steps: 0 is outside its range"),
    (#""target": 0.95"#, #""target": 1"#, "published_costs.target: 1.0 is outside its range"),
    (#""usd": 1000"#, #""usd": 0"#, "published_costs.usd: 0.0 is not above 0"),
    (#""usd": 1000"#, #""euro": 1000"#, "published_costs.euro: unknown key; known are "),
    (row, "", "published_costs.models: lists no model"),
    (row, row + "," + row, "published_costs.models: lists a model twice"),
    ("fits_common", "uses_common", "published_costs.models: needs a model with tokens_in"),
    (
      "fits_common", "fits",
      "published_costs.models[0].tokens_in: 'fits' is not one of fits_common, "
    ),
    (#""41.9""#, #""41.9K""#, "published_costs.models[0].cost: '41.9K' is not a number"),
    (#""cost": "41.9","#, "", "published_costs.models[0].cost: is printed together with k_min"),
    (#""0.3571""#, "0.3571", "published_costs.models[0].step_error: is not a text"),
    (#""0.3571""#, #""0.4999""#, ""),
    (#""0.3571""#, #""0.5""#, "published_costs.models[0].step_error: with a k_min it is below"),
    (#""0.3571""#, #""1.1""#, "published_costs.models[0].step_error: 1.1 is outside its range"),
    (#""k_min": 29"#, #""k_min": 0"#, "published_costs.models[0].k_min: 0 is outside its range"),
    ("\"usd_per_mtok_in\": 0.1", "\"usd_per_mtok_in\": 0", "models[0].usd_per_mtok_in: 0.0 is"),
  ]) func saysWhatIsWrong(old: String, new: String, problem: String) throws {
    let text = Self.valid.replacingOccurrences(of: old, with: new)
    try #require(text != Self.valid)
    do {
      _ = try Self.read(text)
      #expect(problem.isEmpty, "\(new) was taken")
    } catch {
      #expect(!problem.isEmpty && "\(error)".contains(problem), "\(new): \(error)")
    }
  }

  @Test func aClaimAboutCostsNeedsThem() throws {
    let claim = #"[{"name": "a", "statement": "", "kind": "costs_agree"}]"#
    let with = Self.valid.replacingOccurrences(
      of: #""title": "T","#, with: #""title": "T", "claims": \#(claim),"#)
    #expect(try Self.read(with).claims.count == 1)
    let without = """
      {"title": "T", "factors": {"p": [0.9], "k": [2]}, "stop": {"trials": 100},
       "claims": \(claim)}
      """
    #expect {
      try Self.read(without)
    } throws: { error in
      "\(error)".contains("claims[0].kind: costs_agree needs published_costs")
    }
  }
}
