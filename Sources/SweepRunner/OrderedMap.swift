/// Computes values side by side and returns them in order.
///
/// - Parameters:
///   - count: How many values; count, at least 0.
///   - workers: Values computed at the same time; count, at least 1.
///   - body: Computes the value of an index from that index alone.
/// - Returns: The values, from index 0.
/// - Throws: What the body throws.
package func orderedMap<Value: Sendable>(
  _ count: Int, workers: Int, _ body: @escaping @Sendable (Int) async throws -> Value
) async throws -> [Value] {
  precondition(workers >= 1, "a map has at least one worker")
  return try await withThrowingTaskGroup(of: (Int, Value).self) { group in
    var values = [Value?](repeating: nil, count: count)
    var next = 0
    func start(_ group: inout ThrowingTaskGroup<(Int, Value), any Error>) {
      guard next < count else { return }
      let index = next
      next += 1
      group.addTask { try await computed(index, body) }
    }
    for _ in 0..<min(workers, count) { start(&group) }
    while let (index, value) = try await group.next() {
      values[index] = value
      start(&group)
    }
    return values.compactMap(\.self)
  }
}

/// Computes a value away from the task that hands the indices out.
@concurrent
private func computed<Value: Sendable>(
  _ index: Int, _ body: @Sendable (Int) async throws -> Value
) async throws -> (Int, Value) {
  (index, try await body(index))
}
