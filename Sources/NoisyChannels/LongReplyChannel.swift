package import MAKERCore
package import RandomStreams

/// A simulated model whose replies err more the longer they are, and are alike in length at a step.
///
/// A reply depends on trial, step and draw alone: not on the temperature, and not on how much of it
/// the caller reads, so that the same replies can be judged by every limit and reading.
package struct LongReplyChannel<Renderer: ReplyRenderer>: ImmediateChannel {
  private let law: LongReplyLaw
  private let renderer: Renderer
  private let root: StreamKey
  private let inputTokens: Int
  private let latency: LatencyLaw

  /// Makes a channel.
  ///
  /// - Parameters:
  ///   - law: Decides lengths and faults.
  ///   - renderer: Says them, for one task.
  ///   - root: Key of the streams; trials are its children.
  ///   - inputTokens: Tokens of a prompt; at least 0.
  ///   - latency: Time from request to reply.
  package init(
    law: LongReplyLaw, renderer: Renderer, root: StreamKey, inputTokens: Int = 577,
    latency: LatencyLaw = .constant(0)
  ) {
    self.law = law
    self.renderer = renderer
    self.root = root
    self.inputTokens = inputTokens
    self.latency = latency
  }

  /// Speaks the reply that the law gives these coordinates.
  ///
  /// - Throws: `ChannelFailure.refused` where the prompt is not of the renderer's task.
  package func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
    let place = request.coordinates
    let stepKey = root.child(place.trial).child(place.step)
    let reply = law.reply(draw: place.draw, ofStep: stepKey)
    var text: [UInt8] = []
    text.reserveCapacity(240)
    let utterance: Utterance =
      switch reply.content {
      case .wellFormed(let candidate), .unclosed(let candidate), .malformed(let candidate):
        .candidate(candidate)
      case .cutOff: .chatter
      }
    try renderer.render(utterance, to: request.prompt, variation: 0, into: &text)
    switch reply.content {
    case .wellFormed, .cutOff: break
    case .unclosed: text.removeLast()
    case .malformed: Self.addNumber(to: &text)
    }
    return Reply(
      text: text, finish: reply.content == .cutOff ? .length : .stop,
      usage: Usage(inputTokens: inputTokens, outputTokens: reply.tokens),
      latency: latency.latency(stepKey.child(place.draw).word(Self.latencyWord)))
  }

  /// Puts a 1 too many into the last list of a state, which ends in two brackets in every grammar.
  private static func addNumber(to text: inout [UInt8]) {
    let end = text.count - 2
    let isEmpty = text[end - 1] == UInt8(ascii: "[")
    text.insert(contentsOf: isEmpty ? [0x31] : [0x2C, 0x20, 0x31], at: end)
  }

  /// Index of a draw's word that says how long it takes, beyond those that say what it is.
  private static var latencyWord: Int { 64 }
}
