/// What clients ask to see whether a provider is there.
struct ModelList {
  let settings: Settings

  private var models: [String] { settings.models.isEmpty ? ["simulated"] : settings.models }

  /// The response to a request that is none to the model.
  func response(to request: IncomingRequest) -> OutgoingResponse {
    let isAnthropic = request.header("anthropic-version") != nil
    let format: any ServedFormat =
      if isAnthropic {
        AnthropicMessages()
      } else if request.path.hasPrefix("/api/") {
        OllamaChat()
      } else {
        OpenAIChat()
      }
    let failures = FailureResponses(format: format, id: "req_0", settings: settings)
    guard request.method == "GET" else {
      return failures.response(
        Refusal(status: 404, reason: .noPath, message: "\(request.method) \(request.path)"))
    }
    switch request.path {
    case "/health": return OutgoingResponse(200, .object([("status", .string("ok"))]))
    case "/api/version": return OutgoingResponse(200, .object([("version", .string("0.12.6"))]))
    case "/api/tags":
      return OutgoingResponse(200, .object([("models", .array(models.map(Self.ollama)))]))
    case "/v1/models":
      if let expected = settings.key {
        let key = format.key(request)
        guard key == expected else {
          return failures.response(
            Refusal(
              status: 401, reason: key == nil ? .noKey : .wrongKey,
              message: "\((key ?? "").prefix(3))***"))
        }
      }
      return OutgoingResponse(200, isAnthropic ? anthropic : openAI)
    default:
      return failures.response(
        Refusal(status: 404, reason: .noPath, message: "GET \(request.path)"))
    }
  }

  private var openAI: JSON {
    .object([
      ("object", .string("list")),
      (
        "data",
        .array(
          models.map {
            .object([
              ("id", .string($0)), ("object", .string("model")), ("created", .int(1_700_000_000)),
              ("owned_by", .string("system")),
            ])
          })
      ),
    ])
  }

  private var anthropic: JSON {
    .object([
      (
        "data",
        .array(
          models.map {
            .object([
              ("type", .string("model")), ("id", .string($0)), ("display_name", .string($0)),
              ("created_at", .string("2026-01-01T00:00:00Z")),
            ])
          })
      ),
      ("has_more", .bool(false)), ("first_id", .string(models[0])),
      ("last_id", .string(models[models.count - 1])),
    ])
  }

  private static func ollama(_ model: String) -> JSON {
    .object([
      ("name", .string(model)), ("model", .string(model)),
      ("modified_at", .string("2026-01-01T00:00:00.000000Z")), ("size", .int(98_000_000)),
      ("digest", .string(String(repeating: "0a", count: 32))),
      (
        "details",
        .object([
          ("parent_model", .string("")), ("format", .string("gguf")), ("family", .string("llama")),
          ("families", .array([.string("llama")])), ("parameter_size", .string("135M")),
          ("quantization_level", .string("Q4_1")),
        ])
      ),
    ])
  }
}
