/// One draw as a journal keeps it: what was asked, and what came, as it came.
public struct RecordedDraw: Hashable, Sendable {
  /// What identifies the draw.
  public var key: DrawKey
  /// What was asked.
  public var prompt: Prompt
  /// Sampling temperature τ that was asked for; unit 1, at least 0.
  public var temperature: Double
  /// Seed that was sent along; nil where none was.
  public var seed: Int?
  /// The channel that was asked, as `openai:gpt-4.1-mini`; of an ensemble, the member.
  public var channel: String
  /// The model that answered, as the provider names it; nil where it does not.
  public var model: String?
  /// The provider's own id of the response; nil where it gives none.
  public var responseID: String?
  /// The body of the response, as it came; bytes.
  public var body: [UInt8]
  /// The text of the reply, read from the body; bytes.
  public var text: [UInt8]
  /// Why the reply ends.
  public var finish: Reply.Finish
  /// Why the reply ends, in the provider's word; nil where it says nothing.
  public var finishReason: String?
  /// Tokens and cost; nil where unknown.
  public var usage: Usage
  /// Tokens of the prompt that the provider had in its cache, part of the input; nil when unknown.
  public var cachedInputTokens: Int?
  /// Time from the last request to the reply; nanoseconds, at least 0.
  public var latency: Int
  /// How often the draw was asked for; count, at least 1.
  public var attempts: Int

  /// Makes a record; see the properties.
  public init(
    key: DrawKey, prompt: Prompt, temperature: Double, seed: Int? = nil, channel: String,
    model: String? = nil, responseID: String? = nil, body: [UInt8], text: [UInt8],
    finish: Reply.Finish = .stop, finishReason: String? = nil, usage: Usage = Usage(),
    cachedInputTokens: Int? = nil, latency: Int = 0, attempts: Int = 1
  ) {
    self.key = key
    self.prompt = prompt
    self.temperature = temperature
    self.seed = seed
    self.channel = channel
    self.model = model
    self.responseID = responseID
    self.body = body
    self.text = text
    self.finish = finish
    self.finishReason = finishReason
    self.usage = usage
    self.cachedInputTokens = cachedInputTokens
    self.latency = latency
    self.attempts = attempts
  }

  /// The reply that the draw was.
  public var reply: Reply {
    Reply(text: text, finish: finish, usage: usage, latency: latency, attempts: attempts)
  }
}
