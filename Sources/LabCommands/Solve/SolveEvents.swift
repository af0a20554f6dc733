import Foundation
import MAKERCore
import Telemetry

/// Where the events of a solve go: a log, a file of metrics, a collector of traces, or nowhere.
struct SolveEvents {
  static let options: [OptionDescription] = [
    .value(
      "log", "file",
      help: "append events to a file, one JSON object a line; what finds no room is counted there"),
    .value(
      "log-level", "level",
      help: "least level of the log: debug is every draw, info every step, then warning, error",
      default: "info"),
    .value("metrics", "file", help: "write counters and histograms of this run as Prometheus text"),
  ]

  /// What options and environment ask for, checked; nothing is made yet.
  struct Request {
    private let log: String?
    private let level: EventLevel
    private let metrics: String?
    private let traces: OTLPSettings?

    /// - Throws: What is wrong with a file or an environment variable, in one line.
    init(
      _ arguments: Arguments, environment: [String: String], folder: LabFolder, task: String
    ) throws {
      log = try Self.path("log", arguments)
      metrics = try Self.path("metrics", arguments)
      for (option, path) in [("log", log), ("metrics", metrics)] {
        guard let path, Self.isOwn(path, folder, task) else { continue }
        throw LabError("--\(option) \(path): that is a file of the solve itself")
      }
      let level = try arguments.choice("log-level", as: EventLevel.self)
      if level != nil, log == nil { throw LabError("--log-level needs --log") }
      self.level = level ?? .info
      if let log, let metrics, Self.place(log) == Self.place(metrics) {
        throw LabError("--metrics \(metrics): that is the file of --log")
      }
      traces = try OTLPSettings(environment: environment)
    }

    /// Opens the files.
    func open() throws -> SolveEvents {
      var files: [any EventSink] = []
      if let log { files.append(try JSONLinesLog(log, level: level)) }
      if let metrics { files.append(PrometheusText(metrics)) }
      // A collector may be slow: it gets a queue of its own, so that the files lose nothing by it.
      let network: [any EventSink] = traces.map { [OTLPExport($0)] } ?? []
      return SolveEvents(queues: [files, network].filter { !$0.isEmpty }.map { EventQueue($0) })
    }

    /// A file that may be made or written: what stands there is a file, and no store.
    private static func path(_ name: String, _ arguments: Arguments) throws -> String? {
      guard let path = arguments.string(name) else { return nil }
      guard !path.isEmpty else { throw LabError("--\(name): the name of a file is empty") }
      let manager = FileManager.default
      let folder = place(path).deletingLastPathComponent().path
      guard manager.isWritableFile(atPath: folder) else {
        throw LabError("--\(name) \(path): the folder \(folder) is missing or cannot be written to")
      }
      guard let kind = try? manager.attributesOfItem(atPath: place(path).path)[.type] else {
        return path
      }
      guard kind as? FileAttributeType == .typeRegular else {
        throw LabError("--\(name) \(path): not a file but a folder, a device or a pipe")
      }
      let start = (try? FileHandle(forReadingFrom: place(path)).read(upToCount: 15)) ?? nil
      guard start != Data("SQLite format 3".utf8) else {
        throw LabError("--\(name) \(path): this is a store or another SQLite file")
      }
      return path
    }

    /// Whether a path is the store or another file that a solve of the task keeps in its folder.
    private static func isOwn(_ path: String, _ folder: LabFolder, _ task: String) -> Bool {
      let place = place(path)
      guard place.deletingLastPathComponent() == Self.place(folder.url.path) else { return false }
      let name = place.lastPathComponent
      return name.hasPrefix("lab.sqlite")
        || name.hasPrefix(task + "-")
          && [".json", ".steps.csv", ".lock"].contains(where: name.hasSuffix)
    }

    private static func place(_ path: String) -> URL {
      URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
    }
  }

  private let queues: [EventQueue]

  /// What an orchestrator tells its events to; nil where nobody listens.
  var observer: (any Observer)? { queues.isEmpty ? nil : FanOut(queues: queues) }

  /// Lets everything be written, and says what was lost or went wrong.
  func close(note: (String) -> Void) {
    for queue in queues { queue.close().lines.forEach(note) }
  }

  /// Tells every queue.
  private struct FanOut: TracingObserver {
    let queues: [any Observer]

    init(queues: [any Observer]) { self.queues = queues }

    func observer(of trace: RunTrace) -> any Observer {
      FanOut(queues: queues.map { ($0 as? any TracingObserver)?.observer(of: trace) ?? $0 })
    }

    func observe(_ event: Event) {
      for queue in queues { queue.observe(event) }
    }
  }
}
