package import TextFormats

/// One way to choose a tier for a task, and how sure it is said to be.
package struct RoutingStrategy: Hashable, Sendable {
  /// How it chooses.
  package enum Way: Hashable, Sendable {
    /// By the value of labels with a prefix; the tier of each value it knows.
    case label(prefix: String, values: [String: ModelTier])
    /// By the first expression that matches the task's text.
    case patterns([Pattern])
    /// The same tier for whatever comes.
    case always(ModelTier)
  }

  /// An expression that tasks of a tier are known by.
  package struct Pattern: Hashable, Sendable {
    /// What decisions call it.
    package let name: String
    /// What the text must match somewhere.
    package let expression: RegularExpression
    /// The tier of such tasks.
    package let tier: ModelTier

    /// Makes a pattern; see the properties.
    package init(name: String, expression: RegularExpression, tier: ModelTier) {
      self.name = name
      self.expression = expression
      self.tier = tier
    }
  }

  /// Its name, as `complexity_label`.
  package let name: String
  /// The stated chance that the tier it chooses does the task without help; unit 1, 0 to 1.
  package let confidence: Double
  /// How it chooses.
  package let way: Way

  /// Makes a strategy; see the properties.
  package init(name: String, confidence: Double, way: Way) {
    precondition((0...1).contains(confidence), "a confidence is from 0 to 1, got \(confidence)")
    self.name = name
    self.confidence = confidence
    self.way = way
  }

  /// The tier that it chooses, and the rule by which it does.
  struct Choice {
    var tier: ModelTier
    var rule: String
  }

  /// Returns what the strategy chooses.
  ///
  /// - Parameters:
  ///   - text: UTF-8 of the task's text.
  ///   - labels: Labels of the task.
  /// - Returns: The choice; nil where it has nothing to say.
  /// - Throws: `RulesError` for labels that it does not know, or that contradict each other.
  func choice(text: [UInt8], labels: [RoutingLabel]) throws(RulesError) -> Choice? {
    switch way {
    case .always(let tier): return Choice(tier: tier, rule: name)
    case .patterns(let patterns):
      return patterns.first { $0.expression.matches(text) }.map {
        Choice(tier: $0.tier, rule: $0.name)
      }
    case .label(let prefix, let values):
      var first: (label: RoutingLabel, tier: ModelTier)?
      for label in labels where label.prefix == prefix {
        guard let tier = values[label.value] else {
          let near = NearestName.of(label.value, among: values.keys.sorted())
          throw RulesError(
            "label \(label.quoted)",
            "\(prefix) is one of \(values.keys.sorted().joined(separator: ", "))"
              + (near.map { "; did you mean \(prefix):\($0)?" } ?? ""))
        }
        guard let held = first else {
          first = (label, tier)
          continue
        }
        guard held.tier == tier else {
          throw RulesError(
            "labels \(held.label.quoted) and \(label.quoted)",
            "contradict each other: one says \(held.tier.rawValue), the other \(tier.rawValue); "
              + "leave one out")
        }
      }
      return first.map { Choice(tier: $0.tier, rule: "\(prefix):\($0.label.value)") }
    }
  }
}
