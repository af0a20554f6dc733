import ExperimentDesign
import Foundation
import StoppingRules
import Testing

@Suite struct StoppingFactorTests {
  static let text = """
    {"title": "T", "fidelity": ["vote"],
     "factors": {"p": [0.8], "stopping": ["first-to-ahead-by-k", "ppr-1v1"], "delta": [0.1, 0.01],
                 "assumed_p": [0.7, 0.8]},
     "stop": {"trials": 100}}
    """

  static func refusal(_ text: String) -> String {
    do {
      _ = try PlanTests.plan(text)
      return "accepted"
    } catch { return "\(error)" }
  }

  /// Only rules that assume a step success have its levels; the margin is the fewest votes of a race.
  @Test func rulesStandInThePlaceOfMargins() throws {
    let points = try PlanTests.plan(Self.text).points
    #expect(
      points.map(\.point.setting) == [
        "p=0.8 rule=first-to-ahead-by-k delta=0.1 assumed_p=0.7",
        "p=0.8 rule=first-to-ahead-by-k delta=0.1 assumed_p=0.8",
        "p=0.8 rule=first-to-ahead-by-k delta=0.01 assumed_p=0.7",
        "p=0.8 rule=first-to-ahead-by-k delta=0.01 assumed_p=0.8",
        "p=0.8 rule=ppr-1v1 delta=0.1", "p=0.8 rule=ppr-1v1 delta=0.01",
      ])
    #expect(points.map(\.point.margin) == [3, 2, 6, 4, 7, 11])
    #expect(points.allSatisfy { $0.point.cap == StoppingSetting.safetyCap })
    #expect(points.allSatisfy { !$0.point.isPaperRace && $0.point.isPromised == true })
    #expect(Set(points.map(\.id)).count == 6)
    // All rules of a channel see the same votes.
    #expect(Set(points.map(\.streamID)).count == 1)
  }

  @Test func definitionsWriteThemselves() throws {
    let definition = try ExperimentDefinition(json: Data(Self.text.utf8), file: "e.json")
    let again = try ExperimentDefinition(
      json: Data(definition.canonicalJSON.utf8), file: "e.json")
    #expect(again == definition)
    #expect(definition.factors.margin.isEmpty)
    let capped = try definition.overriding("cap=50").overriding("delta=0.2")
      .overriding("stopping=esc,bayes").overriding("assumed_p=0.9")
    let points = try Plan(suite: "s", name: "n", definition: capped, file: "e.json").points
    #expect(points.map(\.point.setting).allSatisfy { $0.hasSuffix("assumed_p=0.9 cap=50") })
    #expect(points.map(\.point.stopping?.kind) == [.esc, .bayes])
    #expect(throws: DefinitionError.self) { try definition.overriding("stopping=best") }
  }

  @Test func wrongCandidatesKeepTheirProportions() throws {
    let choice = StoppingChoice(kind: .bayes, delta: 0.1, assumedSuccess: 0.7)
    let setting = try choice.setting(shares: [0.6, 0.3, 0.1], cap: 100)
    for (share, expected) in zip(setting.assumedShares, [0.7, 0.225, 0.075]) {
      #expect(abs(share - expected) < 1e-12)
    }
    let certain = try choice.setting(shares: [1, 0, 0], cap: 100)
    #expect(zip(certain.assumedShares, [0.7, 0.15, 0.15]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  /// Where nothing is promised: unequal steps, and a lower share than the rule assumes.
  @Test func promisesAreOfTheChannel() throws {
    let unequal = Self.text.replacing(
      #""p": [0.8]"#,
      with: #""model": [{"name": "m", "steps": {"classes": [{"alpha": 2, "beta": 8}]}}]"#)
    #expect(try PlanTests.plan(unequal).points.allSatisfy { $0.point.isPromised == false })
    let proud = try PlanTests.plan(Self.text.replacing("[0.7, 0.8]", with: "[0.9]")).points
    #expect(proud.map(\.point.isPromised) == [false, false, true, true])
    let margins = try PlanTests.plan(PlanTests.text).points
    #expect(margins.allSatisfy { $0.point.isPromised == nil })
  }

  @Test(arguments: [
    (#""delta": [0.1, 0.01],"#, "", "factors.delta: is missing"),
    ("[0.1, 0.01]", "[0.5]", "factors.delta[0]: 0.5 is outside its range"),
    (#""ppr-1v1""#, #""first-to-j""#, "factors.stopping[1]: 'first-to-j' is not one of "),
    (#""p": [0.8],"#, #""p": [0.8], "k": [3],"#, "factors.k: has no place beside stopping"),
    (#""p": [0.8],"#, #""p": [0.8], "rule": ["first-to-k"],"#, "factors.rule: has no place"),
    (#""p": [0.8],"#, #""p": [0.8], "m": [2],"#, "factors.m: above 1 has no place"),
    (#""p": [0.8],"#, #""p": [0.8], "tilted": [true],"#, "factors.tilted: has no place"),
    (#""p": [0.8],"#, #""p": [0.8], "cap": [2000000],"#, "factors.cap[0]: 2000000 is outside"),
    (
      "[0.7, 0.8]", "[0.5]",
      "factors.assumed_p: first-to-ahead-by-k assumes p = 0.5; allowed is above 0.5, at most 1"
    ),
    (
      #""p": [0.8], "stopping": ["first-to-ahead-by-k", "ppr-1v1"]"#,
      #""p": [0.4], "stopping": ["ppr-1v1", "sprt"]"#, "accepted"
    ),
    (#""fidelity": ["vote"]"#, #""fidelity": ["agent"]"#, "fidelity: stopping rules decide at"),
    (
      #""stopping": ["first-to-ahead-by-k", "ppr-1v1"], "#, #""k": [3], "#,
      "factors.delta: needs stopping"
    ),
    (
      #""stop": {"trials": 100}"#,
      #""stop": {"trials": 100}, "claims": [{"name": "a", "statement": "s", "kind": "keeps_guarantee", "stopping": ["esc"]}]"#,
      "judges esc, which is no level of stopping"
    ),
    (
      #""stop": {"trials": 100}"#,
      #""stop": {"trials": 100}, "claims": [{"name": "a", "statement": "s", "kind": "matches_exact", "everywhere": true}]"#,
      "matches_exact judges no stopping rules"
    ),
  ])
  func refusals(old: String, new: String, problem: String) {
    let refusal = Self.refusal(Self.text.replacing(old, with: new))
    #expect(refusal.contains(problem), "\(refusal)")
  }

  /// What is assumed is named where it stands: by itself, or as the channel's.
  @Test func aChannelThatARuleCannotAssumeIsNamed() {
    let bare = Self.text.replacing(
      #""delta": [0.1, 0.01],"#, with: #""delta": [0.1]"#
    ).replacing(#""assumed_p": [0.7, 0.8]"#, with: "")
    for (channel, key) in [
      (#""p": [0.4]"#, "p"), (#""shares": [[0.4, 0.6]]"#, "shares"),
      (#""model": [{"name": "m", "p": 0.4}]"#, "model"),
    ] {
      let refusal = Self.refusal(bare.replacing(#""p": [0.8]"#, with: channel))
      #expect(
        refusal.contains("factors.\(key): first-to-ahead-by-k assumes p = 0.4; allowed is above"),
        "\(refusal)")
    }
  }

  /// A point without a stopping rule is the hash of what it was before there were any.
  @Test func definitionsWithoutTheFactorAreAsTheyWere() throws {
    for planned in try PlanTests.plan(PlanTests.text).points {
      let lines = planned.point.canonicalDefinition(stopKind: "trials").split(separator: "\n")
      #expect(!lines.contains { $0.hasPrefix("stopping") || $0.hasPrefix("delta") })
    }
  }
}
