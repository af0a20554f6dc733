package import MAKERCore

/// A channel that knows which draws it has a recorded reply to.
package protocol ReplayableChannel: Channel {
  /// Returns the recorded reply to a draw; nil where there is none, and nothing is asked.
  ///
  /// - Parameter request: The draw.
  /// - Returns: The reply.
  /// - Throws: `ChannelFailure` where the journal cannot be read.
  func recordedReply(to request: DrawRequest) async throws(ChannelFailure) -> Reply?
}
