import MAKERCore
import NoisyChannels
import RandomStreams
import Testing

@Suite struct RecordedChannelTests {
  private func draw(
    trial: Int = 0, step: Int, _ number: Int, prompt: String, temperature: Double? = nil,
    text: String
  ) -> RecordedDraw {
    RecordedDraw(
      key: DrawKey(
        recording: "r", coordinates: DrawCoordinates(trial: trial, step: step, draw: number),
        request: "\(prompt) \(number)"),
      prompt: Prompt(instructions: "i", step: prompt),
      temperature: temperature ?? (number == 0 ? 0 : 0.1), channel: "openai:m", body: [],
      text: Array(text.utf8), finish: number == 2 ? .length : .stop,
      usage: Usage(inputTokens: number, outputTokens: 2, cost: 0.5), latency: 1000 + number,
      attempts: number + 1)
  }

  private func request(
    trial: Int = 0, step: Int, _ number: Int, prompt: String, temperature: Double? = nil
  ) -> DrawRequest {
    DrawRequest(
      coordinates: DrawCoordinates(trial: trial, step: step, draw: number),
      temperature: temperature ?? (number == 0 ? 0 : 0.1),
      prompt: Prompt(instructions: "i", step: prompt))
  }

  private func channel(_ draws: [RecordedDraw]) -> (RecordedChannel, RecordedReplies) {
    var replies = RecordedReplies()
    for draw in draws { replies.append(draw) }
    return (RecordedChannel(replies), replies)
  }

  @Test func aDrawComesBackAsItWas() throws {
    let draws = (0..<3).map { draw(step: 4, $0, prompt: "a", text: "reply \($0)") }
    let (channel, replies) = channel(draws)
    for (number, draw) in draws.enumerated() {
      let reply = try channel.replyAtOnce(to: request(step: 4, number, prompt: "a"))
      #expect(reply.text == draw.text && reply.finish == draw.finish && reply.usage == draw.usage)
      #expect(reply.latency == draw.latency && reply.attempts == draw.attempts)
    }
    #expect(replies.count == 3 && replies.trials == [0] && replies.steps(ofTrial: 0) == [4])
    let prompt = Prompt(instructions: "i", step: "a")
    #expect(
      replies.replies(to: prompt, trial: 0, step: 4, temperature: .greedyFirst).map(\.text)
        == draws.map(\.text))
    #expect(replies.replies(to: prompt, trial: 1, step: 4, temperature: .greedyFirst).isEmpty)
  }

  /// Whatever differs in a draw, another reply does not stand in for it.
  @Test func aDrawThatIsNotRecordedIsRefused() {
    let (channel, _) = channel([
      draw(step: 4, 0, prompt: "a", text: "x"), draw(step: 4, 1, prompt: "a", text: "y"),
      draw(step: 5, 0, prompt: "b", text: "z"),
    ])
    for (request, failure) in [
      (request(step: 4, 2, prompt: "a"), RecordedChannel.ranOut),
      (request(step: 4, 1, prompt: "a", temperature: 0.2), RecordedChannel.ranOut),
      (request(step: 5, 0, prompt: "a"), RecordedChannel.notRecorded),
      (request(step: 4, 0, prompt: "c"), RecordedChannel.notRecorded),
      (request(trial: 1, step: 4, 0, prompt: "a"), RecordedChannel.notRecorded),
    ] {
      #expect(throws: failure) { try channel.replyAtOnce(to: request) }
      #expect(!failure.kind.isRetryable)
    }
  }

  /// One coordinate may be asked two prompts, where runs went different ways, and each has its replies.
  @Test func promptsAtOneStepAreKeptApart() throws {
    let (channel, replies) = channel([
      draw(step: 1, 0, prompt: "a", text: "x"), draw(step: 1, 0, prompt: "b", text: "y"),
    ])
    #expect(try channel.replyAtOnce(to: request(step: 1, 0, prompt: "a")).text == [120])
    #expect(try channel.replyAtOnce(to: request(step: 1, 0, prompt: "b")).text == [121])
    #expect(replies.prompts(trial: 0, step: 1) == 2 && replies.repeated == 0)
    // The same draw once more, as under another token limit: the first serves.
    let (again, twice) = self.channel([
      draw(step: 1, 0, prompt: "a", text: "x"), draw(step: 1, 0, prompt: "a", text: "z"),
    ])
    #expect(try again.replyAtOnce(to: request(step: 1, 0, prompt: "a")).text == [120])
    #expect(twice.repeated == 1 && twice.count == 1)
  }

  /// Resampled replies are the recorded ones in their shares, the same at the same seed and coordinates.
  ///
  /// Null: a draw is each of the ten replies, 3 of one text and 7 of another, alike often.  n = 20,000
  /// draws; 5 sigma, two-sided, false alarms 6e-7.
  @Test func resamplingFollowsTheRecordedShares() throws {
    var replies = RecordedReplies()
    for number in 0..<10 {
      replies.append(
        draw(step: number, 1, prompt: "a", text: number < 3 ? "x" : "y"))
      replies.append(draw(step: number, 1, prompt: "b", text: "z"))
      replies.append(draw(step: number, 0, prompt: "a", text: "greedy"))
    }
    let channel = RecordedChannel(replies, .resample(StreamKey(seed: 11)))
    let same = RecordedChannel(replies, .resample(StreamKey(seed: 11)))
    let other = RecordedChannel(replies, .resample(StreamKey(seed: 12)))
    var (xs, differences) = (0, 0)
    for number in 1...20_000 {
      let request = request(
        trial: number % 7, step: 100 + number % 11, number, prompt: "a")
      let text = try channel.replyAtOnce(to: request).text
      #expect(try same.replyAtOnce(to: request).text == text)
      if try other.replyAtOnce(to: request).text != text { differences += 1 }
      xs += text == [120] ? 1 : 0
    }
    let z = (Double(xs) - 6000) / (20_000.0 * 0.3 * 0.7).squareRoot()
    #expect(abs(z) < 5, "seed 11, expected 6000, observed \(xs), z \(z)")
    #expect(differences > 1000)
    // The first draw is asked at another temperature, which has replies of its own.
    #expect(
      try channel.replyAtOnce(to: request(step: 0, 0, prompt: "a")).text == Array("greedy".utf8))
    #expect(throws: RecordedChannel.neverAsked) {
      try channel.replyAtOnce(to: request(step: 0, 0, prompt: "c"))
    }
    #expect(throws: RecordedChannel.neverAsked) {
      try channel.replyAtOnce(to: request(step: 0, 1, prompt: "a", temperature: 0.7))
    }
  }
}
