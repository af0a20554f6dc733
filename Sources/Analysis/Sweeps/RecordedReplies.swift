package import MAKERCore

/// Answers from recorded draws, each in its place: what was not recorded is not answered.
package struct RecordedReplies: ImmediateChannel {
  /// Where a draw stands and what it asked.
  private struct Asked: Hashable {
    let place: DrawCoordinates
    let prompt: Prompt
    let temperature: Double
  }

  private let draws: [Asked: RecordedDraw]

  /// Takes draws of one recording.
  package init(_ draws: some Sequence<RecordedDraw>) {
    self.draws = Dictionary(
      draws.map { draw in
        (
          Asked(
            place: draw.key.coordinates, prompt: draw.prompt, temperature: draw.temperature), draw
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The draw that answers a request; nil where it is not recorded.
  package func draw(_ request: DrawRequest) -> RecordedDraw? {
    draws[
      Asked(
        place: request.coordinates, prompt: request.prompt, temperature: request.temperature)]
  }

  /// Answers as recorded.
  ///
  /// - Parameter request: The draw.
  /// - Returns: The reply as it came.
  /// - Throws: `ChannelFailure.exhausted` for a draw that is not recorded.
  package func replyAtOnce(to request: DrawRequest) throws(ChannelFailure) -> Reply {
    guard let draw = draw(request) else {
      throw ChannelFailure(.exhausted, "draw \(request.coordinates.draw) is not recorded")
    }
    return draw.reply
  }
}
