/// What a tool knows of the request that it answers.
///
/// A request that the client cancels cancels the task that the handler runs in.
package struct MCPCall: Sendable {
  /// `traceparent` of W3C Trace Context as the client gave it, unchecked; nil for none.
  package let traceparent: String?
  private let send: @Sendable (Double, Double?, String?) -> Void

  /// Makes the context of a request.
  ///
  /// - Parameters:
  ///   - traceparent: As the client gave it, unchecked.
  ///   - progress: Takes progress, a total and a message; nothing is sent unless the client asked for it.
  package init(
    traceparent: String? = nil,
    progress: @escaping @Sendable (Double, Double?, String?) -> Void = { _, _, _ in }
  ) {
    self.traceparent = traceparent
    send = progress
  }

  /// Lets other requests have their turn, in the midst of long work that waits for nothing.
  ///
  /// - Throws: `CancellationError` where the client has cancelled the request, or the server ends.
  package func takeTurns() async throws {
    await Task.yield()
    try Task.checkCancellation()
  }

  /// Tells the client how far the work is, where it wants to know.
  ///
  /// - Parameters:
  ///   - done: How much is done; what does not exceed what was told before is not sent.
  ///   - total: Of how much; nil where nobody knows.
  ///   - message: What is being done; nil for nothing.
  package func progress(_ done: Double, of total: Double? = nil, _ message: String? = nil) {
    send(done, total, message)
  }
}
