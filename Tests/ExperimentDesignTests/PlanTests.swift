import ExperimentDesign
import Foundation
import MAKERCore
import Testing

@Suite struct PlanTests {
  static func plan(_ text: String, name: String = "plan", seed: Int? = nil) throws -> Plan {
    let definition = try ExperimentDefinition(json: Data(text.utf8), file: "e.json")
    return try Plan(suite: "test", name: name, definition: definition, seed: seed, file: "e.json")
  }

  static let text = """
    {"title": "T", "seed": 5, "unit": "task", "fidelity": ["vote", "aggregate"],
     "factors": {"p": [0.6, 0.99], "target": [0.95], "disks": [1, 10], "k": ["k_min", "k_min-1"]},
     "stop": {"races": 2500}}
    """

  @Test func multipliesFactorsInOrder() throws {
    let plan = try Self.plan(Self.text)
    // One disk at p = .99 has k_min = 1, so k_min − 1 is left out: 7 margins, two fidelities.
    #expect(plan.points.count == 14)
    #expect(plan.seed == 5)
    #expect(
      plan.points.map(\.point.stepSuccess) == [0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]
        + [0.99, 0.99, 0.99, 0.99, 0.99, 0.99])
    #expect(plan.points[0].point.fidelity == .vote && plan.points[1].point.fidelity == .aggregate)
    let ten = plan.points[4]
    #expect(ten.point.steps == 1023 && ten.stop == .trials(3))
    let expected = try MinimumMargin(
      stepSuccess: Probability(0.6), steps: 1023, target: Probability(0.95))
    #expect(ten.point.margin == expected.margin)
  }

  @Test func idsDifferAndDoNotDependOnTheList() throws {
    let plan = try Self.plan(Self.text)
    #expect(Set(plan.points.map(\.id)).count == plan.points.count)
    let narrow = try Self.plan(Self.text.replacingOccurrences(of: "[0.6, 0.99]", with: "[0.99]"))
    #expect(plan.points.suffix(6).map(\.id) == narrow.points.map(\.id))
    let renamed = try Self.plan(Self.text, name: "other")
    #expect(Set(renamed.points.map(\.id)).isDisjoint(with: plan.points.map(\.id)))
  }

  @Test func judgementSeparatesOrSaysItIsTooDear() throws {
    let plan = try Self.plan(
      """
      {"title": "T", "unit": "task",
       "factors": {"p": [0.9], "target": [0.95], "disks": [5, 20], "k": ["k_min", "k_min-1"]},
       "stop": {"judge_target": {"votes": 3e8, "step_votes": 1e6, "sigmas": 4, "aggregate_trials": 50}}}
      """)
    let roles = plan.points.map(\.role)
    #expect(
      roles == [.wholeTasks, .wholeTasks, .stepErrors, .sampler, .stepErrors, .sampler])
    #expect(plan.points[2].point.unit == .race)
    #expect(plan.points[3].point.fidelity == .aggregate && plan.points[3].stop == .trials(50))
  }

  @Test func refusesWhatDoesNotFitIntegers() {
    for (old, new) in [
      (#""races": 2500"#, #""trials": 9000000000000"#), ("[1, 10]", "[60]"),
    ] {
      #expect(throws: DefinitionError.self) {
        try Self.plan(Self.text.replacingOccurrences(of: old, with: new))
      }
    }
  }

  /// Names become files: none may lead out of its folder, whoever wrote it.
  @Test(arguments: ["..", "../x", "a/b", "", "a b", ".hidden", "-x", "a\nb"])
  func namesThatAreNoFileNamesAreRefused(name: String) {
    #expect(throws: DefinitionError.self) { try Self.plan(Self.text, name: name) }
  }

  /// What would trap in a sampler or never end is refused with its setting.
  @Test(arguments: [
    (#""disks": [1, 10]"#, #""disks": [51]"#), (#""p": [0.6, 0.99]"#, #""v": [1e-14], "p": [0.6]"#),
    (#""k": ["k_min", "k_min-1"]"#, #""k": [1000000]"#),
  ])
  func trialsBeyondReachAreRefused(old: String, new: String) throws {
    let text = Self.text.replacingOccurrences(of: old, with: new)
      .replacingOccurrences(of: #"{"races": 2500}"#, with: #"{"trials": 1}"#)
      .replacingOccurrences(of: "0.6,", with: "0.501,")
    #expect(text.contains("trials"))
    #expect(throws: DefinitionError.self) { try Self.plan(text) }
  }
}
