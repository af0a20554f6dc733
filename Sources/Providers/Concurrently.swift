/// Calls a function for each index from 0, so many at a time; the first failure ends it.
///
/// - Parameters:
///   - count: Calls; at least 0.
///   - inFlight: Calls under way at once; at least 1.
///   - body: Takes an index; called from several tasks.
/// - Throws: What the first call to fail throws, after the others have ended.
package func concurrently(
  _ count: Int, inFlight: Int, _ body: @escaping @Sendable (Int) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    for index in 0..<count {
      if index >= inFlight { try await group.next() }
      group.addTask { try await body(index) }
    }
    try await group.waitForAll()
  }
}
