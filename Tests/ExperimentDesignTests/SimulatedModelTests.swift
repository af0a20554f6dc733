import ExperimentDesign
import Foundation
import MAKERCore
import NoisyChannels
import Testing

@Suite struct SimulatedModelTests {
  /// A definition of one subject whose only model is this one.
  static func text(_ model: String) -> String {
    """
    {"title": "T", "factors": {"model": [\(model)], "steps": [10], "k": [2]},
     "stop": {"trials": 10}}
    """
  }

  static func read(_ model: String) throws -> SimulatedModel {
    try JSONDecoder().decode(SimulatedModel.self, from: Data(model.utf8))
  }

  static let steps = #"""
    {"classes": [{"share": 0.75, "flags": 0.25, "error": 0.2}, {"share": 0.25, "alpha": 1, "beta": 3}],
     "wrong_shares": [0.75, 0.25], "outliers": [{"step": 4, "flags": 0.5, "shares": [0.5, 0.5]}]}
    """#

  @Test func everyKindSaysWhatADrawIs() throws {
    let p = try Self.read(#"{"name": "m", "p": 0.9, "v": 0.8}"#)
    #expect(p.shares.count == 2 && p.shares[0] == 0.9 && p.validRate == 0.8 && p.isKnownByShares)
    let shares = try Self.read(#"{"name": "m", "shares": [0.6, 0.3, 0.1]}"#)
    #expect(shares.shares == [0.6, 0.3, 0.1] && shares.validRate == 1)
    let steps = try Self.read(#"{"name": "m", "steps": \#(Self.steps)}"#)
    // Errors .75·.2 + .25·.25, flags .75·.25; of the average step.
    #expect(zip(steps.shares, [0.7875, 0.159375, 0.053125]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(abs(steps.validRate - 0.8125) < 1e-15 && steps.isKnownByShares)
    #expect(steps.population?.outliers.map(\.step) == [4])
    let long = try Self.read(#"{"name": "m", "long_replies": {"median": 600}}"#)
    #expect(long.longReplies?.median == 600 && !long.isKnownByShares)
    let agents = try Self.read(#"{"name": "m", "agents": {"checking": 0.5}}"#)
    #expect(agents.agents?.checking == 0.5 && !agents.isKnownByShares)
    #expect(try agents.agents == Self.read(#"{"name": "m", "agents": {"checking": 0.5}}"#).agents)
  }

  @Test func aDrawCostsPromptAndReply() throws {
    let priced = try Self.read(
      #"""
      {"name": "m", "p": 0.9, "usd_per_mtok_in": 0.4, "usd_per_mtok_out": 1.6, "tokens_in": 577,
       "tokens_out": 538}
      """#)
    #expect(abs((priced.priceOfDraw ?? 0) - (0.4 * 577 + 1.6 * 538) / 1e6) < 1e-15)
    let without = try Self.read(#"{"name": "m", "p": 0.9, "usd_per_mtok_in": 0.4}"#)
    #expect(without.priceOfDraw == nil, "an unknown price is unknown, never 0")
  }

  @Test(arguments: [
    #"{"name": "m", "p": 0.9}"#, #"{"name": "m", "p": 0.9, "v": 0.5}"#,
    #"{"name": "m", "shares": [0.5, 0.25, 0.25], "v": 0.5, "tokens_in": 5}"#,
    #"{"name": "m", "steps": \#(steps), "usd_per_mtok_out": 2}"#,
    #"{"name": "m", "steps": {"classes": [{"error": 0.1, "wrong_shares": [0, 1]}], "right_shares": [0.5, 0.5]}}"#,
    #"{"name": "m", "ensemble": {"members": [{"error": 0.1, "flags": 0.5}, {"alpha": 1, "beta": 4}]}}"#,
    #"{"name": "m", "ensemble": {"members": [{"error": 0.1}, {"error": 0.1}], "common": 0.25}}"#,
    #"{"name": "m", "long_replies": {}}"#,
    #"{"name": "m", "long_replies": {"longest": 999, "turn": 500}}"#,
    #"{"name": "m", "agents": {"growth": 1}}"#,
  ])
  func canonicalTextIsReadAgain(model: String) throws {
    let definition = try ExperimentDefinitionTests.read(
      Self.text(model).replacing(
        #""stop""#,
        with: model.contains("long")
          ? #""subject": "calibration", "fidelity": ["agent"], "stop""#
          : model.contains("agents")
            ? #""subject": "multiplication", "fidelity": ["agent"], "unit": "task", "stop""#
            : #""stop""#
      ).replacing(
        #""steps": [10], "k": [2]"#,
        with: model.contains("long")
          ? #""disks": [3], "k": [1]"#
          : model.contains("agents")
            ? #""digits": [2], "rule": ["first-to-k"], "k": [1]"# : #""steps": [10], "k": [2]"#))
    let again = try ExperimentDefinitionTests.read(definition.canonicalJSON)
    #expect(again == definition && again.canonicalJSON == definition.canonicalJSON)
    #expect(again.factors.model == [try Self.read(model)])
  }

  @Test(arguments: [
    (#"{"p": 0.9}"#, "key 'name' is missing"),
    (#"{"name": "", "p": 0.9}"#, "name: a name is one line of 1 to 100 bytes"),
    (#"{"name": "a\nb", "p": 0.9}"#, "name: a name is one line"),
    (
      #"{"name": "m"}"#,
      "name: give a model one of p, shares, steps, ensemble, long_replies and agents"
    ),
    (#"{"name": "m", "p": 0.9, "agents": {}}"#, "name: give a model one of"),
    (#"{"name": "m", "p": 0}"#, "p: 0.0 is outside its range: above 0, at most 1"),
    (#"{"name": "m", "p": 1.1}"#, "p: 1.1 is outside its range"),
    (#"{"name": "m", "p": 0.9, "v": 0}"#, "v: 0.0 is outside its range"),
    (#"{"name": "m", "agents": {}, "v": 0.5}"#, "v: goes with p or shares"),
    (#"{"name": "m", "shares": [0.5, 0.4]}"#, "shares: shares sum to 0.9"),
    (#"{"name": "m", "p": 0.9, "tokens_in": -1}"#, "tokens_in: -1.0 is outside its range"),
    (#"{"name": "m", "p": 0.9, "usd_per_mtok_in": 2e6}"#, "usd_per_mtok_in: 2000000.0 is outside"),
    (#"{"name": "m", "p": 0.9, "price": 1}"#, "price: unknown key; known are "),
    (
      #"{"name": "m", "agents": {"speed": 1}}"#,
      "agents: 'speed' is unknown; known are bad_split, checking, common_wrong, gives_up, growth, "
    ),
    (#"{"name": "m", "agents": {"growth": 99}}"#, "agents: growth = 99.0 is outside its range"),
    (#"{"name": "m", "agents": {"growth": "x"}}"#, "agents.growth: is not a number"),
    (#"{"name": "m", "long_replies": {"longest": 1.5}}"#, "long_replies: "),
    (#"{"name": "m", "long_replies": {"median": -1}}"#, "long_replies: "),
    (#"{"name": "m", "steps": {}}"#, "steps: key 'classes' is missing"),
    (#"{"name": "m", "steps": {"classes": []}}"#, "steps.classes: no class of steps"),
    (
      #"{"name": "m", "steps": {"classes": [{"share": 1}]}}"#,
      "steps.classes[0].error: give either error, or alpha and beta"
    ),
    (
      #"{"name": "m", "steps": {"classes": [{"error": 0.1, "alpha": 1, "beta": 2}]}}"#,
      "steps.classes[0].error: give either"
    ),
    (
      #"{"name": "m", "steps": {"classes": [{"alpha": 1}]}}"#, "steps.classes[0].error: give either"
    ),
    (
      #"{"name": "m", "steps": {"classes": [{"error": 0.1}], "outliers": [{"flags": 0}]}}"#,
      "steps.outliers[0]: key 'step' is missing"
    ),
    (
      #"{"name": "m", "steps": {"classes": [{"alpha": 1, "beta": 1, "error_last": 0.1}]}}"#,
      "steps.classes[0].error: give either"
    ),
    (
      #"{"name": "m", "steps": {"classes": [{"error": 0.1, "error_last": 7}]}}"#,
      "steps.classes: a class has the last error rate 7.0; allowed is 0 to 1"
    ),
    (
      #"{"name": "m", "steps": {"classes": [{"error": 0.1}], "right_shares": [0.5, 0.4]}}"#,
      "steps.right_shares: the shares of right votes are [0.5, 0.4]; they must sum to 1"
    ),
    (
      #"{"name": "m", "steps": {"classes": [{"error": 0.1, "wrong_shares": [2]}]}}"#,
      "steps.classes: the shares of wrong votes of a class hold 2.0; allowed is 0 to 1 each"
    ),
    (
      #"{"name": "m", "steps": {"classes": [{"error": 0.1}], "right_shares": [-0.5, 1.5]}}"#,
      "steps.right_shares: the shares of right votes hold -0.5; allowed is 0 to 1 each"
    ),
    (
      #"{"name": "m", "steps": {"classes": [{"error": 0.1}], "wrong_shares": [0.5]}}"#,
      "steps.wrong_shares: the shares of wrong votes are [0.5]; they must sum to 1"
    ),
    (
      #"{"name": "m", "steps": {"classes": [{"error": 0.1}], "outliers": [{"step": -1}]}}"#,
      "steps.outliers: an outlier is step -1; allowed is 0 or more"
    ),
    (
      #"{"name": "m", "ensemble": {"members": [{"error": 0.1}, {"error": 0.1}], "common": 1.5}}"#,
      "ensemble.common: common is 1.5; allowed is 0 to 1"
    ),
    (
      #"{"name": "m", "ensemble": {"members": [{"error": 0.1}, {"error": 0.2}], "common": 0.5}}"#,
      "ensemble.common: common is 0.5, but the members differ"
    ),
    (#"{"name": "m", "ensemble": {"common": 1}}"#, "ensemble: key 'members' is missing"),
    (
      #"{"name": "m", "ensemble": {"members": [{"error": 0.1}]}}"#,
      "ensemble.members: an ensemble of 1 models; allowed are 2 to 8"
    ),
    (
      #"{"name": "m", "ensemble": {"members": [{"share": 0.1}]}}"#,
      "ensemble.members[0].share: unknown key"
    ),
    (
      #"{"name": "m", "ensemble": {"members": [{"error": 0.1}, {"error": 0.2}], "common": 0.1}}"#,
      "ensemble.common: common is 0.1, but the members differ in their law of errors"
    ),
    (
      #"{"name": "m", "steps": {"classes": [{"error": 0.1, "rate": 1}]}}"#,
      "steps.classes[0].rate: unknown key"
    ),
  ])
  func refusesInOneLine(model: String, message: String) {
    let error = #expect(throws: DefinitionError.self) {
      try ExperimentDefinitionTests.read(Self.text(model))
    }
    let text = error?.description ?? ""
    let isAtTheModel =
      text.hasPrefix("e.json: factors.model[0].\(message)")
      || text.hasPrefix("e.json: factors.model[0]: \(message)")
    #expect(isAtTheModel && !text.contains("\n"), "\(text)")
  }

  /// Name and prices do not change what a trial does, so they change no id; steps do.
  @Test func onlyTheNoiseIsInTheID() throws {
    func ids(_ model: String) throws -> [StrongID] {
      try PlanTests.plan(Self.text(model)).points.map(\.id)
    }
    let plain = try PlanTests.plan(
      Self.text("").replacing(#""model": []"#, with: #""p": [0.9], "v": [0.5]"#)
    ).points.map(\.id)
    #expect(try ids(#"{"name": "m", "p": 0.9, "v": 0.5}"#) == plain)
    #expect(try ids(#"{"name": "other", "p": 0.9, "v": 0.5, "tokens_in": 3}"#) == plain)
    #expect(try ids(#"{"name": "m", "p": 0.9, "v": 0.6}"#) != plain)
    let steps = try ids(#"{"name": "m", "steps": \#(Self.steps)}"#)
    #expect(try ids(#"{"name": "n", "tokens_out": 9, "steps": \#(Self.steps)}"#) == steps)
    // Each part of a population changes it; the average step stays the same in the last two.
    for (old, new) in [
      (#""step": 4"#, #""step": 5"#), (#""flags": 0.25"#, #""flags": 0.2"#),
      (#""alpha": 1, "beta": 3"#, #""alpha": 2, "beta": 6"#),
      (#", "outliers""#, #", "other""#),
    ] {
      var changed = Self.steps.replacing(old, with: new)
      if new.contains("other") {
        changed = Self.steps.replacing(/, "outliers".*\]\}\]/, with: "")
      }
      #expect(changed != Self.steps)
      #expect(try ids(#"{"name": "m", "steps": \#(changed)}"#) != steps, "\(new)")
    }
  }
}
