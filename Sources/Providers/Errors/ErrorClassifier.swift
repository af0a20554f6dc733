package import MAKERCore

/// An error response, sorted by what can be done about it.
package struct ResponseFailure: Error, Hashable, Sendable {
  /// What can be done, and one line for a person.
  package let failure: ChannelFailure
  /// Whether the provider may charge for the request.
  package let mayBeCharged: Bool
}

/// Sorts the error responses of one provider.
package struct ErrorClassifier: Sendable {
  private let endpoint: ProviderEndpoint

  /// Takes what is asked, so that errors can say what to set.
  package init(_ endpoint: ProviderEndpoint) { self.endpoint = endpoint }

  /// Sorts a response; nil where it is a success.
  ///
  /// Only a server that had begun to work may charge: errors of the request itself are free, those of
  /// the server are not known to be.
  ///
  /// - Parameters:
  ///   - response: The whole response.
  ///   - now: Our clock, for dates in headers; seconds since 1970-01-01 00:00 UTC.
  /// - Returns: What can be done about it.
  package func failure(for response: HTTPResponse, now: Int) -> ResponseFailure? {
    let status = response.status
    if (200..<300).contains(status) { return nil }
    let body = ErrorBody(response.body)
    let wait = RetryAfter.nanoseconds(in: response.headers, now: now)
    func made(
      _ kind: ChannelFailure.Kind, _ text: String, mayBeCharged: Bool = false
    ) -> ResponseFailure {
      let retryAfter = kind.isRetryable ? wait : nil
      return ResponseFailure(
        failure: ChannelFailure(kind, "\(name): \(text)", retryAfter: retryAfter),
        mayBeCharged: mayBeCharged)
    }
    let said = said(body)
    if ErrorWords.isOutOfMoney(body), (400..<500).contains(status) {
      return made(.fatal, "the account has no credit left, or a limit of its own is reached\(said)")
    }
    switch status {
    case 300..<400:
      return made(.fatal, "\(endpoint.url) redirects (\(status)): set \(place) to where it leads")
    case 401: return made(.fatal, refusedKey)
    case 402: return made(.fatal, "payment is required\(said)")
    case 403: return made(.fatal, "access is forbidden (403); look at \(keyPlace)\(said)")
    case 404, 405, 410:
      return made(
        .fatal,
        "unknown model \(endpoint.spec.model.name) at \(endpoint.url), or a wrong \(place) (\(status))"
          + said)
    case 400, 413, 422: return made(request(body))
    case 408: return made(.transient, "the server waited too long (408)\(said)", mayBeCharged: true)
    case 409, 425: return made(.transient, "the server asks to try again (\(status))\(said)")
    case 429: return made(.rateLimited, "asked too often (429)\(said)")
    case 501, 505: return made(.fatal, "the server cannot do this (\(status))\(said)")
    case 500..<600:
      return made(.transient, "the server fails (\(status))\(said)", mayBeCharged: true)
    default: return made(.fatal, "unexpected status \(status)\(said)")
    }

    func made(_ sorted: (kind: ChannelFailure.Kind, text: String)) -> ResponseFailure {
      made(sorted.kind, sorted.text + said)
    }
  }

  private var name: String { endpoint.spec.provider.rawValue }

  /// What to set where the place is wrong.
  private var place: String {
    endpoint.spec.baseURL == nil ? endpoint.spec.provider.hostVariable : "base-url"
  }

  private var keyPlace: String { endpoint.spec.provider.keyVariable ?? "the server's settings" }

  /// The server's own words would only echo the key.
  private var refusedKey: String {
    guard let variable = endpoint.spec.provider.keyVariable else {
      return "\(endpoint.url) asks for a key, and \(name) sends none: use openai with its base URL"
    }
    if endpoint.key != nil { return "the key in \(variable) is refused (401): set another" }
    return
      "\(endpoint.url) asks for a key and got none (401): set \(variable), and "
      + "\(endpoint.spec.provider.hostVariable) to this place: a key goes nowhere else"
  }

  /// What is wrong with a request: a parameter, which every draw has, or this prompt.
  private func request(_ body: ErrorBody) -> (kind: ChannelFailure.Kind, text: String) {
    if let parameter = ErrorWords.parameter(in: body) {
      let isTemperature = parameter == "temperature" && endpoint.spec.model.takesTemperature
      let advice = isTemperature ? "; temperature=none asks without one" : ""
      return (.fatal, "\(endpoint.spec.model.name) refuses \(parameter)\(advice)")
    }
    return (.refused, "the request is refused")
  }

  private func said(_ body: ErrorBody) -> String {
    let line = body.message.map { ServerText.line($0, hiding: endpoint.key) } ?? ""
    return line.isEmpty ? "" : ": \(line)"
  }
}
