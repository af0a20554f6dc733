package import MAKERCore

/// One POST or GET to a provider.
package struct HTTPRequest: Sendable {
  /// Whole address, scheme included.
  package var url: String
  /// Names in lowercase, and values.
  package var headers: [(name: String, value: String)]
  /// Body of a POST; nil for a GET.
  package var body: [UInt8]?
  /// Most time until the whole response is there; nanoseconds, at least 1.
  package var timeout: Int

  /// Makes a request; see the properties.
  package init(
    url: String, headers: [(name: String, value: String)], body: [UInt8]?, timeout: Int
  ) {
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
  }
}

/// A whole response.
package struct HTTPResponse: Sendable {
  /// Status code; 100 to 599.
  package var status: Int
  /// Values by name, names in lowercase; a transport keeps those that are read, the first of each.
  package var headers: [String: String]
  /// Body as it came; bytes.
  package var body: [UInt8]

  /// Makes a response; see the properties.
  package init(status: Int, headers: [String: String], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// Why no whole response came.
package struct TransportFailure: Error, Hashable, Sendable {
  /// What can be done about it; `transient`, `timedOut` or `fatal`.
  package var kind: ChannelFailure.Kind
  /// One line for a person, without headers.
  package var message: String
  /// Whether the request may have reached the provider, which then may charge for it.
  package var mayBeCharged: Bool

  /// Makes a failure; see the properties.
  package init(_ kind: ChannelFailure.Kind, _ message: String, mayBeCharged: Bool) {
    self.kind = kind
    self.message = message
    self.mayBeCharged = mayBeCharged
  }
}

/// Sends requests; cancelling the surrounding task stops the request.
package protocol HTTPTransport: Sendable {
  /// Sends one request and waits for the whole response, whatever its status.
  ///
  /// - Parameter request: The request.
  /// - Returns: The response.
  /// - Throws: `TransportFailure` where none came.
  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse
}
