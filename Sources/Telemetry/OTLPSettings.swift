package import Foundation

/// Where traces go, as the environment variables of OpenTelemetry say.
package struct OTLPSettings: Sendable {
  /// Where traces are posted.
  package let endpoint: URL
  /// Name of the service that the traces are of.
  package let serviceName: String
  /// Longest wait for the collector; seconds.
  package let timeout: Double
  /// The span that runs belong to; nil for none.
  package let parent: TraceContext?
  /// Header fields to send; they may hold secrets and are never shown.
  let headers: [(name: String, value: String)]

  /// Reads the environment.
  ///
  /// What is meant for traces alone (`OTEL_EXPORTER_OTLP_TRACES_…`) goes before what is meant for all;
  /// an empty variable is none.  `TRACEPARENT` is ignored where it is not one.  Nil where no endpoint is
  /// set.
  ///
  /// - Parameter environment: Variables by name.
  /// - Throws: `OTLPSettingsError`.
  package init?(environment: [String: String]) throws(OTLPSettingsError) {
    func variable(_ name: String) -> (name: String, text: String)? {
      environment[name].flatMap { $0.isEmpty ? nil : (name, $0) }
    }
    func exporter(_ suffix: String) -> (name: String, text: String)? {
      variable("OTEL_EXPORTER_OTLP_TRACES_\(suffix)") ?? variable("OTEL_EXPORTER_OTLP_\(suffix)")
    }
    if let (name, text) = variable("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") {
      endpoint = try Self.url(text, of: name)
    } else if let (name, text) = variable("OTEL_EXPORTER_OTLP_ENDPOINT") {
      endpoint = try Self.url(text, of: name).appending(path: "v1/traces")
    } else {
      return nil
    }
    serviceName = variable("OTEL_SERVICE_NAME")?.text ?? "makerlab"
    if let (name, text) = exporter("TIMEOUT") {
      guard let milliseconds = Int(text), milliseconds > 0 else {
        throw .badValue(variable: name, allowed: "a whole number of milliseconds above 0")
      }
      timeout = Double(milliseconds) / 1000
    } else {
      timeout = 10
    }
    headers = try exporter("HEADERS").map(Self.headers) ?? []
    parent = variable("TRACEPARENT").flatMap { TraceContext(traceparent: $0.text) }
  }

  /// The endpoint for a person, without what may be secret in it.
  package var place: String {
    let port = endpoint.port.map { ":\($0)" } ?? ""
    return "\(endpoint.scheme ?? "")://\(endpoint.host() ?? "")\(port)\(endpoint.path())"
  }

  private static func url(_ text: String, of name: String) throws(OTLPSettingsError) -> URL {
    guard let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
      url.host()?.isEmpty == false
    else { throw .badValue(variable: name, allowed: "a URL with http or https") }
    return url
  }

  /// Reads `name=value` pairs, separated by commas, values percent-encoded.
  private static func headers(
    of variable: (name: String, text: String)
  ) throws(OTLPSettingsError) -> [(name: String, value: String)] {
    var headers: [(name: String, value: String)] = []
    for pair in variable.text.split(separator: ",") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count == 2, isName(parts[0]), let value = parts[1].removingPercentEncoding,
        value.unicodeScalars.allSatisfy({ $0 >= " " && $0 != "\u{7F}" })
      else { throw .badValue(variable: variable.name, allowed: "name=value pairs with commas") }
      headers.append((parts[0], value))
    }
    return headers
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic && $0.isASCII
          || "0123456789-_.!#$%&'*+^`|~".contains(Character($0))
      }
  }
}

/// An environment variable of OpenTelemetry cannot be used; its value may be secret and is not told.
package enum OTLPSettingsError: Error, Hashable, CustomStringConvertible {
  /// A variable has not the form that is allowed.
  case badValue(variable: String, allowed: String)

  /// One line for a person.
  package var description: String {
    switch self {
    case .badValue(let variable, let allowed): "\(variable): allowed is \(allowed)"
    }
  }
}
