package import MAKERCore

/// What one model of a mixture did.
package struct MemberTally: Hashable, Sendable {
  /// Text of the channel.
  package var channel: String
  /// Draws that it answered, recorded ones among them; count.
  package var replies = 0
  /// Draws that it failed to answer; count.
  package var failures = 0
  /// What its replies took; unknown where one of them does not say.
  package var usage = Usage.zero

  /// Starts at nothing.
  package init(channel: String) { self.channel = channel }
}
