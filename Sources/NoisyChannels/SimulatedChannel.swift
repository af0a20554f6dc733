package import MAKERCore
package import RandomStreams

/// Prices of a million tokens; money, at least 0.
package struct TokenPrices: Hashable, Sendable {
  /// Price of prompts.
  package var input: Double
  /// Price of replies.
  package var output: Double

  /// Makes prices; each at least 0.
  package init(input: Double, output: Double) {
    self.input = input
    self.output = output
  }
}

/// How a simulated model speaks, apart from what it votes for.
package struct ReplyManner: Hashable, Sendable {
  /// Tokens of replies.
  package var length: LengthLaw
  /// Tokens of a prompt, as the model would count them; tokens, at least 0.
  package var inputTokens: Int
  /// Time from request to reply.
  package var latency: LatencyLaw
  /// Prices of a million tokens of prompts and replies; money, nil where unknown.
  package var prices: TokenPrices?

  /// Makes a manner.
  ///
  /// - Parameters:
  ///   - length: Tokens of replies.
  ///   - inputTokens: Tokens of a prompt; at least 0.
  ///   - latency: Time from request to reply.
  package init(
    length: LengthLaw = LengthLaw(median: 500), inputTokens: Int = 577,
    latency: LatencyLaw = .constant(0)
  ) {
    self.length = length
    self.inputTokens = inputTokens
    self.latency = latency
  }
}

/// A simulated model: what its noise model decides, a renderer says.
///
/// The word that decides a draw is the one that fidelity `vote` reads, so both give the same votes and
/// flags at the same seed; whatever else a reply needs comes from other words.
package struct SimulatedChannel<Noise: NoiseModel, Renderer: ReplyRenderer>: ImmediateChannel {
  private let noise: Noise
  private let commonLaw: OutcomeLaw?
  private let renderer: Renderer
  private let root: StreamKey
  private let manner: ReplyManner
  private let lengths: LengthTable

  /// Makes a channel.
  ///
  /// - Parameters:
  ///   - noise: Decides votes and flags.
  ///   - renderer: Says them, for one task.
  ///   - root: Key of the streams; trials are its children.
  ///   - manner: How the model speaks.
  package init(noise: Noise, renderer: Renderer, root: StreamKey, manner: ReplyManner) {
    self.noise = noise
    self.commonLaw = noise.commonLaw
    self.renderer = renderer
    self.root = root
    self.manner = manner
    self.lengths = LengthTable(manner.length)
  }

  /// Draws a vote or a flag as fidelity `vote` does, and lets the renderer say it.
  ///
  /// - Throws: `ChannelFailure.refused` where the prompt is not of the renderer's task.
  package func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
    let place = request.coordinates
    let stepKey = root.child(place.trial).child(place.step)
    let law =
      commonLaw
      ?? noise.law(
        step: place.step, temperature: request.temperature, stream: stepKey,
        member: place.draw % noise.members)
    // Children of a step's key are free for what does not decide a vote; this one is for replies.
    let details = stepKey.child(Self.replyCoordinate).child(place.draw)
    let utterance: Utterance
    var isRight = false
    switch law.outcome(stepKey.word(place.draw)) {
    case .vote(let candidate):
      utterance = .candidate(candidate)
      isRight = noise.isRight(candidate)
    case .flagged:
      utterance = Self.flagged(details.word(0))
    }
    var text: [UInt8] = []
    text.reserveCapacity(240)
    try renderer.render(utterance, to: request.prompt, variation: details.word(1), into: &text)
    // The noise model says what is flagged, too long or not: all other replies are within the limit.
    var tokens = lengths.tokens(isRight: isRight, upTo: request.tokenLimit, details.word(2))
    var finish = Reply.Finish.stop
    if utterance == .chatter, let limit = request.tokenLimit {
      // It would have gone on; the limit cut it.
      tokens = limit
      finish = .length
    }
    let cost = manner.prices.map {
      (Double(manner.inputTokens) * $0.input + Double(tokens) * $0.output) / 1e6
    }
    return Reply(
      text: text, finish: finish,
      usage: Usage(inputTokens: manner.inputTokens, outputTokens: tokens, cost: cost),
      latency: manner.latency.latency(details.word(3)))
  }

  /// Kinds of flagged replies, alike in number.
  private static func flagged(_ word: UInt64) -> Utterance {
    switch word % 3 {
    case 0: .missingField
    case 1: .truncated
    default: .chatter
    }
  }

  /// Coordinate of the streams that replies take their looks from; beyond any draw index.
  private static var replyCoordinate: UInt64 { .max }
}
