/// What the two formats of OpenAI share.
enum OpenAIErrors {
  /// The key after `Bearer`; nil where none was sent.
  static func key(_ request: IncomingRequest) -> String? {
    guard let value = request.header("authorization"), value.hasPrefix("Bearer ") else {
      return nil
    }
    return String(value.dropFirst(7))
  }

  /// The message of a member of the wrong type.
  static func wrong(_ member: String, _ expected: String) -> Refusal {
    .invalid(
      "Invalid type for '\(member)': expected \(expected).", member: member, code: "invalid_type")
  }

  /// Refuses to stream, which this server does not do.
  static func refuseStream(_ body: JSON) throws(Refusal) {
    if body["stream"]?.bool == true {
      throw .invalid(
        "This server does not stream; send stream: false.", member: "stream",
        code: "unsupported_value")
    }
  }

  /// The name of the model.
  static func model(_ members: RequestMembers) throws(Refusal) -> String {
    guard let model = try members.text("model"), !model.isEmpty else {
      throw .invalid("you must provide a model parameter")
    }
    return model
  }

  static func body(_ refusal: Refusal) -> JSON {
    let (type, code) = words(refusal)
    return .object([
      (
        "error",
        .object([
          ("message", .string(message(refusal))), ("type", .string(type)),
          ("param", refusal.member.map { .string($0) } ?? .null),
          ("code", (refusal.code ?? code).map { .string($0) } ?? .null),
        ])
      )
    ])
  }

  private static func message(_ refusal: Refusal) -> String {
    switch refusal.reason {
    case .noKey:
      "You didn't provide an API key. You need to provide your API key in an Authorization header "
        + "using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)."
    case .wrongKey:
      "Incorrect API key provided: \(refusal.message). You can find your API key at "
        + "https://platform.openai.com/account/api-keys."
    case .noModel:
      "The model `\(refusal.message)` does not exist or you do not have access to it."
    case .noPath: "Invalid URL (\(refusal.message))"
    default: refusal.message
    }
  }

  private static func words(_ refusal: Refusal) -> (type: String, code: String?) {
    switch refusal.reason {
    case .invalid, .noKey, .noPath: ("invalid_request_error", nil)
    case .wrongKey: ("invalid_request_error", "invalid_api_key")
    case .noModel: ("invalid_request_error", "model_not_found")
    case .forbidden: ("invalid_request_error", "unsupported_country_region_territory")
    case .rateLimited: ("requests", "rate_limit_exceeded")
    case .noMoney: ("insufficient_quota", "insufficient_quota")
    case .broken, .unavailable, .overloaded: ("server_error", nil)
    }
  }

  /// The counts of tokens of a reply.
  static func usage(_ said: Said) -> JSON {
    let output = said.tokens + said.reasoning
    return .object([
      ("prompt_tokens", .int(said.inputTokens)), ("completion_tokens", .int(output)),
      ("total_tokens", .int(said.inputTokens + output)),
      (
        "prompt_tokens_details",
        .object([("cached_tokens", .int(said.cached)), ("audio_tokens", .int(0))])
      ),
      (
        "completion_tokens_details",
        .object([
          ("reasoning_tokens", .int(said.reasoning)), ("audio_tokens", .int(0)),
          ("accepted_prediction_tokens", .int(0)), ("rejected_prediction_tokens", .int(0)),
        ])
      ),
    ])
  }
}
