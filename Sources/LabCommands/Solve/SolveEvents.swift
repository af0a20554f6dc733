import MAKERCore
import Telemetry

/// Where the events of a solve go: a log, a file of metrics, a collector of traces, or nowhere.
struct SolveEvents {
  static let options: [OptionDescription] = [
    .value("log", "file", help: "append every event to a file, one JSON object a line"),
    .value(
      "log-level", "level",
      help: "least level of the log: debug is every draw, info every step, then warning, error",
      default: "info"),
    .value("metrics", "file", help: "write counters and histograms as Prometheus text"),
  ]

  private let queue: EventQueue?

  /// Opens what options and environment ask for.
  ///
  /// - Throws: What the files or the environment variables refuse, in one line.
  init(_ arguments: Arguments, environment: [String: String]) throws {
    var sinks: [any EventSink] = []
    let level = try arguments.choice("log-level", as: EventLevel.self)
    if let path = try Self.path("log", arguments) {
      sinks.append(try JSONLinesLog(path, level: level ?? .info))
    } else if level != nil {
      throw LabError("--log-level needs --log")
    }
    if let path = try Self.path("metrics", arguments) { sinks.append(PrometheusText(path)) }
    if let settings = try OTLPSettings(environment: environment) {
      sinks.append(OTLPExport(settings))
    }
    queue = sinks.isEmpty ? nil : EventQueue(sinks)
  }

  /// What an orchestrator tells its events to; nil where nobody listens.
  var observer: (any Observer)? { queue }

  /// Lets everything be written, and says what was lost or went wrong.
  func close(note: (String) -> Void) {
    queue?.close().lines.forEach(note)
  }

  private static func path(_ name: String, _ arguments: Arguments) throws -> String? {
    guard let path = arguments.string(name) else { return nil }
    guard !path.isEmpty else { throw LabError("--\(name): the name of a file is empty") }
    return path
  }
}
