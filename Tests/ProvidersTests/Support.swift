import MAKERCore
import Providers
import RandomStreams

/// A draw like those of a task.
func draw(
  temperature: Double = 0.1, tokenLimit: Int? = 750, instructions: String = "Be \"short\".",
  step: String = "1/2 of é\nis?"
) -> DrawRequest {
  DrawRequest(
    coordinates: DrawCoordinates(trial: 0, step: 1, draw: 2), temperature: temperature,
    prompt: Prompt(instructions: instructions, step: step), tokenLimit: tokenLimit)
}

/// Keys and hosts that tests are about; the keys are no keys.
let plainEnvironment = ProviderEnvironment([
  "OPENAI_API_KEY": "sk-test-0123456789", "ANTHROPIC_API_KEY": "sk-ant-test-0123456789",
])

/// The provider that a spec names, where the plain environment says.
func endpoint(
  _ spec: String, _ environment: ProviderEnvironment = plainEnvironment
) throws -> ProviderEndpoint {
  try environment.endpoint(for: ProviderSpec(spec))
}

/// The body that an endpoint sends for a draw, as text.
func body(_ spec: String, _ request: DrawRequest = draw(), seed: Int? = nil) throws -> String {
  let endpoint = try endpoint(spec)
  return String(
    decoding: endpoint.format.body(of: request, to: endpoint.spec.model, seed: seed), as: UTF8.self)
}

/// An answer read from a text.
func answer(_ format: any WireFormat, _ text: String) throws(ChannelFailure) -> Answer {
  try format.answer(in: Array(text.utf8))
}

/// The formats, each with a valid response whose text is `move = [1, 0, 2]`.
let responses: [(name: String, format: any WireFormat, body: String)] = [
  (
    "chat", OpenAIChat(limitName: .completionTokens),
    """
    {"id": "chatcmpl-1", "object": "chat.completion", "created": 1741569952, "model": "m-2025",
     "choices": [{"index": 0, "message": {"role": "assistant", "content": "move = [1, 0, 2]",
       "refusal": null, "annotations": []}, "logprobs": null, "finish_reason": "stop"}],
     "usage": {"prompt_tokens": 19, "completion_tokens": 10, "total_tokens": 29,
       "prompt_tokens_details": {"cached_tokens": 4, "audio_tokens": 0},
       "completion_tokens_details": {"reasoning_tokens": 3}}, "service_tier": "default"}
    """
  ),
  (
    "completions", OpenAICompletions(),
    """
    {"id": "cmpl-1", "object": "text_completion", "created": 1, "model": "m-2025",
     "choices": [{"text": "move = [1, 0, 2]", "index": 0, "logprobs": null,
       "finish_reason": "stop"}],
     "usage": {"prompt_tokens": 19, "completion_tokens": 10, "total_tokens": 29}}
    """
  ),
  (
    "messages", AnthropicMessages(),
    """
    {"id": "msg_1", "type": "message", "role": "assistant", "model": "m-2025",
     "content": [{"type": "text", "text": "move = [1, 0, 2]"}], "stop_reason": "end_turn",
     "stop_sequence": null, "usage": {"input_tokens": 12, "cache_creation_input_tokens": 3,
       "cache_read_input_tokens": 4, "output_tokens": 10}}
    """
  ),
  (
    "ollama", OllamaChat(),
    """
    {"model": "m-2025", "created_at": "2025-01-01T00:00:00Z", "message": {"role": "assistant",
       "content": "move = [1, 0, 2]"}, "done": true, "done_reason": "stop",
     "total_duration": 5191566416, "prompt_eval_count": 19, "eval_count": 10}
    """
  ),
]

/// A seeded source of words for property tests.
struct Words: RandomNumberGenerator {
  private let key: StreamKey
  private var index = 0

  init(_ seed: Int) { key = StreamKey(seed: seed) }

  mutating func next() -> UInt64 {
    index += 1
    return key.word(index)
  }
}
