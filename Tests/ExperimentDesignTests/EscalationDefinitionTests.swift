import ExperimentDesign
import Foundation
import Testing

@Suite struct EscalationDefinitionTests {
  static func decoded(_ changes: [String: Any] = [:]) throws -> EscalationDefinition {
    var object: [String: Any] = [
      "p": [0.85, 0.98], "cost": [1, 15], "hard_steps": 0.05, "hard_p": [0.5, 0.9],
      "k": [1, 2, 3], "cap_over_k": 2, "races": 4, "steps": 4000,
    ]
    object.merge(changes) { $1 }
    let data = try JSONSerialization.data(withJSONObject: object)
    return try JSONDecoder().decode(EscalationDefinition.self, from: data)
  }

  @Test func readsModelsAndPlans() throws {
    let definition = try Self.decoded()
    #expect(definition.stepSuccess == [0.85, 0.98] && definition.costs == [1, 15])
    #expect(definition.margins == [1, 2, 3] && definition.mostRaces == 4)
  }

  @Test func refusesWhatIsNoLadder() {
    let bad: [[String: Any]] = [
      ["p": [0.85]], ["p": [0.85, 1]], ["cost": [1]], ["cost": [1, 0]], ["hard_p": [0.5]],
      ["hard_steps": 0], ["hard_steps": 0.5, "hard_p": [0.1, 0.9]], ["k": [0]], ["k": [2, 2]],
      ["cap_over_k": 0], ["races": 7], ["steps": 99], ["spin": 1],
    ]
    for change in bad {
      #expect(throws: DecodingError.self, "\(change)") { try Self.decoded(change) }
    }
  }
}
