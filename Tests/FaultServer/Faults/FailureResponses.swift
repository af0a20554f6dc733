/// The limit that a request is over.
enum LimitReached {
  case inFlight
  /// Requests in a window; when there is room again, in nanoseconds.
  case requests(wait: Int)
}

/// Responses that hold no reply, in the shape of a wire format.
struct FailureResponses {
  let format: any ServedFormat
  let id: String
  let settings: Settings

  /// The response to a request that is refused.
  func response(_ refusal: Refusal) -> OutgoingResponse {
    var response = OutgoingResponse(refusal.status, format.error(refusal, id: id))
    response.headers = [(format.idHeader, id)]
    return response
  }

  /// What is done about a request that is over a limit.
  func decision(_ limit: LimitReached) -> Decision {
    switch limit {
    case .inFlight:
      return failed(limited("Too many requests at a time."), "limit: in flight")
    case .requests(let wait):
      var response = limited("Too many requests in this window.")
      response.headers.append(("retry-after", "\(wait / 1_000_000_000 + 1)"))
      return failed(response, "limit: requests")
    }
  }

  /// What is done about a request that meets a fault without a reply.
  func decision(_ fault: Fault, _ request: IncomingRequest) -> Decision {
    let kind = fault.kind.rawValue
    switch fault.kind {
    case .timeout: return .neverRespond(.failed(kind))
    case .drop: return .close(isReset: false, .failed(kind))
    case .reset: return .close(isReset: true, .failed(kind))
    default: return failed(response(fault, request), kind)
    }
  }

  private func failed(_ response: OutgoingResponse, _ kind: String) -> Decision {
    .respond(response, after: 0, then: .failed(kind))
  }

  private func refusal(
    _ status: Int, _ reason: Refusal.Reason, _ message: String
  ) -> OutgoingResponse {
    response(Refusal(status: status, reason: reason, message: message))
  }

  private func limited(_ message: String) -> OutgoingResponse {
    refusal(429, .rateLimited, "Rate limit reached. \(message)")
  }

  private func limited(_ name: String, _ value: String) -> OutgoingResponse {
    var response = limited("Please try again later.")
    response.headers.append((name, value))
    return response
  }

  private func response(_ fault: Fault, _ request: IncomingRequest) -> OutgoingResponse {
    switch fault.kind {
    case .badRequest: return refusal(400, .invalid, "Something is wrong with this request.")
    case .unauthorized: return refusal(401, .wrongKey, "***")
    case .echoedKey: return refusal(401, .wrongKey, format.key(request) ?? "")
    case .forbidden: return refusal(403, .forbidden, "Request not allowed")
    case .notFound: return refusal(404, .noModel, "that-model")
    case .rateLimited: return limited("Please try again later.")
    case .rateLimitedSeconds: return limited("retry-after", "\(fault.argument ?? 1)")
    case .rateLimitedDate:
      return limited(
        "retry-after", Clock.httpDate(Clock.seconds() + (fault.argument ?? 2)))
    case .rateLimitedMilliseconds: return limited("retry-after-ms", "\(fault.argument ?? 500)")
    case .quota:
      return refusal(
        429, .noMoney, "You exceeded your current quota, please check your plan and billing.")
    case .serverError:
      return refusal(500, .broken, "The server had an error while processing your request.")
    case .badGateway: return Self.page(502, "502 Bad Gateway")
    case .unavailable:
      return refusal(503, .unavailable, "The engine is currently overloaded.")
    case .overloaded: return refusal(529, .overloaded, "Overloaded")
    case .redirect:
      var response = OutgoingResponse(302, bytes: [], contentType: "text/html")
      response.headers = [("location", "http://localhost:9/elsewhere")]
      return response
    case .page: return Self.page(200, "Welcome to the guest network")
    case .malformed:
      return OutgoingResponse(200, bytes: Array("{\"id\": \"x\", \"choices\": [{".utf8))
    case .empty: return OutgoingResponse(200, bytes: [])
    default:
      return OutgoingResponse(200, .object([("status", .string("ok")), ("data", .array([.null]))]))
    }
  }

  private static func page(_ status: Int, _ title: String) -> OutgoingResponse {
    OutgoingResponse(
      status,
      bytes: Array(
        "<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>".utf8),
      contentType: "text/html; charset=utf-8")
  }
}
