/// `/v1/chat/completions`, of OpenAI and of servers compatible with it.
struct OpenAIChat: ServedFormat {
  let name = "openai-chat"
  let path = "/v1/chat/completions"
  let needsKey = true
  let idHeader = "x-request-id"

  private static let members: Set<String> = [
    "audio", "frequency_penalty", "function_call", "functions", "logit_bias", "logprobs",
    "max_completion_tokens", "max_tokens", "messages", "metadata", "modalities", "model",
    "moderation", "n", "parallel_tool_calls", "prediction", "presence_penalty",
    "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "reasoning_effort",
    "response_format", "safety_identifier", "seed", "service_tier", "stop", "store", "stream",
    "stream_options", "temperature", "tool_choice", "tools", "top_logprobs", "top_p", "user",
    "verbosity", "web_search_options",
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
      if Self.isReasoning(model) { try refuseSampling(body) }
    }
    if try members.int("n", in: 1...128) ?? 1 != 1 {
      throw .invalid("This server gives one choice.", member: "n")
    }
    let old = try members.int("max_tokens", in: 1...1_000_000)
    let new = try members.int("max_completion_tokens", in: 1...1_000_000)
    if old != nil, new != nil {
      throw .invalid(
        "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.")
    }
    _ = try members.number("top_p", in: 0...1)
    let texts = try members.messages(
      roles: ["developer", "system", "user", "assistant", "tool", "function"])
    return Question(
      model: model, instructions: texts.instructions, prompt: texts.prompt, limit: new ?? old,
      temperature: try members.number("temperature", in: 0...2),
      seed: try members.int("seed", in: Int.min...Int.max), stop: try members.texts("stop"))
  }

  private static func isReasoning(_ model: String) -> Bool {
    ["o1", "o3", "o4", "gpt-5", "gpt-6"].contains { model.hasPrefix($0) }
  }

  private func refuseSampling(_ body: JSON) throws(Refusal) {
    if body["max_tokens"] != nil {
      throw .invalid(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
          + "'max_completion_tokens' instead.", member: "max_tokens", code: "unsupported_parameter")
    }
    for name in ["temperature", "top_p"] {
      if let value = body[name]?.double, value != 1 {
        throw .invalid(
          "Unsupported value: '\(name)' does not support \(value) with this model. Only the "
            + "default (1) value is supported.", member: name, code: "unsupported_value")
      }
    }
  }

  func reply(_ said: Said, _ frame: ReplyFrame, to question: Question) -> JSON {
    var message: [(name: String, value: JSON)] = [
      ("role", .string("assistant")), ("content", .bytes(said.text)), ("refusal", .null),
      ("annotations", .array([])),
    ]
    if let thoughts = said.thoughts { message.append(("reasoning_content", .string(thoughts))) }
    let finish: String
    switch said.finish {
    case .stop, .pauseTurn: finish = "stop"
    case .length: finish = "length"
    case .contentFilter: finish = "content_filter"
    case .unknown: finish = "eos_token"
    case .refusal:
      finish = "stop"
      message[1].value = .null
      message[2].value = .string("I'm sorry, I can't help with that.")
    case .toolCalls:
      finish = "tool_calls"
      message[1].value = .null
      message.append(("tool_calls", Self.call(frame.id)))
    }
    var members: [(name: String, value: JSON)] = [
      ("id", .string("chatcmpl-\(frame.id)")), ("object", .string("chat.completion")),
      ("created", .int(frame.created)), ("model", .string(frame.model)),
      (
        "choices",
        .array([
          .object([
            ("index", .int(0)), ("message", .object(message)), ("logprobs", .null),
            ("finish_reason", .string(finish)),
          ])
        ])
      ),
    ]
    if said.hasUsage { members.append(("usage", OpenAIErrors.usage(said))) }
    members.append(("service_tier", .string("default")))
    members.append(("system_fingerprint", .string("fp_0123456789")))
    return .object(members)
  }

  private static func call(_ id: String) -> JSON {
    .array([
      .object([
        ("id", .string("call_\(id)")), ("type", .string("function")),
        (
          "function",
          .object([("name", .string("finish")), ("arguments", .string("{\"answer\": 1}"))])
        ),
      ])
    ])
  }

  func error(_ refusal: Refusal, id: String) -> JSON { OpenAIErrors.body(refusal) }
}
