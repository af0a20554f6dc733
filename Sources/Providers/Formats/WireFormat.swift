package import MAKERCore

/// How a provider is asked and how it answers: bytes in, bytes out, nothing sent.
package protocol WireFormat: Sendable {
  /// Path below the base URL, as `/chat/completions`.
  var path: String { get }

  /// Names and values of the headers, the content type included.
  ///
  /// - Parameter key: The key; nil where none is set.
  /// - Returns: Names in lowercase, and values.
  func headers(key: APIKey?) -> [(name: String, value: String)]

  /// The body of a request.
  ///
  /// - Parameters:
  ///   - request: The draw.
  ///   - model: The model, and how it is asked.
  ///   - seed: Seed of the draw; nil where none is sent.
  /// - Returns: JSON; equal draws give equal bytes.
  func body(of request: DrawRequest, to model: ModelSettings, seed: Int?) -> [UInt8]

  /// Reads the body of a successful response; the body of another is an `ErrorBody`.
  ///
  /// - Parameter body: The bytes as they came.
  /// - Returns: The answer; a call of a tool is none, and counts as no text.
  /// - Throws: `ChannelFailure`: transient where it is no answer at all, refused where the model or a
  ///   filter says so and there is no text.
  func answer(in body: [UInt8]) throws(ChannelFailure) -> Answer
}
