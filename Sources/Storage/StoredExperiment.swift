/// An experiment as it was run.
package struct StoredExperiment: Equatable, Sendable {
  /// Suite of the experiment.
  package let suite: String
  /// Name of the experiment within its suite.
  package let name: String
  /// Seed it was run with; 0 to `Int.max`.
  package let seed: Int
  /// Canonical JSON of the experiment.
  package let definition: String

  /// Takes a row of the store; see the properties.
  package init(suite: String, name: String, seed: Int, definition: String) {
    self.suite = suite
    self.name = name
    self.seed = seed
    self.definition = definition
  }
}
