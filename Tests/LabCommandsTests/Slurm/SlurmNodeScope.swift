import TestSupport
import Testing

/// Starts a Slurm of one node for the tests of a suite, and ends it after the last.
struct SlurmNodeScope: SuiteTrait, TestScoping {
  /// The node of the suite that runs.
  @TaskLocal static var node: SlurmNode?

  let isRecursive = false

  @concurrent func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    guard SlurmNode.obstacle == nil else { return try await function() }
    let node = try await MakerlabProcess.onOwnThread { try SlurmNode() }
    do {
      try await Self.$node.withValue(node) { try await function() }
    } catch {
      try await MakerlabProcess.onOwnThread { node.stop() }
      throw error
    }
    try await MakerlabProcess.onOwnThread { node.stop() }
  }
}

extension Trait where Self == SlurmNodeScope {
  /// A Slurm of one node for the whole suite.
  static var slurmNode: SlurmNodeScope { SlurmNodeScope() }
}
