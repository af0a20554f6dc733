package import MAKERCore
package import RandomStreams

/// A recording that answers in place of the model it is of.
package struct RecordedChannel: ImmediateChannel {
  /// Which recorded reply a draw gets.
  package enum Manner: Hashable, Sendable {
    /// The one of this very draw, once.
    case replay
    /// Any reply to the same prompt at the same temperature, with replacement: an empirical channel,
    /// which never runs out.  The key is the root of its streams, with trials as children.
    case resample(StreamKey)
  }

  /// What a race that meets the end of a recording hears.
  package static let ranOut = ChannelFailure(
    .refused, "the recorded draws of this step ran out; record more, or choose a smaller margin")
  /// What a race hears whose prompt was never asked there.
  package static let notRecorded = ChannelFailure(
    .refused, "this prompt is not in the recording: another answer was voted for on the way here")
  /// What a race hears whose prompt, or temperature, was never asked anywhere.
  package static let neverAsked = ChannelFailure(
    .refused, "this prompt is not in the recording at this temperature, so nothing can be resampled"
  )

  /// Whether a failure says that a recording has no more to give, not that a model refused.
  package static func isEnd(_ failure: ChannelFailure?) -> Bool {
    failure.map { [ranOut, notRecorded, neverAsked].contains($0) } ?? false
  }

  private let replies: RecordedReplies
  private let manner: Manner

  /// Makes a channel of recorded replies.
  package init(_ replies: RecordedReplies, _ manner: Manner = .replay) {
    self.replies = replies
    self.manner = manner
  }

  /// Looks the draw up, or takes any recorded reply to its prompt by the coordinates' own random word.
  ///
  /// - Throws: `ChannelFailure.refused` where nothing is recorded, or no more.
  package func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
    let place = request.coordinates
    switch manner {
    case .replay:
      if let reply = replies.reply(to: request) { return reply }
      let isKnown = replies.holds(request.prompt, trial: place.trial, step: place.step)
      throw isKnown ? Self.ranOut : Self.notRecorded
    case .resample(let root):
      let word = root.child(place.trial).child(place.step).word(place.draw)
      guard let reply = replies.anyReply(to: request, word) else { throw Self.neverAsked }
      return reply
    }
  }
}
