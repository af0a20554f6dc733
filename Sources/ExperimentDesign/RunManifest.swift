/// What made a run, for the record in the store; nothing of it reaches a CSV file.
package struct RunManifest: Equatable, Sendable {
  /// Revision of the source tree that the run was started in, or `unknown`.
  package var commit: String
  /// Whether that tree had uncommitted changes; nil when unknown.
  package var isDirty: Bool?
  /// Compiler and build configuration.
  package var toolchain: String
  /// Operating system, processor architecture and processor count.
  package var machine: String
  /// The command line as it was given.
  package var command: String
  /// Trials run side by side; count, at least 1.
  package var workers: Int
  /// Seed of the run; 0 to `Int.max`.
  package var seed: Int
  /// Shard as `i/n`, `0/1` for a whole run.
  package var shard: String
  /// Start of the run, ISO 8601, UTC.
  package var started: String

  /// Takes what made a run; see the properties.
  package init(
    commit: String, isDirty: Bool?, toolchain: String, machine: String, command: String,
    workers: Int, seed: Int, shard: String, started: String
  ) {
    self.commit = commit
    self.isDirty = isDirty
    self.toolchain = toolchain
    self.machine = machine
    self.command = command
    self.workers = workers
    self.seed = seed
    self.shard = shard
    self.started = started
  }
}
