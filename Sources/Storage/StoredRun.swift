package import ExperimentDesign

/// A run as the store holds it.
package struct StoredRun: Equatable, Sendable {
  /// Number of the run in this store; at least 1, another one in another store.
  package let id: Int
  /// What made the run.
  package let manifest: RunManifest
  /// End of the run, ISO 8601, UTC; nil when it still runs or was killed.
  package let stopped: String?
  /// How the run ended, in a word; nil when it still runs or was killed.
  package let ending: String?

  /// Takes a row of the store; see the properties.
  package init(id: Int, manifest: RunManifest, stopped: String?, ending: String?) {
    self.id = id
    self.manifest = manifest
    self.stopped = stopped
    self.ending = ending
  }
}
