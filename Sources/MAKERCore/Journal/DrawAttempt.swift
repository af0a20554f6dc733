/// What calls come to: tokens, and money where prices are known.
public struct Charge: Hashable, Sendable {
  /// Tokens of prompts; count, at least 0.
  public var inputTokens: Int
  /// Tokens of replies; count, at least 0.
  public var outputTokens: Int
  /// Money; 1e-12 of the price book's unit, at least 0, nil where a price is unknown.
  public var picodollars: Int?

  /// Makes a charge.
  ///
  /// - Parameters:
  ///   - inputTokens: Tokens of prompts; count, at least 0.
  ///   - outputTokens: Tokens of replies; count, at least 0.
  ///   - picodollars: Money; 1e-12 of the price book's unit, nil where a price is unknown.
  public init(inputTokens: Int, outputTokens: Int, picodollars: Int?) {
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
    self.picodollars = picodollars
  }

  /// Nothing: where sums begin.
  public static let zero = Charge(inputTokens: 0, outputTokens: 0, picodollars: 0)

  /// Tokens of prompts and replies; count.
  public var tokens: Int { inputTokens.addingClamped(outputTokens) }

  /// Adds; money with an unknown part is unknown, and counts stay at the largest integer.
  public static func += (sum: inout Charge, other: Charge) {
    sum.inputTokens = sum.inputTokens.addingClamped(other.inputTokens)
    sum.outputTokens = sum.outputTokens.addingClamped(other.outputTokens)
    if let money = sum.picodollars, let more = other.picodollars {
      sum.picodollars = money.addingClamped(more)
    } else {
      sum.picodollars = nil
    }
  }
}

/// One request that is about to be sent, written down before it is: what it may cost at worst.
public struct DrawAttempt: Hashable, Sendable {
  /// Session that sends it, as the journal numbers them; at least 1.
  public var session: Int
  /// Number of the attempt within its session; from 0.
  public var number: Int
  /// Provider, as `openai`.
  public var provider: String
  /// The draw that it is for.
  public var key: DrawKey
  /// The worst case.
  public var reserved: Charge

  /// Makes an attempt; see the properties.
  public init(
    session: Int, number: Int, provider: String, key: DrawKey, reserved: Charge
  ) {
    self.session = session
    self.number = number
    self.provider = provider
    self.key = key
    self.reserved = reserved
  }
}

/// What came of an attempt; one that was never heard of again counts as unknown.
public enum AttemptOutcome: Hashable, Sendable {
  /// There was an answer, which costs this; nil where it did not say, so that the worst case stands.
  case answered(Charge?)
  /// There was no answer, and none is charged for, as when a request is refused.
  case free
  /// Nobody knows whether it was answered and charged for: the worst case stands.
  case unknown
}
