import MAKERCore

/// Asks a provider which models it has, which costs nothing: the least that shows whether it answers.
struct ModelList {
  /// Who is asked, where and with which key.
  let endpoint: ProviderEndpoint

  /// The request.
  ///
  /// - Parameter timeout: Longest wait; nanoseconds, at least 1.
  /// - Returns: A GET without a body.
  func request(timeout: Int) -> HTTPRequest {
    HTTPRequest(
      url: endpoint.baseURL.description + path, headers: endpoint.format.headers(key: endpoint.key),
      body: nil, timeout: timeout)
  }

  private var path: String {
    switch endpoint.spec.provider {
    case .openai, .lmstudio: "/models"
    case .anthropic: "/v1/models"
    case .ollama: "/api/tags"
    }
  }

  /// Reads a response.
  ///
  /// - Parameter response: The whole response.
  /// - Returns: Names of the models, in the order given, each on one line.
  /// - Throws: `ChannelFailure` in one line, without the key.
  func names(in response: HTTPResponse) throws(ChannelFailure) -> [String] {
    let host = endpoint.spec.provider.hostVariable
    switch response.status {
    case 200..<300: break
    case 404, 405:
      throw ChannelFailure(
        .fatal,
        "something answers, but lists no models at \(path) (\(response.status)): is \(host) right?")
    default:
      if let failure = ErrorClassifier(endpoint).failure(for: response, now: 0)?.failure {
        throw failure
      }
    }
    let body = try BodyJSON.read(Body.self, response.body, called: "list of models")
    guard let names = body.names else {
      throw ChannelFailure(
        .fatal, "something answers, but with no list of models: is \(host) right?")
    }
    return names.map { ServerText.line($0, hiding: endpoint.key) }
  }

  /// `data` of OpenAI and Anthropic, `models` of Ollama.
  private struct Body: Decodable {
    let names: [String]?

    enum CodingKeys: String, CodingKey { case data, models }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let data = try container.decodeIfPresent(Lenient<[Identified]>.self, forKey: .data)?.value
      let models = try container.decodeIfPresent(Lenient<[Named]>.self, forKey: .models)?.value
      names = data?.map(\.id) ?? models?.map(\.name)
    }
  }

  private struct Identified: Decodable { let id: String }
  private struct Named: Decodable { let name: String }
}
