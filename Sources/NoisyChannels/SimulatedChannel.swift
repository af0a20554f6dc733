package import MAKERCore
package import RandomStreams

/// How a simulated model speaks, apart from what it votes for.
package struct ReplyManner: Hashable, Sendable {
  /// Tokens of replies.
  package var length: LengthLaw
  /// Tokens of a prompt, as the model would count them; tokens, at least 0.
  package var inputTokens: Int
  /// Time from request to reply.
  package var latency: LatencyLaw

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

  package func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
    let place = request.coordinates
    let stepKey = root.child(place.trial).child(place.step)
    let law =
      commonLaw
      ?? noise.law(step: place.step, temperature: request.temperature, stream: stepKey)
    // Children of a step's key are free for what does not decide a vote; this one is for replies.
    let details = stepKey.child(Self.replyCoordinate).child(place.draw)
    let utterance: Utterance
    var isRight = false
    switch law.outcome(stepKey.word(place.draw)) {
    case .vote(let candidate):
      utterance = .candidate(candidate)
      isRight = candidate == 0
    case .flagged:
      utterance = Self.flagged(details.word(0))
    }
    var text: [UInt8] = []
    text.reserveCapacity(240)
    try renderer.render(utterance, to: request.prompt, variation: details.word(1), into: &text)
    var tokens = lengths.tokens(isRight: isRight, details.word(2))
    var finish = Reply.Finish.stop
    if let limit = request.tokenLimit {
      if utterance == .chatter {
        // It would have gone on; the limit cut it.
        tokens = limit
        finish = .length
      } else {
        tokens = min(tokens, limit)
      }
    }
    return Reply(
      text: text, finish: finish,
      usage: Usage(inputTokens: manner.inputTokens, outputTokens: tokens),
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
