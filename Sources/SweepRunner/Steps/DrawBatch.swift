package import MAKERCore

/// One draw that came, judged; its text is not kept.
package struct JudgedDraw<Judgement: Sendable>: Sendable {
  /// What the reply was taken for.
  package let judgement: Judgement
  /// Tokens and cost; nil where unknown.
  package let usage: Usage
  /// Time from request to reply; nanoseconds, at least 0.
  package let latency: Int
  /// How often the channel asked; count, at least 1.
  package let attempts: Int
}

/// What came of a batch of draws.
package struct DrawBatchResult<Judgement: Sendable>: Sendable {
  /// The draws in the order of their numbers; nil where none came.
  package let draws: [JudgedDraw<Judgement>?]
  /// Draws whose prompt the channel refused; count.
  package let refused: Int
  /// Why the batch ended before its end; nil where no failure ended it.
  package let failure: ChannelFailure?
  /// Whether a request to stop came.
  package let isInterrupted: Bool

  /// Whether nothing but refusals is missing.
  package var isWhole: Bool { failure == nil && !isInterrupted }
}

/// Independent draws over a channel, side by side.
///
/// A refused prompt is counted and the others go on.  Any other failure ends the batch, for the channel
/// has asked again as often as it may: what is under way is waited for where a budget is spent, and
/// told to stop otherwise.  What came is kept.
package struct DrawBatch: Sendable {
  /// Draws; count.
  package let count: Int
  /// Draws under way at the same time; count, at least 1.
  package let limit: Int
  /// Makes the request of a draw, by its number.
  package let request: @Sendable (Int) -> DrawRequest

  /// Makes a batch.
  ///
  /// - Parameters:
  ///   - count: Draws; at least 0.
  ///   - limit: Draws under way at the same time; at least 1.
  ///   - request: Makes the request of a draw, by its number.
  package init(
    count: Int, limit: Int, request: @escaping @Sendable (Int) -> DrawRequest
  ) {
    self.count = count
    self.limit = limit
    self.request = request
  }

  /// Asks for all draws.
  ///
  /// - Parameters:
  ///   - channel: The channel, which asks again by itself where that can help.
  ///   - stop: Looked at while draws are under way.
  ///   - report: Called after each draw that came, with how many have come.
  ///   - judge: What a reply is taken for, by the number of its draw.
  /// - Returns: What came.
  package func run<Judgement: Sendable>(
    over channel: any Channel, until stop: StopRequest = StopRequest(),
    report: (Int) -> Void = { _ in },
    judge: @escaping @Sendable (Int, Reply) -> Judgement
  ) async -> DrawBatchResult<Judgement> {
    var draws = [JudgedDraw<Judgement>?](repeating: nil, count: count)
    var (came, refused) = (0, 0)
    var failure: ChannelFailure?
    let request = request
    let ending = await SideBySide(limit: limit).run(count, until: stop) {
      number -> Result<JudgedDraw<Judgement>, ChannelFailure> in
      do throws(ChannelFailure) {
        let reply = try await channel.reply(to: request(number))
        return .success(
          JudgedDraw(
            judgement: judge(number, reply), usage: reply.usage, latency: reply.latency,
            attempts: reply.attempts))
      } catch { return .failure(error) }
    } take: { number, result, isStopped in
      switch result {
      case .success(let draw):
        draws[number] = draw
        came += 1
        report(came)
        return .goOn
      case .failure(let problem):
        // What was told to stop fails by that.
        if isStopped { return .goOn }
        if problem.kind == .refused {
          refused += 1
          return .goOn
        }
        failure = failure ?? problem
        return problem.kind == .exhausted ? .wait : .stop
      }
    }
    return DrawBatchResult(
      draws: draws, refused: refused, failure: failure, isInterrupted: ending == .interrupted)
  }
}
