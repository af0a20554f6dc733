import Foundation
import Telemetry

/// A collector that decodes traces by OpenTelemetry's official definitions.
final class Collector {
  /// How it answers.
  enum Behaviour: String {
    case ok, error, partial, redirect, silent
  }

  struct Received: Decodable {
    let requests: [Request]
    var spans: [Span] { requests.flatMap(\.spans) }
  }

  struct Request: Decodable {
    let path: String
    let headers: [String: String]
    let spans: [Span]
    let error: String?
  }

  struct Span: Decodable {
    let service: String
    let scope: String
    let trace: String
    let id: String
    let parent: String
    let name: String
    let kind: Int
    let start: Int
    let end: Int
    let attributes: [String: Value]
    let events: [Moment]
    let droppedEvents: Int
    let status: Int
    let message: String

    func int(_ key: String) -> Int? { attributes["makerlab.\(key)"]?.int }
  }

  struct Moment: Decodable {
    let name: String
    let time: Int
    let attributes: [String: Value]
  }

  enum Value: Decodable, Equatable {
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)

    enum CodingKeys: String, CodingKey {
      case bool = "bool_value"
      case int = "int_value"
      case double = "double_value"
      case string = "string_value"
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      self =
        if let value = try values.decodeIfPresent(Bool.self, forKey: .bool) {
          .bool(value)
        } else if let value = try values.decodeIfPresent(Int.self, forKey: .int) {
          .int(value)
        } else if let value = try values.decodeIfPresent(Double.self, forKey: .double) {
          .double(value)
        } else {
          .string(try values.decode(String.self, forKey: .string))
        }
    }

    var int: Int? { if case .int(let value) = self { value } else { nil } }
  }

  private let tool: Tool
  let port: String

  init(_ behaviour: Behaviour = .ok) throws {
    let script = Tool.file("Tests/References/otlp_collector.py")
    tool = try Tool(Tool.python(), [script, behaviour.rawValue])
    port = try tool.line()
  }

  /// Settings that lead here, with more variables.
  func settings(_ more: [String: String] = [:]) throws -> OTLPSettings {
    let base = ["OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:\(port)"]
    struct NoSettings: Error {}
    guard let settings = try OTLPSettings(environment: base.merging(more) { $1 }) else {
      throw NoSettings()
    }
    return settings
  }

  /// Ends it, and returns what it received.
  func finish() throws -> Received {
    let (output, code) = try tool.finish()
    struct Broken: Error { let output: String }
    guard code == 0 else { throw Broken(output: String(decoding: output, as: UTF8.self)) }
    return try JSONDecoder().decode(Received.self, from: output)
  }
}
