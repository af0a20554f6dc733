/// The last requests to the model, for tests that look at what was sent.
struct RecentRequests {
  private static let most = 256

  private var requests: [IncomingRequest] = []
  private var next = 0

  /// Keeps a request in place of the oldest one.
  mutating func append(_ request: IncomingRequest) {
    if requests.count < Self.most {
      requests.append(request)
    } else {
      requests[next] = request
      next = (next + 1) % Self.most
    }
  }

  /// Forgets all.
  mutating func removeAll() { self = RecentRequests() }

  /// The last ones, oldest first; keys are replaced by whether they are the expected one.
  ///
  /// - Parameters:
  ///   - count: How many at most.
  ///   - key: The expected key; nil where none is.
  /// - Returns: An array of objects.
  func json(last count: Int, key: String?) -> JSON {
    let ordered = requests[next...] + requests[..<next]
    return .array(
      ordered.suffix(max(count, 0)).map { request in
        .object([
          ("method", .string(request.method)), ("path", .string(request.path)),
          (
            "headers",
            .object(
              request.headers.map { header in
                let isKey = ["authorization", "x-api-key"].contains(header.name)
                let sent =
                  header.value.hasPrefix("Bearer ")
                  ? String(header.value.dropFirst(7)) : header.value
                return (
                  header.name,
                  .string(isKey ? (sent == key ? "the key" : "not the key") : header.value)
                )
              })
          ),
          ("body", .string(String(decoding: request.body, as: UTF8.self))),
        ])
      })
  }
}
