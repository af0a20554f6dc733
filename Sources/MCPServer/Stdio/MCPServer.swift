import Foundation

/// A server of the Model Context Protocol over two file descriptors, as stdio gives them.
///
/// Lines end with a line feed. A line that is too long is answered and not held; a line that has no end
/// when the input ends is passed over.
package struct MCPServer: Sendable {
  /// Why serving has ended.
  package enum Cause: Equatable, Sendable {
    /// The client has closed the input.
    case inputEnded
    /// The client reads no more.
    case outputFailed
    /// The task that serves was cancelled.
    case cancelled
  }

  /// How serving has ended.
  package struct Ending: Equatable, Sendable {
    /// Why nothing is served any more.
    package let cause: Cause
    /// Handlers that were still running when the time was up; count.
    package let unfinished: Int
  }

  private let offer: MCPOffer
  private let limits: MCPLimits

  /// Makes a server.
  ///
  /// - Parameters:
  ///   - offer: What it is and does; tools and prompts have names of their own.
  ///   - limits: How much it takes on at a time.
  package init(_ offer: MCPOffer, limits: MCPLimits = MCPLimits()) {
    self.offer = offer
    self.limits = limits
  }

  /// Serves until the input ends, the output fails or the task is cancelled.
  ///
  /// Then all requests in flight are cancelled, and their handlers and the replies they still give have a
  /// time of grace. A write to a client that is gone is an error from now on, and no signal.
  ///
  /// - Parameters:
  ///   - input: Where lines of the client come from; not closed.
  ///   - output: Where lines for the client go, and nothing else may; not closed.
  ///   - grace: Longest time that handlers have for their end.
  ///   - log: Takes a line for the operator.
  /// - Returns: How it has ended.
  package func serve(
    from input: Int32, to output: Int32, grace: Duration = .seconds(5),
    log: @escaping @Sendable (String) -> Void
  ) async -> Ending {
    _ = signal(SIGPIPE, SIG_IGN)
    let session = StdioSession(offer, limits: limits, from: input, to: output, log: log)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let thread = Thread { continuation.resume(returning: session.run(grace: grace)) }
        thread.name = "mcp reader"
        thread.start()
      }
    } onCancel: {
      session.stop(.cancelled)
    }
  }
}
