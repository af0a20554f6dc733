/// `/v1/completions`, of OpenAI and of servers compatible with it.
struct OpenAICompletions: ServedFormat {
  let name = "openai-completions"
  let path = "/v1/completions"
  let needsKey = true
  let idHeader = "x-request-id"

  private static let members: Set<String> = [
    "best_of", "echo", "frequency_penalty", "logit_bias", "logprobs", "max_tokens", "model", "n",
    "presence_penalty", "prompt", "seed", "stop", "stream", "stream_options", "suffix",
    "temperature", "top_p", "user",
  ]

  func key(_ request: IncomingRequest) -> String? { OpenAIErrors.key(request) }

  func question(
    _ body: JSON, _ request: IncomingRequest, isStrict: Bool
  ) throws(Refusal) -> Question {
    try OpenAIErrors.refuseStream(body)
    let members = RequestMembers(body: body, wrong: OpenAIErrors.wrong)
    let model = try OpenAIErrors.model(members)
    if isStrict {
      try members.allow(Self.members) {
        .invalid("Unrecognized request argument supplied: \($0)")
      }
    }
    let prompts = try members.texts("prompt")
    guard prompts.count == 1 else { throw OpenAIErrors.wrong("prompt", "one string") }
    _ = try members.number("top_p", in: 0...1)
    return Question(
      model: model, instructions: "", prompt: prompts[0],
      limit: try members.int("max_tokens", in: 1...1_000_000) ?? 16,
      temperature: try members.number("temperature", in: 0...2),
      seed: try members.int("seed", in: Int.min...Int.max), stop: try members.texts("stop"))
  }

  func reply(_ said: Said, _ frame: ReplyFrame, to question: Question) -> JSON {
    let finish =
      switch said.finish {
      case .length: "length"
      case .contentFilter: "content_filter"
      case .unknown: "eos_token"
      case .stop, .toolCalls, .refusal, .pauseTurn: "stop"
      }
    var members: [(name: String, value: JSON)] = [
      ("id", .string("cmpl-\(frame.id)")), ("object", .string("text_completion")),
      ("created", .int(frame.created)), ("model", .string(frame.model)),
      (
        "choices",
        .array([
          .object([
            ("text", .bytes(said.text)), ("index", .int(0)), ("logprobs", .null),
            ("finish_reason", .string(finish)),
          ])
        ])
      ),
    ]
    if said.hasUsage { members.append(("usage", OpenAIErrors.usage(said))) }
    return .object(members)
  }

  func error(_ refusal: Refusal, id: String) -> JSON { OpenAIErrors.body(refusal) }
}
