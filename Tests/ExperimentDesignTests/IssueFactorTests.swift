import ExperimentDesign
import MAKERCore
import Testing

@Suite struct IssueFactorTests {
  static let text = """
    {"title": "T", "unit": "race", "fidelity": ["vote", "agent"],
     "factors": {"p": [0.9], "k": [3], "issue": ["needed", "batch-4"]},
     "stop": {"trials": 1000}}
    """

  /// Only an agent's draws are asked for in batches; its votes are those of the vote point.
  @Test func onlyAgentPointsAskInBatches() throws {
    let planned = try PlanTests.plan(Self.text).points
    #expect(planned.map(\.point.issue) == [.needed, .needed, .batches(4)])
    #expect(planned.map(\.point.fidelity) == [.vote, .agent, .agent])
    #expect(Set(planned.map(\.id)).count == 3)
    #expect(Set(planned.map(\.streamID)) == [planned[0].id])
    #expect(planned[2].point.setting == "p=0.9 k=3 issue=batch-4")
  }

  @Test func batchesNeedAnAgent() {
    #expect(throws: DefinitionError.self) {
      try PlanTests.plan(Self.text.replacing(#", "agent""#, with: ""))
    }
  }
}
