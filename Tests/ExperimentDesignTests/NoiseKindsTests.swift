import ExperimentDesign
import MAKERCore
import NoisyChannels
import Testing

/// What a definition makes of the kinds of noise.
@Suite struct NoiseKindsTests {
  static let drift = #"{"name": "m", "steps": {"classes": [{"error": 0.1, "error_last": 0.3}]}}"#
  static let split =
    #"{"name": "m", "steps": {"classes": [{"error": 0.1}], "right_shares": [0.5, 0.5]}}"#
  static let pair =
    #"{"name": "m", "ensemble": {"members": [{"error": 0.1}, {"alpha": 1, "beta": 4}]}}"#

  static func text(_ model: String, _ more: String = "") -> String {
    #"{"title": "T", "factors": {"model": [\#(model)], "steps": [10], "k": [2]\#(more)"#
      + #", "stop": {"trials": 10}}"#
  }

  @Test func aDriftIsReadAndKnowsItsSteps() throws {
    let definition = try ExperimentDefinitionTests.read(
      Self.text(Self.drift, #"}, "unit": "task""#))
    #expect(try ExperimentDefinitionTests.read(definition.canonicalJSON) == definition)
    let model = try SimulatedModelTests.read(Self.drift)
    #expect(abs(model.shares[0] - 0.8) < 1e-15 && !model.hasAlikeSteps)
    let point = try #require(
      try PlanTests.plan(Self.text(Self.drift, #"}, "unit": "task""#)).points.first?.point)
    let noise = try #require(try point.noiseModel() as? UnequalSteps)
    #expect(noise.commonLaw == nil && !point.isPaperRace)
  }

  @Test func kindsSayWhatADrawIs() throws {
    let split = try SimulatedModelTests.read(Self.split)
    // Equally good answers count as one.
    #expect(split.shares == [0.9, 0.1] && split.population?.rightShares == [0.5, 0.5])
    let pair = try SimulatedModelTests.read(Self.pair)
    #expect(abs(pair.shares[0] - 0.85) < 1e-15 && pair.isKnownByShares && !pair.hasAlikeSteps)
    let point = try #require(try PlanTests.plan(Self.text(Self.pair, "}")).points.first?.point)
    #expect(try point.noiseModel() is EnsembleNoise)
  }

  /// Points that differ in one part of their noise, or in their first temperature, have other ids.
  @Test func everyPartIsInTheID() throws {
    func id(_ model: String, _ more: String = "}") throws -> StrongID {
      try #require(try PlanTests.plan(Self.text(model, more)).points.first?.id)
    }
    let texts = [
      Self.split, Self.split.replacing("[0.5, 0.5]", with: "[0.6, 0.4]"),
      Self.split.replacing(#", "right_shares": [0.5, 0.5]"#, with: ""),
      Self.split.replacing(#""error": 0.1"#, with: #""error": 0.1, "wrong_shares": [1]"#),
      Self.pair, Self.pair.replacing(#""beta": 4"#, with: #""beta": 5"#),
      Self.pair.replacing("}]}", with: "}, {\"error\": 0.1}]}"),
    ]
    var ids = try texts.map { try id($0) }
    ids.append(try id(Self.pair, #", "temperature": ["greedy-first"]}"#))
    ids.append(try id(Self.drift, #"}, "unit": "task""#))
    #expect(Set(ids).count == ids.count)
  }

  @Test(arguments: [
    (drift, "}", "unit: errors drift over the steps of a task; give unit task"),
    (drift, #"}, "fidelity": ["exact"]"#, "unit: errors drift over the steps of a task"),
    (
      drift, #", "steps": [1]}, "unit": "task""#,
      "factors.steps: errors drift from the first step to the last; give 2 steps or more"
    ),
    (
      drift, #", "disks": [1]}, "unit": "task", "fidelity": ["exact"]"#,
      "factors.disks: errors drift from the first step to the last; give 2 steps or more"
    ),
    (split, #"}, "fidelity": ["agent"]"#, "right_shares do not go with fidelity agent"),
    (
      pair, #"}, "fidelity": ["aggregate"], "unit": "task""#,
      "aggregate draws from the law of equal"
    ),
    (
      #"{"name": "m", "p": 0.9}"#,
      #", "temperature": ["greedy-first"]}, "fidelity": ["aggregate"], "unit": "task""#,
      "aggregate draws from the law of equal"
    ),
    (pair, #", "m": [2]}, "unit": "task""#, "above 1 needs p"),
    (
      #"{"name": "m", "p": 0.9}"#, #", "m": [2], "temperature": ["greedy-first"]}, "unit": "task""#,
      "greedy-first needs m 1"
    ),
  ]) func whatDoesNotGoTogetherIsRefusedInOneLine(model: String, more: String, message: String) {
    let error = #expect(throws: DefinitionError.self) {
      let text = Self.text(model, more)
      // What the case gives takes the place of the usual steps.
      let hasSize = more.contains("steps") || more.contains("disks")
      return try PlanTests.plan(hasSize ? text.replacing(#""steps": [10], "#, with: "") : text)
    }
    let text = error?.description ?? ""
    #expect(text.contains(message) && !text.contains("\n"), "\(text)")
  }
}
