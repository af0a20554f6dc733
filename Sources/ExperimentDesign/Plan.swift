/// The list of design points of an experiment with their stop rules.
package struct Plan: Sendable {
  /// Suite of the experiment, `core`.
  package let suite: String
  /// Name of the experiment, `kmin`.
  package let name: String
  /// The definition that was planned.
  package let definition: ExperimentDefinition
  /// Seed of the run; 0 to `Int.max`.
  package let seed: Int
  /// Points in deterministic order: p, shares or model, v, target, size, m, margin, rule, cap,
  /// fidelity, latency.
  package let points: [PlannedPoint]

  /// Suite and name, `core/kmin`.
  package var experiment: String { "\(suite)/\(name)" }

  /// Votes to expect over all points; votes.
  package var votesToExpect: Double {
    points.reduce(0) { $0 + $1.votesToExpect }
  }

  /// Plans an experiment.
  ///
  /// - Parameters:
  ///   - suite: Suite of the experiment.
  ///   - name: Name of the experiment.
  ///   - definition: The checked definition.
  ///   - seed: Seed; the definition's own when nil.
  ///   - file: What to call the definition in an error.
  /// - Throws: `DefinitionError` where levels that are allowed one by one do not go together.
  package init(
    suite: String, name: String, definition: ExperimentDefinition, seed: Int? = nil, file: String
  ) throws(DefinitionError) {
    // Both become names of files, whoever wrote them.
    for part in [suite, name] where part.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,99}/) == nil {
      throw DefinitionError(
        file: file, keyPath: "",
        problem: "'\(part)' is no name for a suite or experiment; use letters, digits, - _ .")
    }
    self.suite = suite
    self.name = name
    self.definition = definition
    self.seed = seed ?? definition.seed
    let planner = Planner(
      experiment: "\(suite)/\(name)", definition: definition, file: file)
    self.points = try planner.points()
  }
}
