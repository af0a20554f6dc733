import MAKERCore
import NoisyChannels
import RandomStreams
import Tasks
import Testing

@Suite struct LongReplyChannelTests {
  static let task = TowersOfHanoi(disks: 6)
  static let root = StreamKey(seed: 21)

  /// Every kind of reply in plenty.
  static func law() throws -> LongReplyLaw {
    try LongReplyLaw(
      ramblingShare: 0.3, shortFault: 0.3, longFault: 0.6, brokenShare: 0.5, mendedShare: 0.2)
  }

  static func request(_ step: Int, _ draw: Int, limit: Int? = nil, at task: TowersOfHanoi = task)
    -> DrawRequest
  {
    let position = task.position(atStep: step % task.steps)
    return DrawRequest(
      coordinates: DrawCoordinates(trial: 1, step: step, draw: draw), temperature: 0.1,
      prompt: task.prompt(for: position.state, after: position.previous), tokenLimit: limit)
  }

  /// Text, length and reason of a reply do not depend on who reads it; asked again it is the same.
  @Test func theSameRepliesForEveryCutoff() throws {
    let channel = LongReplyChannel(
      law: try Self.law(), renderer: HanoiRenderer(Self.task), root: Self.root)
    for step in 0..<200 {
      let whole = try channel.replyAtOnce(to: Self.request(step, 1))
      for limit in [1, 600, 2048] {
        let reply = try channel.replyAtOnce(to: Self.request(step, 1, limit: limit))
        #expect(reply.text == whole.text && reply.usage == whole.usage, "step \(step)")
        #expect(reply.finish == whole.finish)
      }
    }
  }

  /// What the law decides is what both readings of the text find, at every state of a tower.
  @Test(arguments: [1, 3, 6, 30])
  func theTextSaysWhatTheLawDecides(disks: Int) throws {
    let task = TowersOfHanoi(disks: disks)
    let checker = HanoiChecker(task)
    let law = try Self.law()
    let channel = LongReplyChannel(law: law, renderer: HanoiRenderer(task), root: Self.root)
    var seen: [LongReply.Content: Int] = [:]
    for step in 0..<900 {
      let reply = try channel.replyAtOnce(to: Self.request(step, 0, at: task))
      let decided = law.reply(draw: 0, ofStep: Self.root.child(1).child(step))
      #expect(reply.usage.outputTokens == decided.tokens)
      seen[decided.content, default: 0] += 1
      let position = task.position(atStep: step % task.steps)
      let right = checker.answer(in: position.state, after: position.previous)
      func isRight(_ reading: ReplyReading) -> Bool? {
        (try? RedFlagPolicy(reading: reading).candidate(of: reply, to: task, in: position.state))
          .map { $0 == right }
      }
      let expected: (flagging: Bool?, repairing: Bool?) =
        switch decided.content {
        case .wellFormed(let candidate): (candidate == 0, candidate == 0)
        case .unclosed(let candidate): (nil, candidate == 0)
        case .malformed: (nil, false)
        case .cutOff: (nil, nil)
        }
      let said = String(decoding: reply.text, as: UTF8.self)
      #expect(isRight(.flagging) == expected.flagging, "step \(step): \(decided), \(said)")
      #expect(isRight(.repairing) == expected.repairing, "step \(step): \(decided), \(said)")
    }
    #expect(seen.count == 9, "\(seen)")
  }

  /// Null: the lengths of a step's replies are log-normal about its verbosity, that about the median.
  ///
  /// n = 4,000 steps of two draws; 5 standard errors for the mean and the correlation.
  @Test func repliesOfOneStepAreAlike() throws {
    let law = try LongReplyLaw(stepSpread: 0.15, drawSpread: 0.1, ramblingShare: 0)
    let n = 4000
    var sums = (one: 0.0, square: 0.0, product: 0.0)
    for step in 0..<n {
      let key = Self.root.child(2).child(step)
      let logs = (0..<2).map { draw in
        Double(law.reply(draw: draw, ofStep: key).tokens) / law.median - 1
      }
      sums.one += logs[0]
      sums.square += logs[0] * logs[0]
      sums.product += logs[0] * logs[1]
    }
    // Of a log-normal factor: mean e^(s²/2) with s² = .0325, variance about s².
    let mean = sums.one / Double(n)
    #expect(abs(mean - 0.01638) < 5 * 0.185 / Double(n).squareRoot(), "mean \(mean)")
    let correlation =
      (sums.product / Double(n) - mean * mean) / (sums.square / Double(n) - mean * mean)
    // .0225/.0325 = .692 on the logarithm.
    #expect(abs(correlation - 0.69) < 0.06, "correlation \(correlation)")
  }

  /// Null: a reply is at fault with the rate of its length.
  ///
  /// n = 40,000, false alarm 5.7e-7 each side of the turn.
  @Test func faultsFollowTheLength() throws {
    let law = try LongReplyLaw(ramblingShare: 0.2, shortFault: 0.05, longFault: 0.4)
    var short = (expected: 0.0, variance: 0.0, faults: 0.0)
    var long = short
    for step in 0..<40_000 {
      let reply = law.reply(draw: 0, ofStep: Self.root.child(3).child(step))
      guard reply.content != .cutOff else { continue }
      let rate = law.faultRate(tokens: reply.tokens)
      let isFault = reply.content != .wellFormed(candidate: 0)
      func add(to side: inout (expected: Double, variance: Double, faults: Double)) {
        side.expected += rate
        side.variance += rate * (1 - rate)
        side.faults += isFault ? 1 : 0
      }
      if reply.tokens < 780 { add(to: &short) } else { add(to: &long) }
    }
    #expect(abs(short.faults - short.expected) < 5 * short.variance.squareRoot(), "\(short)")
    #expect(abs(long.faults - long.expected) < 5 * long.variance.squareRoot(), "\(long)")
    #expect(long.expected > 1000 && short.expected > 1000)
    #expect(law.faultRate(tokens: 1) < 0.0501 && law.faultRate(tokens: 2000) > 0.3999)
  }

  /// A law out of range is refused in one line that names the value.
  @Test func aLawOutOfRangeIsRefused() {
    func problem(_ make: () throws(LongReplyLawError) -> LongReplyLaw) -> String? {
      do throws(LongReplyLawError) { _ = try make() } catch { return error.description }
      return nil
    }
    #expect(problem { () throws(LongReplyLawError) in try LongReplyLaw() } == nil)
    #expect(
      problem { () throws(LongReplyLawError) in try LongReplyLaw(median: 0) }
        == "the median is 0.0; allowed is 1.0 to 1000000.0")
    #expect(
      problem { () throws(LongReplyLawError) in
        try LongReplyLaw(shortFault: 0.2, longFault: 0.1)
      } == "the fault rate of long replies is 0.1; allowed is 0.2 to 1.0")
    #expect(
      problem { () throws(LongReplyLawError) in
        try LongReplyLaw(brokenShare: 0.75, mendedShare: 0.5)
      } == "the share of mended formats is 0.5; allowed is 0.0 to 0.25")
    #expect(
      problem { () throws(LongReplyLawError) in try LongReplyLaw(stepSpread: .nan) }
        == "the spread of steps is nan; allowed is 0.0 to 5.0")
  }

  @Test func aForeignPromptIsRefused() throws {
    let channel = LongReplyChannel(
      law: try Self.law(), renderer: HanoiRenderer(Self.task), root: Self.root)
    var request = Self.request(0, 0)
    request.prompt.step = "Hello"
    let failure = #expect(throws: ChannelFailure.self) { try channel.replyAtOnce(to: request) }
    #expect(failure?.kind == .refused)
  }
}
