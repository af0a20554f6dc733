import Analysis
import ExperimentDesign
import Testing

@Suite struct ClaimResultTests {
  private func cell(
    _ verdict: ClaimDefinition.Verdict, _ setting: String = "", z: Double? = nil,
    isJudged: Bool = true
  ) -> ClaimCell {
    ClaimCell(
      setting: setting, quantity: "q", estimate: 0, z: z, n: 1, stopRule: "trials=1",
      verdict: verdict, isJudged: isJudged)
  }

  private func judged(
    _ cells: [ClaimCell], expect: ClaimDefinition.Verdict = .supported
  ) throws -> ClaimResult {
    ClaimResult(
      experiment: "test/analysis", claim: try claim(.matchesExact, expect: expect), cells: cells)
  }

  @Test func everyJudgedCellMustSupport() throws {
    #expect(try judged([cell(.supported), cell(.supported)]).verdict == .supported)
    #expect(try judged([cell(.supported), cell(.undecided)]).verdict == .undecided)
    #expect(
      try judged([cell(.supported), cell(.undecided), cell(.contradicted)]).verdict
        == .contradicted)
  }

  @Test func cellsLeftOutContradictButDoNotDecide() throws {
    let leftOut = cell(.supported, isJudged: false)
    #expect(try judged([leftOut, leftOut]).verdict == .undecided)
    #expect(
      try judged([cell(.supported), cell(.undecided, isJudged: false)]).verdict == .supported)
    let against = try judged([cell(.supported), cell(.contradicted, isJudged: false)])
    #expect(against.verdict == .contradicted)
    #expect(against.unjudged == 1)
  }

  @Test func noCellsSupportNothing() throws {
    let none = try judged([])
    #expect(none.verdict == .undecided && !none.isAsExpected && none.worst == nil)
  }

  @Test(arguments: ClaimDefinition.Verdict.allCases, ClaimDefinition.Verdict.allCases)
  func expectIsMetByThatVerdictOnly(
    found: ClaimDefinition.Verdict, expect: ClaimDefinition.Verdict
  ) throws {
    #expect(try judged([cell(found)], expect: expect).isAsExpected == (found == expect))
  }

  @Test func worstSpeaksMostAgainstTheClaim() throws {
    let cells = [
      cell(.supported, "a", z: -3), cell(.supported, "b", z: 2),
      cell(.undecided, "c", z: 9, isJudged: false),
    ]
    #expect(try judged(cells).worst?.setting == "a")
    #expect(try judged(cells + [cell(.undecided, "d")]).worst?.setting == "d")
    let against =
      cells + [
        cell(.undecided, "d"), cell(.contradicted, "e", z: 1),
        cell(.contradicted, "f", z: -40, isJudged: false),
      ]
    #expect(try judged(against).worst?.setting == "f")
  }
}
