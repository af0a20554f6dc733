package import MAKERCore
import SharedState

/// Several models behind one channel, each draw answered by one of them.
///
/// A reply that is recorded is never asked for again, whichever member gave it: a run that is resumed
/// after its first model failed, or under other prices or another margin, which decide whose turn it is
/// and are no part of a recording, replays what each of them said.
package final class MixedChannel: ReplayableChannel {
  private struct State: Sendable {
    var tallies: [MemberTally]
    /// The member that answers now, in a fallback.
    var current = 0
  }

  private let mixture: Mixture
  private let members: [any ReplayableChannel]
  private let schedule: MixtureSchedule
  private let onFallback: @Sendable (String) -> Void
  private let state: Locked<State>

  /// Joins channels.
  ///
  /// - Parameters:
  ///   - mixture: How they share the draws.
  ///   - members: The channels, in the mixture's order.
  ///   - schedule: Which of them answers which draw.
  ///   - onFallback: Told once in a line when a member has failed for good and the next one answers.
  package init(
    _ mixture: Mixture, of members: [any ReplayableChannel], schedule: MixtureSchedule,
    onFallback: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    precondition(members.count == mixture.members.count, "a channel for each member")
    self.mixture = mixture
    self.members = members
    self.schedule = schedule
    self.onFallback = onFallback
    state = Locked(State(tallies: mixture.members.map { MemberTally(channel: $0.channel) }))
  }

  /// What each member did so far.
  package var tallies: [MemberTally] { state.withLock { $0.tallies } }

  /// Returns the recorded reply to a draw, of whichever member may have given it.
  ///
  /// - Throws: `ChannelFailure` where the ledger cannot be read.
  package func recordedReply(to request: DrawRequest) async throws(ChannelFailure) -> Reply? {
    try await recorded(request)?.reply
  }

  /// Answers one draw by the member whose turn it is.
  ///
  /// In a fallback a member fails for good when it is fatal or when all attempts at a draw have failed;
  /// the next one answers that draw and all later ones.  A refused prompt goes to the next member alone.
  ///
  /// - Parameter request: The draw.
  /// - Returns: The reply.
  /// - Throws: `ChannelFailure` of the last member that was asked.
  package func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
    if let (member, reply) = try await recorded(request) {
      count(member, reply)
      return reply
    }
    if mixture.rule == .fallback { return try await replyFallingBack(to: request) }
    return try await ask(schedule.member(of: request.coordinates.draw), request)
  }

  /// The recorded reply to a draw and who gave it; the member whose turn it is goes first.
  private func recorded(
    _ request: DrawRequest
  ) async throws(ChannelFailure) -> (member: Int, reply: Reply)? {
    let first = schedule.member(of: request.coordinates.draw)
    for member in [first] + members.indices.filter({ $0 != first }) {
      if let reply = try await members[member].recordedReply(to: request) {
        return (member, reply)
      }
    }
    return nil
  }

  private func replyFallingBack(
    to request: DrawRequest
  ) async throws(ChannelFailure) -> Reply {
    var member = state.withLock { $0.current }
    while true {
      do throws(ChannelFailure) {
        return try await ask(member, request)
      } catch {
        let next = member + 1
        guard next < members.count, error.kind != .exhausted, !error.isOfJournal, !Task.isCancelled
        else { throw error }
        if error.kind != .refused { leave(member, for: next, error) }
        member = next
      }
    }
  }

  private func ask(_ member: Int, _ request: DrawRequest) async throws(ChannelFailure) -> Reply {
    do throws(ChannelFailure) {
      let reply = try await members[member].reply(to: request)
      count(member, reply)
      return reply
    } catch {
      // A run that is stopped, by its user or its budget, says nothing about a member.
      if error.kind != .exhausted, !Task.isCancelled {
        state.withLock { $0.tallies[member].failures += 1 }
      }
      throw error
    }
  }

  private func count(_ member: Int, _ reply: Reply) {
    state.withLock { state in
      state.tallies[member].replies += 1
      state.tallies[member].usage += reply.usage
    }
  }

  /// Lets later draws go to the next member, and says so the first time.
  private func leave(_ member: Int, for next: Int, _ failure: ChannelFailure) {
    let isFirst = state.withLock { state in
      guard state.current == member else { return false }
      state.current = next
      return true
    }
    guard isFirst else { return }
    let names = mixture.members
    onFallback(
      "\(names[member].channel) failed for good (\(failure.message)); "
        + "\(names[next].channel) answers from here on")
  }
}
