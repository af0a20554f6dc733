/// `/v1/messages` of Anthropic, in its versions of 2023 and 2026.
struct AnthropicMessages: ServedFormat {
  let name = "anthropic"
  let path = "/v1/messages"
  let needsKey = true
  let idHeader = "request-id"

  private static let members: Set<String> = [
    "cache_control", "container", "inference_geo", "max_tokens", "messages", "metadata", "model",
    "output_config", "service_tier", "stop_sequences", "stream", "system", "thinking",
    "tool_choice", "tools",
  ]
  /// Members that models since Opus 4.7 refuse, and the version of 2026 for all models.
  private static let sampling: Set<String> = ["temperature", "top_p", "top_k"]
  private static let samplingModels = [
    "claude-opus-4-6", "claude-opus-4-5", "claude-opus-4-1", "claude-opus-4-2", "claude-sonnet-4",
    "claude-haiku-4", "claude-3", "claude-2",
  ]
  private static let versions = ["2023-06-01", "2026-10-21"]

  func key(_ request: IncomingRequest) -> String? {
    request.header("x-api-key") ?? OpenAIErrors.key(request)
  }

  func question(
    _ body: JSON, _ request: IncomingRequest, isStrict: Bool
  ) throws(Refusal) -> Question {
    guard let version = request.header("anthropic-version") else {
      throw .invalid("anthropic-version: header is required")
    }
    guard Self.versions.contains(version) else {
      throw .invalid("anthropic-version: \"\(version)\" is not a valid version")
    }
    if body["stream"]?.bool == true {
      throw .invalid("stream: this server does not stream; send false")
    }
    let members = RequestMembers(body: body) { .invalid("\($0): Input should be a valid \($1)") }
    guard let model = try members.text("model") else { throw .invalid("model: Field required") }
    guard let limit = try members.int("max_tokens", in: 1...1_000_000) else {
      throw .invalid("max_tokens: Field required")
    }
    if isStrict {
      try members.allow(
        version == Self.versions[0] ? Self.members.union(Self.sampling) : Self.members
      ) { .invalid("\($0): Extra inputs are not permitted") }
      try refuseSampling(body, model)
    }
    let temperature = try members.number("temperature", in: 0...1)
    _ = try members.number("top_p", in: 0...1)
    _ = try members.int("top_k", in: 0...Int.max)
    let texts = try members.messages(roles: ["user", "assistant", "system"])
    let system = body["system"]
    guard let instructions = system == nil ? "" : RequestMembers.content(system) else {
      throw .invalid("system: Input should be a valid string")
    }
    return Question(
      model: model, instructions: instructions + texts.instructions, prompt: texts.prompt,
      limit: limit, temperature: temperature, stop: try members.texts("stop_sequences"))
  }

  private func refuseSampling(_ body: JSON, _ model: String) throws(Refusal) {
    guard model.hasPrefix("claude-") else { return }
    let takesSampling = Self.samplingModels.contains { model.hasPrefix($0) }
    for name in Self.sampling.sorted() where body[name] != nil && !takesSampling {
      throw .invalid("`\(name)` is deprecated for this model.")
    }
    if body["temperature"] != nil, body["top_p"] != nil, !model.hasPrefix("claude-3") {
      throw .invalid(
        "`temperature` and `top_p` cannot both be specified for this model. Please use only one.")
    }
  }

  func reply(_ said: Said, _ frame: ReplyFrame, to question: Question) -> JSON {
    var content: [JSON] = [.object([("type", .string("text")), ("text", .bytes(said.text))])]
    if let thoughts = said.thoughts {
      content.insert(
        .object([
          ("type", .string("thinking")), ("thinking", .string(thoughts)),
          ("signature", .string("c2lnbmF0dXJl")),
        ]), at: 0)
    }
    let reason: String
    switch said.finish {
    case .stop: reason = "end_turn"
    case .length: reason = "max_tokens"
    case .pauseTurn: reason = "pause_turn"
    case .unknown: reason = "eos_token"
    case .refusal, .contentFilter:
      reason = "refusal"
      content = []
    case .toolCalls:
      reason = "tool_use"
      content.append(
        .object([
          ("type", .string("tool_use")), ("id", .string("toolu_\(frame.id)")),
          ("name", .string("finish")), ("input", .object([("answer", .int(1))])),
        ]))
    }
    var members: [(name: String, value: JSON)] = [
      ("model", .string(frame.model)), ("id", .string("msg_\(frame.id)")),
      ("type", .string("message")), ("role", .string("assistant")), ("content", .array(content)),
      ("stop_reason", .string(reason)), ("stop_sequence", .null),
    ]
    if said.hasUsage {
      members.append(
        (
          "usage",
          .object([
            // What came from the cache is not counted among the tokens of the input here.
            ("input_tokens", .int(said.inputTokens - said.cached)),
            ("cache_creation_input_tokens", .int(0)),
            ("cache_read_input_tokens", .int(said.cached)),
            (
              "cache_creation",
              .object([
                ("ephemeral_5m_input_tokens", .int(0)), ("ephemeral_1h_input_tokens", .int(0)),
              ])
            ),
            ("output_tokens", .int(said.tokens + said.reasoning)),
            ("service_tier", .string("standard")),
          ])
        ))
    }
    return .object(members)
  }

  func error(_ refusal: Refusal, id: String) -> JSON {
    .object([
      ("type", .string("error")),
      (
        "error",
        .object([
          ("type", .string(Self.type(refusal))), ("message", .string(Self.message(refusal))),
        ])
      ),
      ("request_id", .string(id)),
    ])
  }

  private static func type(_ refusal: Refusal) -> String {
    switch refusal.reason {
    case .invalid, .noMoney: "invalid_request_error"
    case .noKey, .wrongKey: "authentication_error"
    case .forbidden: "permission_error"
    case .noModel, .noPath: "not_found_error"
    case .rateLimited: "rate_limit_error"
    case .broken, .unavailable: "api_error"
    case .overloaded: "overloaded_error"
    }
  }

  private static func message(_ refusal: Refusal) -> String {
    switch refusal.reason {
    case .noKey: "x-api-key header is required"
    case .wrongKey:
      refusal.message.contains("*") ? "invalid x-api-key" : "invalid x-api-key \(refusal.message)"
    case .noModel: "model: \(refusal.message)"
    case .noPath: "Not Found"
    case .overloaded: "Overloaded"
    case .noMoney: "Your credit balance is too low to access the Anthropic API."
    default: refusal.message
    }
  }
}
