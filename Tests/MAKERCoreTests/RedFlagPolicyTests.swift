import MAKERCore
import Testing

@Suite struct RedFlagPolicyTests {
  private func read(
    _ text: [UInt8], tokens: Int? = nil, finish: Reply.Finish = .stop,
    _ policy: RedFlagPolicy = RedFlagPolicy(tokenLimit: 750)
  ) -> Result<CounterTask.Answer, RedFlag> {
    let reply = Reply(text: text, finish: finish, usage: Usage(outputTokens: tokens))
    do throws(RedFlag) {
      return .success(try policy.candidate(of: reply, to: CounterTask(steps: 9), in: 4))
    } catch {
      return .failure(error)
    }
  }

  private let right = Result<CounterTask.Answer, RedFlag>.success(.init(action: 1, next: 5))
  private let answer = Array("1 5".utf8)

  /// A long text of few tokens passes, a short one of many does not.
  @Test func lengthIsTokensAndNeverBytes() {
    let padded = Array("1".utf8) + [UInt8](repeating: 0x20, count: 10_000) + Array("5".utf8)
    #expect(read(padded, tokens: 5) == right)
    #expect(read(Array("1 00000005".utf8), tokens: 900) == .failure(.tooLong))
    #expect(read(answer, tokens: 750) == right)
    #expect(read(answer, tokens: 751) == .failure(.tooLong))
  }

  /// The paper's 750 tokens are no context limit, as is said at times: the prompt does not count.
  @Test func lengthIsThatOfTheReplyAlone() throws {
    for input in [577, 100_000] {
      let reply = Reply(text: answer, usage: Usage(inputTokens: input, outputTokens: 750))
      let candidate = try RedFlagPolicy(tokenLimit: 750)
        .candidate(of: reply, to: CounterTask(steps: 9), in: 4)
      #expect(candidate == CounterTask.Answer(action: 1, next: 5))
    }
  }

  @Test func finishReasonFlagsWithoutTokenCount() {
    #expect(read(answer, finish: .length) == .failure(.tooLong))
    #expect(read(answer, tokens: 5, finish: .length) == .failure(.tooLong))
    #expect(read(answer, finish: .stop) == right)
    #expect(read(answer, finish: .other) == right)
  }

  /// Without a limit of the policy there is still that of the channel, which cut the reply.
  @Test func noLimitFlagsOnlyWhatTheChannelCut() {
    for finish in [Reply.Finish.stop, .other] {
      #expect(read(answer, tokens: .max, finish: finish, RedFlagPolicy()) == right)
    }
    #expect(read(answer, tokens: 5, finish: .length, RedFlagPolicy()) == .failure(.tooLong))
  }

  @Test func takesTheFirstReason() {
    let notText: [UInt8] = [0xC3, 0x28]
    #expect(read([]) == .failure(.empty))
    #expect(read(notText) == .failure(.notText))
    #expect(read([], tokens: 751) == .failure(.tooLong))
    #expect(read(notText, finish: .length) == .failure(.tooLong))
    #expect(read(Array("one 5".utf8), tokens: 751) == .failure(.tooLong))
    #expect(read(Array("one 5".utf8)) == .failure(.badAction))
  }

  /// Overlong forms, surrogates and cut sequences are no text; everything else that is UTF-8 is.
  @Test func textIsUTF8() {
    let broken: [[UInt8]] = [
      [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
      answer + [0xFF],
    ]
    for text in broken { #expect(read(text) == .failure(.notText), "\(text)") }
    for text in ["\0", "é", "\u{10FFFF}", "\u{FEFF}1 5"] {
      #expect(read(Array(text.utf8)) != .failure(.notText), "\(text)")
    }
  }

  @Test func tenMegabytesAreRead() {
    let text = [UInt8](repeating: 0x20, count: 10_000_000)
    #expect(read(text, tokens: 5) == .failure(.noAction))
    #expect(read(text + [0xFF], tokens: 5) == .failure(.notText))
  }

  @Test func legalityIsOptIn() {
    let illegal = Array("2 5".utf8)
    #expect(read(illegal) == .success(.init(action: 2, next: 5)))
    let strict = RedFlagPolicy(checksLegality: true)
    #expect(!RedFlagPolicy().checksLegality)
    #expect(read(illegal, strict) == .failure(.illegal))
    #expect(read(answer, strict) == right)
    #expect(read(Array("2 x".utf8), strict) == .failure(.badState))
  }

  @Test func readingIsPassedToTheTask() {
    let chatty = Array("1 5 I think".utf8)
    #expect(RedFlagPolicy().reading == .flagging)
    #expect(read(chatty) == .failure(.badState))
    #expect(read(chatty, RedFlagPolicy(reading: .repairing)) == right)
  }

  @Test func refusesALimitOfNothing() async {
    await #expect(processExitsWith: .failure) { _ = RedFlagPolicy(tokenLimit: 0) }
  }
}
