import Foundation

/// Keeps a file of metrics in Prometheus's text format, as its node exporter collects them.
///
/// The file is replaced in one step, at most every few seconds, and at the end.
package struct PrometheusText: EventSink {
  /// The file, for a person.
  package let name: String
  /// Least level of the events that are counted.
  package let level: EventLevel
  private let path: String
  private let interval: Int
  private var metrics = RunMetrics()
  private var writtenAt: Int?
  private var hasNews = false

  /// Describes the file.
  ///
  /// - Parameters:
  ///   - path: The file; its folder must exist.
  ///   - level: Least level of the events that are counted; latencies need debug.
  ///   - interval: Least time between two writes; seconds.
  package init(_ path: String, level: EventLevel = .debug, interval: Double = 5) {
    name = "metrics \(path)"
    self.level = level
    self.path = path
    self.interval = Int(interval * 1e9)
  }

  /// Counts the events, and writes the file where it is time.
  ///
  /// - Throws: Why the file cannot be written.
  package mutating func take(_ batch: EventBatch) throws {
    for observed in batch.events where observed.event.level >= level {
      metrics.add(observed.event)
      hasNews = true
    }
    guard hasNews, writtenAt.map({ abs(batch.time - $0) >= interval }) ?? true else { return }
    try write(batch)
  }

  /// Writes the file for the last time.
  ///
  /// - Throws: Why the file cannot be written.
  package mutating func finish(_ last: EventBatch) throws { try write(last) }

  private mutating func write(_ batch: EventBatch) throws {
    writtenAt = batch.time
    hasNews = false
    let text = Data(metrics.text(lost: batch.lost).utf8)
    do {
      try text.write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw CannotWrite(reason: error.localizedDescription)
    }
  }

  private struct CannotWrite: Error, CustomStringConvertible {
    let reason: String
    var description: String { reason }
  }
}
