package import Economics
package import MAKERCore

/// A real model: what was recorded is replayed, everything else is asked for, paid for and kept.
///
/// Each attempt at a draw waits for its turn, is reserved in the budget at its worst case, written down
/// before it is sent and settled when it has ended; a reply is kept before it is returned.
package struct ProviderChannel: ReplayableChannel {
  /// Usual time for a whole response; nanoseconds.
  package static let usualTimeout = 120_000_000_000

  /// Who is asked, and how.
  package let endpoint: ProviderEndpoint
  /// Lets calls go.
  package let limiter: NestedLimiter
  private let recording: String
  private let runSeed: Int
  private let prices: ModelPrices?
  private let services: ProviderServices
  private let loop: RetryLoop
  private let classifier: ErrorClassifier
  private let timeout: Int

  /// Makes a channel.
  ///
  /// - Parameters:
  ///   - endpoint: Who is asked, and how.
  ///   - recording: Id of the recording: channel, task and seed.
  ///   - runSeed: Seed of the run, from which draws have theirs; at least 0.
  ///   - prices: What the model's tokens cost; nil where unknown.
  ///   - services: What the channels of a run share.
  ///   - limiter: Lets calls to this provider go; nil for one of its own, as the spec paces it.
  package init(
    _ endpoint: ProviderEndpoint, recording: String, runSeed: Int, prices: ModelPrices?,
    services: ProviderServices, limiter: NestedLimiter? = nil
  ) {
    let pacing = endpoint.spec.pacing
    self.endpoint = endpoint
    self.recording = recording
    self.runSeed = runSeed
    self.prices = prices
    self.services = services
    self.limiter =
      limiter ?? NestedLimiter(shared: AdaptiveLimiter(pacing, clock: services.clock))
    loop = RetryLoop(policy: RetryPolicy(pacing), clock: services.clock)
    classifier = ErrorClassifier(endpoint)
    timeout = pacing.timeout ?? Self.usualTimeout
  }

  /// What one request for a draw may cost at worst: tokens, and money where the prices are known.
  package func worstCase(of request: DrawRequest) -> Charge {
    endpoint.worstCase(of: request, at: prices)
  }

  /// Returns the recorded reply to a draw; nil where there is none, and nothing is asked.
  ///
  /// - Throws: `ChannelFailure` where the ledger cannot be read.
  package func recordedReply(to request: DrawRequest) async throws(ChannelFailure) -> Reply? {
    try await recorded(identity(of: request).key)?.reply
  }

  /// Answers one draw, from the journal or the provider.
  ///
  /// - Parameter request: The draw.
  /// - Returns: The reply, kept for good.
  /// - Throws: `ChannelFailure`: as the last attempt's, `exhausted` where the budget is spent, fatal
  ///   where the journal cannot keep the draw.
  package func reply(to request: DrawRequest) async throws(ChannelFailure) -> Reply {
    let draw = identity(of: request)
    if let recorded = try await recorded(draw.key) { return recorded.reply }
    let call = httpRequest(for: request, as: draw)
    let worst = worstCase(of: request)
    let policy = loop.policy
    let answered = try await loop.run(
      jitter: { draw.jitter(after: $0) },
      onWait: { failure, attempt, wait in
        if failure.kind == .rateLimited, failure.retryAfter != nil { limiter.hold(for: wait) }
        services.onWait(
          RetryNotice(
            coordinates: request.coordinates, channel: endpoint.canonicalText, failure: failure,
            attempt: attempt, attempts: policy.attempts, wait: wait))
      },
      ask: { number throws(ChannelFailure) -> RetryLoop.Attempt<RecordedDraw> in
        try await attempt(number, at: request, as: draw, call, worst: worst)
      })
    return answered.value.reply
  }

  private func identity(of request: DrawRequest) -> DrawIdentity {
    DrawIdentity(of: request, at: endpoint, recording: recording, runSeed: runSeed)
  }

  private func httpRequest(for request: DrawRequest, as draw: DrawIdentity) -> HTTPRequest {
    HTTPRequest(
      url: endpoint.url,
      headers: endpoint.format.headers(key: endpoint.key)
        + [(name: "x-client-request-id", value: draw.requestID)],
      body: endpoint.format.body(of: request, to: endpoint.spec.model, seed: draw.seed),
      timeout: timeout)
  }

  /// Makes one attempt; every way out gives the permit and the reservation back.
  ///
  /// The permit is held until the end is kept: no more attempts are without one than may be under way.
  private func attempt(
    _ number: Int, at request: DrawRequest, as draw: DrawIdentity, _ call: HTTPRequest,
    worst: Charge
  ) async throws(ChannelFailure) -> RetryLoop.Attempt<RecordedDraw> {
    let provider = endpoint.spec.provider.rawValue
    let permit: NestedLimiter.Permit
    do { permit = try await limiter.acquire(tokens: worst.tokens) } catch { throw .stopped }
    let reservation: CallReservation
    do throws(ChannelFailure) {
      reservation = try await services.budget.reserve(worst, for: provider)
    } catch {
      limiter.release(permit, .other, tokens: 0)
      throw error
    }
    let asked = await services.ledger.newAttempt(
      for: draw.key, of: provider, reserving: worst)
    do throws(ChannelFailure) {
      try await commit([.asked(asked)])
    } catch {
      limiter.release(permit, .other, tokens: 0)
      await services.budget.settle(reservation, .free)
      throw error
    }
    let begin = services.clock.now
    let outcome = await send(call)
    let time = services.clock.now - begin
    switch outcome.result {
    case .failure(let failure):
      defer { limiter.release(permit, outcome.end, tokens: outcome.unanswered == .free ? 0 : nil) }
      await services.budget.settle(reservation, outcome.unanswered)
      try await commit([
        .settled(session: asked.session, number: asked.number, outcome.unanswered)
      ])
      return RetryLoop.Attempt(.failure(failure), time: time)
    case .success(let (answer, body)):
      let charge = charge(for: answer)
      defer { limiter.release(permit, outcome.end, tokens: charge?.tokens) }
      await services.budget.settle(reservation, .answered(charge))
      let record = RecordedDraw(
        key: draw.key, prompt: request.prompt, temperature: request.temperature, seed: draw.seed,
        channel: endpoint.canonicalText, model: answer.model, responseID: answer.responseID,
        body: body, text: answer.text, finish: answer.finish, finishReason: answer.finishReason,
        usage: Usage(
          inputTokens: answer.inputTokens, outputTokens: answer.outputTokens,
          cost: charge?.picodollars.map { Double($0) / 1e12 }),
        cachedInputTokens: answer.cachedInputTokens, latency: time, attempts: number)
      try await commit([
        .settled(session: asked.session, number: asked.number, .answered(charge)),
        .recorded(record),
      ])
      return RetryLoop.Attempt(.success(record), time: time)
    }
  }

  private func send(_ call: HTTPRequest) async -> CallOutcome {
    let response: Result<HTTPResponse, TransportFailure>
    do throws(TransportFailure) {
      response = .success(try await services.transport.send(call))
    } catch {
      response = .failure(error)
    }
    return CallOutcome(
      response, from: endpoint, classifier: classifier, date: services.date())
  }

  /// What an answer cost; nil where the provider does not count its tokens.
  private func charge(for answer: Answer) -> Charge? {
    guard let input = answer.inputTokens, let output = answer.outputTokens else { return nil }
    return Charge(
      inputTokens: input, cachedTokens: answer.cachedInputTokens, outputTokens: output,
      at: prices)
  }

  private func recorded(_ key: DrawKey) async throws(ChannelFailure) -> RecordedDraw? {
    do { return try await services.ledger.recorded(key) } catch { throw Self.broken(error) }
  }

  private func commit(_ entries: [JournalEntry]) async throws(ChannelFailure) {
    do { try await services.ledger.commit(entries) } catch { throw Self.broken(error) }
  }

  private static func broken(_ error: any Error) -> ChannelFailure {
    ChannelFailure(.fatal, "\(ChannelFailure.journalFails): \(error)")
  }
}

extension ChannelFailure {
  fileprivate static let journalFails = "the journal of draws fails"

  /// Whether the journal failed, which no other model can help.
  var isOfJournal: Bool { kind == .fatal && message.hasPrefix(Self.journalFails) }
}

extension AdaptiveLimiter {
  /// Makes a limiter as a spec paces its provider.
  package convenience init(_ pacing: Pacing, clock: ChannelClock) {
    self.init(
      maximum: pacing.concurrency ?? Self.usualMaximum,
      requestsPerMinute: pacing.requestsPerMinute, tokensPerMinute: pacing.tokensPerMinute,
      clock: clock)
  }
}

extension RetryPolicy {
  /// Makes the policy of a spec: one request that hangs until its time is up does not end a draw.
  package init(_ pacing: Pacing) {
    self.init()
    if let attempts = pacing.attempts { self.attempts = attempts }
    wallTime = max(wallTime, 3 * (pacing.timeout ?? ProviderChannel.usualTimeout))
  }
}
