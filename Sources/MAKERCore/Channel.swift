/// Anything that answers a prompt: a simulated model, a real provider, a recording.
///
/// A channel answers one draw at a time and may be asked for several at once.  It sees the prompt and
/// nothing else of the task.
public protocol Channel: Sendable {
  /// Answers one draw.
  ///
  /// - Parameter request: The draw; equal coordinates may be asked again after a failure.
  /// - Returns: The reply, flagged or not: to judge it is not the channel's work.
  /// - Throws: `ChannelFailure`, sorted by what can be done about it.
  func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply
}

/// A channel that answers without waiting, as a simulated model on a virtual clock does.
public protocol ImmediateChannel: Channel {
  /// Answers one draw at once.
  ///
  /// - Parameter request: The draw.
  /// - Returns: The reply, whose latency is how long a real one would have taken.
  /// - Throws: `ChannelFailure`, sorted by what can be done about it.
  func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply
}

extension ImmediateChannel {
  /// Answers one draw.
  ///
  /// - Throws: `ChannelFailure`, sorted by what can be done about it.
  public func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
    try replyAtOnce(to: request)
  }
}

/// Why a channel gave no reply; never a vote and never a red flag.
public struct ChannelFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What can be done about a failure.
  public enum Kind: String, Hashable, Sendable {
    /// The same draw may succeed when asked again.
    case transient
    /// Asked too often; the same draw may succeed later.
    case rateLimited = "rate limited"
    /// No reply in the allowed time.
    case timedOut = "timed out"
    /// This prompt will not be answered.
    case refused
    /// Nothing will be answered.
    case fatal
    /// A budget does not allow the call; nothing was asked.
    case exhausted

    /// Whether to ask again can help.
    public var isRetryable: Bool {
      switch self {
      case .transient, .rateLimited, .timedOut: true
      case .refused, .fatal, .exhausted: false
      }
    }
  }

  /// What can be done about it.
  public let kind: Kind
  /// What happened, for a person.
  public let message: String
  /// Time that the channel asks to wait before the draw is asked for again; nanoseconds, nil where it
  /// says nothing.
  public let retryAfter: Int?

  /// Makes a failure.
  ///
  /// - Parameters:
  ///   - kind: What can be done about it.
  ///   - message: One line for a person.
  ///   - retryAfter: Time to wait before asking again; nanoseconds, at least 0, nil where unsaid.
  public init(_ kind: Kind, _ message: String, retryAfter: Int? = nil) {
    self.kind = kind
    self.message = message
    self.retryAfter = retryAfter
  }

  /// The failure of an attempt that took longer than it may; nanoseconds.
  @usableFromInline
  static func timedOut(after timeout: Int) -> ChannelFailure {
    ChannelFailure(.timedOut, "no reply within \(Double(timeout) / 1e9) s")
  }

  /// One line for a person.
  public var description: String { "\(kind.rawValue): \(message)" }
}
