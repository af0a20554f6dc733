import MAKERCore
import NoisyChannels
import RandomStreams
import Tasks
import Testing

@Suite struct SimulatedChannelTests {
  static let task = TowersOfHanoi(disks: 6)
  static let limit = 750

  static func channel(
    p: Double = 0.8, v: Double = 0.9, manner: ReplyManner = ReplyManner()
  ) throws -> SimulatedChannel<IndependentErrors, HanoiRenderer> {
    SimulatedChannel(
      noise: IndependentErrors(
        shares: CandidateShares(stepSuccess: try Probability(p)), validRate: v),
      renderer: HanoiRenderer(task), root: StreamKey(seed: 11), manner: manner)
  }

  static func request(_ step: Int, _ draw: Int, limit: Int? = limit) -> DrawRequest {
    DrawRequest(
      coordinates: DrawCoordinates(trial: 2, step: step, draw: draw), temperature: 0.1,
      prompt: task.prompt(for: task.start, after: nil), tokenLimit: limit)
  }

  /// What a reply to the first prompt is: right, wrong or flagged.
  static func reading(_ reply: Reply) -> Result<Bool, RedFlag> {
    let right = HanoiChecker(task).answer(in: task.start, after: nil)
    do throws(RedFlag) {
      return .success(
        try RedFlagPolicy(tokenLimit: limit).candidate(of: reply, to: task, in: task.start) == right
      )
    } catch { return .failure(error) }
  }

  /// The word of the step's stream decides, as at fidelity vote; asked again, a draw says the same.
  @Test func aDrawSaysWhatItsWordDecides() throws {
    let channel = try Self.channel()
    let noise = IndependentErrors(
      shares: CandidateShares(stepSuccess: try Probability(0.8)), validRate: 0.9)
    for step in stride(from: 400, to: 0, by: -1) {
      let key = StreamKey(seed: 11).child(2).child(step)
      for draw in 0..<5 {
        let reply = try channel.replyAtOnce(to: Self.request(step, draw))
        switch noise.outcome(step: step, temperature: 0.1, stream: key, draw: draw) {
        case .vote(let candidate):
          #expect(Self.reading(reply) == .success(candidate == 0), "step \(step), draw \(draw)")
        case .flagged:
          guard case .failure = Self.reading(reply) else {
            Issue.record("not flagged: step \(step), draw \(draw)")
            continue
          }
        }
        let again = try channel.replyAtOnce(to: Self.request(step, draw))
        #expect(again.text == reply.text && again.usage == reply.usage)
        #expect(again.latency == reply.latency)
      }
    }
  }

  /// Null: errors do not depend on length.
  ///
  /// n = 20,000 valid replies, false alarm 5.7e-7.
  @Test func longRepliesErrMoreOften() throws {
    let channel = try Self.channel(p: 0.8, v: 1)
    var replies: [(tokens: Int, isRight: Bool)] = []
    for step in 0..<20_000 {
      let reply = try channel.replyAtOnce(to: Self.request(step, 0))
      let tokens = try #require(reply.usage.outputTokens)
      #expect(tokens >= 1 && tokens <= Self.limit)
      guard case .success(let isRight) = Self.reading(reply) else { continue }
      replies.append((tokens, isRight))
    }
    #expect(replies.count == 20_000)
    replies.sort { $0.tokens < $1.tokens }
    let short = Double(replies.prefix(5000).count { !$0.isRight })
    let long = Double(replies.suffix(5000).count { !$0.isRight })
    let pooled = (short + long) / 10_000
    let z = (long - short) / (2 * 5000 * pooled * (1 - pooled)).squareRoot()
    #expect(z > 5, "wrong among short \(short), long \(long) of 5,000 each, z \(z)")
    // By Bayes and the two laws: medians 500 and 625, spread .25.
    let middle = replies[10_000].tokens
    #expect((480...560).contains(middle), "median \(middle)")
  }

  /// Three kinds of flagged replies, alike in number; chatter is cut at the limit.
  ///
  /// Null: a third each.  n about 10,000, false alarm 5.7e-7 each.
  @Test func flaggedRepliesAreOfThreeKinds() throws {
    let channel = try Self.channel(p: 1, v: 0.5)
    var counts = FlagCounts()
    for step in 0..<20_000 {
      let reply = try channel.replyAtOnce(to: Self.request(step, 0))
      guard case .failure(let flag) = Self.reading(reply) else { continue }
      counts[flag] += 1
      #expect((flag == .tooLong) == (reply.finish == .length))
      if flag == .tooLong { #expect(reply.usage.outputTokens == Self.limit) }
    }
    let n = Double(counts.total)
    let error = (n * 2 / 9).squareRoot()
    #expect(n > 9000)
    #expect(abs(Double(counts[.tooLong]) - n / 3) < 5 * error, "\(counts.listed)")
    // Missing fields are half of a third each; what breaks off in the state has no state.
    #expect(abs(Double(counts[.noAction]) - n / 6) < 5 * error, "\(counts.listed)")
    #expect(counts.total == counts[.tooLong] + counts[.noAction] + counts[.noState])
  }

  /// Without a limit chatter is flagged too: it holds no answer.
  @Test func withoutALimitNothingIsCut() throws {
    let channel = try Self.channel(v: 0.5)
    var longest = 0
    for step in 0..<3000 {
      let reply = try channel.replyAtOnce(to: Self.request(step, 0, limit: nil))
      #expect(reply.finish == .stop)
      longest = max(longest, reply.usage.outputTokens ?? 0)
    }
    #expect(longest > Self.limit)
  }

  /// Null: exponential with the mean.
  ///
  /// n = 20,000, false alarm 5.7e-7 for the mean and for the tail.
  @Test func latenciesFollowTheirLaw() throws {
    let exponential = try Self.channel(
      manner: ReplyManner(latency: .exponential(mean: 1_000_000)))
    let n = 20_000
    let times = try (0..<n).map { try exponential.replyAtOnce(to: Self.request($0, 1)).latency }
    let mean = times.reduce(0.0) { $0 + Double($1) / 1e6 } / Double(n)
    let z = (mean - 1) * Double(n).squareRoot()
    #expect(abs(z) < 5, "mean \(mean) ms, z \(z)")
    let beyond = Double(times.count { $0 > 3_000_000 }) / Double(n)
    let share = 0.049787068  // e^-3
    let zBeyond = (beyond - share) / (share * (1 - share) / Double(n)).squareRoot()
    #expect(abs(zBeyond) < 5, "beyond three means \(beyond), z \(zBeyond)")
    let constant = try Self.channel(manner: ReplyManner(latency: .constant(7)))
    #expect(
      try (0..<50).allSatisfy { try constant.replyAtOnce(to: Self.request($0, 0)).latency == 7 })
  }

  /// Looks, lengths and latencies decide no vote.
  @Test func mannersChangeNoVote() throws {
    let plain = try Self.channel()
    let other = try Self.channel(
      manner: ReplyManner(
        length: LengthLaw(median: 90, spread: 1, wrongFactor: 2), inputTokens: 3,
        latency: .exponential(mean: 9)))
    for step in 0..<500 {
      #expect(
        Self.reading(try plain.replyAtOnce(to: Self.request(step, 0)))
          == Self.reading(try other.replyAtOnce(to: Self.request(step, 0))))
    }
  }

  @Test(arguments: ["", "Previous move: none\nCurrent state: [[3, 2, 1]]", "Hello"])
  func aForeignPromptIsRefused(step: String) throws {
    var request = Self.request(0, 0)
    request.prompt.step = step
    let channel = try Self.channel()
    let failure = #expect(throws: ChannelFailure.self) { try channel.replyAtOnce(to: request) }
    #expect(failure?.kind == .refused)
  }
}
