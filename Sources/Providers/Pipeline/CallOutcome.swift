import MAKERCore

/// What one request came to, sorted for all who care: the caller, the journal, the budget, the limiter.
struct CallOutcome {
  /// The answer and the bytes that it was read from, or why there is none.
  let result: Result<(answer: Answer, body: [UInt8]), ChannelFailure>
  /// What the journal and the budget hear, where there was no answer.
  let unanswered: AttemptOutcome
  /// What the limiter hears.
  var end: AdaptiveWindow.End {
    switch result {
    case .success: .answered
    case .failure(let failure): failure.kind == .rateLimited ? .rateLimited : .other
    }
  }

  /// Sorts what the transport says.
  ///
  /// - Parameters:
  ///   - response: The response, or why none came.
  ///   - endpoint: Who was asked.
  ///   - classifier: Sorts error responses.
  ///   - date: Our clock; seconds since 1970-01-01 00:00 UTC.
  init(
    _ response: Result<HTTPResponse, TransportFailure>, from endpoint: ProviderEndpoint,
    classifier: ErrorClassifier, date: Int
  ) {
    switch response {
    case .failure(let failure):
      result = .failure(ChannelFailure(failure.kind, failure.message))
      unanswered = failure.mayBeCharged ? .unknown : .free
    case .success(let response):
      // What is kept and shown from here on never holds the key.
      let response = response.hiding(endpoint.key)
      if let failure = classifier.failure(for: response, now: date) {
        result = .failure(failure.failure)
        unanswered = failure.mayBeCharged ? .unknown : .free
        return
      }
      // The provider has worked: without an answer that can be read nobody knows what it charges.
      unanswered = .unknown
      do throws(ChannelFailure) {
        let answer = try endpoint.format.answer(in: response.body)
        result = .success((answer.hiding(endpoint.key), response.body))
      } catch {
        result = .failure(error)
      }
    }
  }
}
