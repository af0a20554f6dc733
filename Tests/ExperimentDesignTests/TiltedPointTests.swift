import ExperimentDesign
import Foundation
import MAKERCore
import Testing

@Suite struct TiltedPointTests {
  static let text = """
    {"title": "T", "unit": "race",
     "factors": {"p": [0.9], "k": [12], "tilted": [false, true]},
     "stop": {"trials": 1000}}
    """

  static func plan(_ old: String = "", _ new: String = "") throws -> Plan {
    try PlanTests.plan(old.isEmpty ? text : text.replacingOccurrences(of: old, with: new))
  }

  @Test func pointsComeTiltedAndPlain() throws {
    let points = try Self.plan().points
    #expect(points.map(\.point.isTilted) == [false, true])
    #expect(points[0].id != points[1].id)
    #expect(points[1].point.setting.contains("tilted"))
    #expect(points[0].point.weightBound == nil)
    // ((1 − p)/p)^k.
    let odds = (0..<12).reduce(1.0) { product, _ in product / 9 }
    #expect(abs((points[1].point.weightBound ?? 0) / odds - 1) < 1e-12)
    // A plain point is as it was before there was the factor.
    let plain = try Self.plan(#", "tilted": [false, true]"#, "").points
    #expect(plain.map(\.id) == [points[0].id])
  }

  @Test func theFactorIsOverridden() throws {
    let definition = try ExperimentDefinitionTests.read(Self.text)
    #expect(try definition.overriding("tilted=true").factors.isTilted == [true])
    #expect(throws: DefinitionError.self) { try definition.overriding("tilted=maybe") }
  }

  @Test(arguments: [
    (#""race""#, #""task""#, "need unit race"),
    (#""p": [0.9]"#, #""p": [0.9], "cap": [11]"#, "the cap is below the margin"),
    (#""p": [0.9]"#, #""p": [1]"#, "no vote is wrong"),
    (#""p": [0.9]"#, #""p": [0.9], "rule": ["first-to-k"]"#, "need first-to-ahead-by-k"),
    (#""p": [0.9]"#, #""p": [0.9], "temperature": ["greedy-first"]"#, "need one temperature"),
    (#""unit""#, #""fidelity": ["agent"], "unit""#, "need fidelity vote"),
    (#""unit""#, #""votes_listed": 9, "unit""#, "need no histogram"),
    (#"{"trials": 1000}"#, #"{"errors": 10, "trials": 1000}"#, "need a number of trials"),
    (#"{"trials": 1000}"#, #"{"trials": 2000000000}"#, "at most 1000000000"),
    ("[12]", "[400]", "1e-290"),
  ])
  func whatCannotBeTiltedIsRefusedInOneLine(old: String, new: String, problem: String) throws {
    let error = #expect(throws: DefinitionError.self, "\(new)") { try Self.plan(old, new) }
    let text = error?.description ?? "\n"
    #expect(text.contains(problem) && !text.contains("\n"), "\(text)")
  }

  @Test func claimsAboutOtherCountsAreRefused() throws {
    for (kind, isAllowed) in [("matches_exact", true), ("no_trend", false)] {
      let claims = """
        "claims": [{"name": "a", "statement": "A.", "kind": "\(kind)"}], "stop"
        """
      let plan = Result { try Self.plan(#""stop""#, claims) }
      #expect(((try? plan.get()) != nil) == isAllowed, "\(kind): \(plan)")
    }
  }
}
