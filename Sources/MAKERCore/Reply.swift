/// What a channel answered to one draw.
public struct Reply: Sendable {
  /// Why the reply ends where it does.
  public enum Finish: String, Hashable, Sendable, Codable {
    /// The model had said what it wanted.
    case stop
    /// The token limit cut it.
    case length
    /// Anything else that a provider names.
    case other
  }

  /// The text as it came; bytes that need not be valid UTF-8.
  public var text: [UInt8]
  /// Why it ends.
  public var finish: Finish
  /// The channel's own counts; nil where it gave none.
  public var usage: Usage
  /// Time from request to reply; nanoseconds, at least 0.
  public var latency: Int
  /// How often the channel asked before it had the reply; count, at least 1.
  public var attempts: Int

  /// Makes a reply.
  ///
  /// - Parameters:
  ///   - text: The text; bytes.
  ///   - finish: Why it ends.
  ///   - usage: Tokens and cost as the channel counts them.
  ///   - latency: Time from request to reply; nanoseconds, at least 0.
  ///   - attempts: How often the channel asked; count, at least 1.
  @inlinable
  public init(
    text: [UInt8], finish: Finish = .stop, usage: Usage = Usage(), latency: Int = 0,
    attempts: Int = 1
  ) {
    self.text = text
    self.finish = finish
    self.usage = usage
    self.latency = latency
    self.attempts = attempts
  }
}

/// Tokens and cost as a channel counts them; what it did not say is unknown, never 0.
public struct Usage: Hashable, Sendable, Codable {
  /// Tokens of the prompt; nil when unknown.
  public var inputTokens: Int?
  /// Tokens of the reply; nil when unknown.
  public var outputTokens: Int?
  /// Cost in the money of the price book; nil when unknown.
  public var cost: Double?

  /// Makes a count; each part at least 0 or unknown.
  @inlinable
  public init(inputTokens: Int? = nil, outputTokens: Int? = nil, cost: Double? = nil) {
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
    self.cost = cost
  }

  /// No tokens and no cost, known: where sums begin.
  public static let zero = Usage(inputTokens: 0, outputTokens: 0, cost: 0)

  /// Adds; a sum with an unknown part is unknown, and so is one beyond the largest integer.
  @inlinable
  public static func += (sum: inout Usage, other: Usage) {
    sum.inputTokens = added(sum.inputTokens, other.inputTokens)
    sum.outputTokens = added(sum.outputTokens, other.outputTokens)
    if let cost = sum.cost, let more = other.cost { sum.cost = cost + more } else { sum.cost = nil }
  }

  @inlinable
  static func added(_ sum: Int?, _ more: Int?) -> Int? {
    guard let sum, let more else { return nil }
    let (result, isTooLarge) = sum.addingReportingOverflow(more)
    return isTooLarge ? nil : result
  }
}
