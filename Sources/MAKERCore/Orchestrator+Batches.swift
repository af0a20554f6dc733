extension Orchestrator {
  /// Follows one race whose draws are asked for in whole batches, on a virtual clock on which a batch
  /// takes as long as its slowest reply.
  ///
  /// Votes are cast in draw order and the race ends with the vote that decides it, so it comes out as with
  /// any other issue policy; what is left of the last batch was asked for in vain.
  @inlinable
  func runBatches<Answering: ImmediateChannel>(
    _ race: inout StepRace<Work>, prompt: Prompt, _ channel: Answering
  ) -> (standing: StepRace<Work>.Standing, failure: ChannelFailure?) {
    var now = 0
    defer { race.record.elapsed = race.record.elapsed.addingClamped(now) }
    while true {
      let requests = race.issue().map { race.request($0, prompt: prompt) }
      var replies: [Reply] = []
      var end = now
      for request in requests {
        var time = now
        observer?.drawRequested(request)
        do throws(ChannelFailure) {
          let reply = try self.reply(
            to: request, from: channel, policy: race.policy, record: &race.record, time: &time)
          end = max(end, time.addingClamped(reply.latency))
          observer?.replyReceived(reply, to: request.coordinates)
          replies.append(reply)
        } catch {
          now = max(end, time)
          // What came before may have decided the race: then nothing is lost by the failure.
          let standing = race.apply(replies)
          race.fail(request.coordinates.draw, error)
          if case .open = standing { return (.open, error) }
          return (standing, nil)
        }
      }
      now = end
      let standing = race.apply(replies)
      if case .open = standing { continue }
      return (standing, nil)
    }
  }
}
