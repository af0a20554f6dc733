package import Economics
package import RandomStreams

/// A stream of made-up tasks that a router is tried on, so that its confidences can be held against
/// outcomes.
package struct SimulatedRouter: Sendable {
  /// Tasks that are alike.
  package struct TaskClass: Sendable {
    /// The label that is right for such a task, as `complexity:simple`.
    package let label: String
    /// Texts of such tasks; at least one.
    package let texts: [String]
    /// Weight among the classes; above 0.
    package let share: Double
    /// Chance that a tier does such a task without help; unit 1, each 0 to 1.
    package let success: [ModelTier: Double]

    /// Makes a class; see the properties.
    package init(label: String, texts: [String], share: Double, success: [ModelTier: Double]) {
      precondition(!texts.isEmpty && share > 0, "a class has texts and a share")
      precondition(
        ModelTier.allCases.allSatisfy { (0...1).contains(success[$0] ?? -1) },
        "a class has a success for each tier")
      self.label = label
      self.texts = texts
      self.share = share
      self.success = success
    }
  }

  /// The classes; at least two.
  package let classes: [TaskClass]
  /// Share of tasks that somebody labels; unit 1, 0 to 1.
  package let labelled: Double
  /// Share of the labels that are those of another class; unit 1, 0 to 1.
  package let mislabelled: Double

  /// Makes a stream; see the properties.
  package init(classes: [TaskClass], labelled: Double, mislabelled: Double) {
    precondition(classes.count >= 2, "a wrong label is that of another class")
    precondition(
      (0...1).contains(labelled) && (0...1).contains(mislabelled), "shares are from 0 to 1")
    self.classes = classes
    self.labelled = labelled
    self.mislabelled = mislabelled
  }

  /// Routes tasks and lets each tier succeed by chance.
  ///
  /// - Parameters:
  ///   - rules: The router.
  ///   - tasks: Tasks; count.
  ///   - key: Place of the stream; task i has the words of its child i.
  /// - Returns: The stated confidence of each decision, and whether its tier did the task.
  /// - Throws: `RulesError` for labels that the rules refuse.
  package func judged(
    _ rules: RoutingRules, tasks: Int, key: StreamKey
  ) throws(RulesError) -> [(stated: Double, succeeded: Bool)] {
    var labels: [RoutingLabel] = []
    for item in classes { labels.append(try RoutingLabel(item.label)) }
    let total = classes.reduce(0) { $0 + $1.share }
    var judged: [(stated: Double, succeeded: Bool)] = []
    judged.reserveCapacity(tasks)
    for task in 0..<tasks {
      var random = WordStream(key.child(task))
      func uniform() -> Double { Double.random(in: 0..<1, using: &random) }
      var left = uniform() * total
      let own = classes.firstIndex { item in
        left -= item.share
        return left < 0
      }
      let index = own ?? classes.count - 1
      let texts = classes[index].texts
      let text = texts[Int.random(in: 0..<texts.count, using: &random)]
      var given: [RoutingLabel] = []
      if uniform() < labelled {
        let isWrong = uniform() < mislabelled
        let other = (index + Int.random(in: 1..<classes.count, using: &random)) % classes.count
        given = [labels[isWrong ? other : index]]
      }
      let decision = try rules.decision(text: text, labels: given)
      let chance = classes[index].success[decision.tier] ?? 0
      judged.append((decision.confidence, uniform() < chance))
    }
    return judged
  }
}
