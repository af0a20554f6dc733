import Analysis
import Economics
import RandomStreams
import Testing

@Suite struct SimulatedRouterTests {
  private func classes(easy: Double, hard: Double) -> [SimulatedRouter.TaskClass] {
    [
      .init(
        label: "complexity:simple", texts: ["fix a typo", "think"], share: 3,
        success: [.small: easy, .medium: easy, .large: easy]),
      .init(
        label: "complexity:complex", texts: ["redesign it"], share: 1,
        success: [.small: 0, .medium: hard / 2, .large: hard]),
    ]
  }

  /// Labels of other classes send hard tasks to the small tier, which fails; a check each at 5 sigma.
  @Test func wrongLabelsMakeARouterTooSure() throws {
    let rules = try RoutingRules.shipped()
    let tasks = 20_000
    for (mislabelled, expected, seed) in [(0.0, 0.95, 7), (0.4, 0.95 - 0.25 * 0.4 * 0.95, 8)] {
      let stream = SimulatedRouter(
        classes: classes(easy: 0.95, hard: 0.95), labelled: 1, mislabelled: mislabelled)
      let judged = try stream.judged(rules, tasks: tasks, key: StreamKey(seed: seed))
      #expect(judged.count == tasks && judged.allSatisfy { $0.stated == 0.95 })
      let rate = Double(judged.count(where: \.succeeded)) / Double(tasks)
      let z = (rate - expected) / (expected * (1 - expected) / Double(tasks)).squareRoot()
      #expect(abs(z) < 5, "seed \(seed): expected \(expected), observed \(rate), z \(z)")
    }
  }

  @Test func withoutLabelsPatternsAndTheDefaultDecide() throws {
    let stream = SimulatedRouter(
      classes: classes(easy: 1, hard: 1), labelled: 0, mislabelled: 1)
    let judged = try stream.judged(RoutingRules.shipped(), tasks: 400, key: StreamKey(seed: 9))
    #expect(Set(judged.map(\.stated)) == [0.85, 0.6] && judged.allSatisfy(\.succeeded))
    let again = try stream.judged(RoutingRules.shipped(), tasks: 300, key: StreamKey(seed: 9))
    #expect(again.map(\.stated) == judged.prefix(300).map(\.stated))
  }
}
