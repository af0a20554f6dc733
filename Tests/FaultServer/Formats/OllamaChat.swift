/// `/api/chat` of Ollama.
struct OllamaChat: ServedFormat {
  let name = "ollama"
  let path = "/api/chat"
  let needsKey = false
  let idHeader = "x-request-id"

  private static let members: Set<String> = [
    "format", "keep_alive", "logprobs", "messages", "model", "options", "stream", "think", "tools",
    "top_logprobs",
  ]

  func key(_ request: IncomingRequest) -> String? { OpenAIErrors.key(request) }

  func question(
    _ body: JSON, _ request: IncomingRequest, isStrict: Bool
  ) throws(Refusal) -> Question {
    let members = RequestMembers(body: body) { .invalid("\($0) must be \($1)") }
    guard let model = try members.text("model"), !model.isEmpty else {
      throw .invalid("model is required")
    }
    // Ollama streams unless it is told not to.
    guard body["stream"]?.bool == false else {
      throw .invalid("this server does not stream; send stream: false")
    }
    if isStrict {
      try members.allow(Self.members) { .invalid("json: unknown field \"\($0)\"") }
    }
    let texts = try members.messages(roles: ["system", "user", "assistant", "tool"])
    let options = RequestMembers(body: body["options"] ?? .object([]), wrong: members.wrong)
    let limit = try options.int("num_predict", in: -2...1_000_000)
    _ = try options.number("top_p", in: 0...1)
    _ = try options.int("top_k", in: 0...1_000_000)
    return Question(
      model: model, instructions: texts.instructions, prompt: texts.prompt,
      limit: limit.flatMap { $0 > 0 ? $0 : nil },
      temperature: try options.number("temperature", in: 0...100),
      seed: try options.int("seed", in: Int.min...Int.max), stop: try options.texts("stop"))
  }

  func reply(_ said: Said, _ frame: ReplyFrame, to question: Question) -> JSON {
    var message: [(name: String, value: JSON)] = [
      ("role", .string("assistant")), ("content", .bytes(said.text)),
    ]
    if let thoughts = said.thoughts { message.append(("thinking", .string(thoughts))) }
    if said.finish == .toolCalls {
      message[1].value = .string("")
      message.append(
        (
          "tool_calls",
          .array([
            .object([
              (
                "function",
                .object([
                  ("name", .string("finish")), ("arguments", .object([("answer", .int(1))])),
                ])
              )
            ])
          ])
        ))
    }
    let reason =
      switch said.finish {
      case .length: "length"
      case .unknown: "eos_token"
      default: "stop"
      }
    var members: [(name: String, value: JSON)] = [
      ("model", .string(frame.model)), ("created_at", .string(Clock.timestamp(frame.created))),
      ("message", .object(message)), ("done", .bool(true)), ("done_reason", .string(reason)),
    ]
    if said.hasUsage {
      // A nanosecond each at the least, so that rates can be computed.
      let time = max(frame.duration, 8)
      members += [
        ("total_duration", .int(time)), ("load_duration", .int(time / 8)),
        ("prompt_eval_count", .int(said.inputTokens)), ("prompt_eval_duration", .int(time / 4)),
        ("eval_count", .int(said.tokens)), ("eval_duration", .int(time / 2)),
      ]
    }
    return .object(members)
  }

  func error(_ refusal: Refusal, id: String) -> JSON {
    let message =
      switch refusal.reason {
      case .noModel: "model '\(refusal.message)' not found"
      case .noKey, .wrongKey: "unauthorized"
      case .noPath: "404 page not found"
      case .unavailable, .overloaded:
        "server busy, please try again.  maximum pending requests exceeded"
      default: refusal.message
      }
    return .object([("error", .string(message))])
  }
}
