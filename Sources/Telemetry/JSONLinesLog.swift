/// Appends events to a file, one JSON object a line.
///
/// The first line says which level the log has, the last how many events it lacks.  Times are UTC,
/// durations nanoseconds.
package struct JSONLinesLog: EventSink {
  /// Bytes after which lines are written before their batch is over.
  private static let bufferSize = 1 << 16

  /// The file, for a person.
  package let name: String
  /// Least level of the events that are written.
  package let level: EventLevel
  private let file: AppendedFile
  private var line = EventLine()
  private var writer = JSONWriter()
  /// Events written to the buffer and not yet to the file; count.
  private var buffered = 0
  /// Why the file takes no more; it may end within a line then, and nothing more is written.
  private var failure: String?
  /// Events that were not written for it; count.
  private var unwritten = 0

  /// Opens or makes the file.
  ///
  /// - Parameters:
  ///   - path: The file; what it holds is kept.
  ///   - level: Least level of the events that are written.
  /// - Throws: `AppendError`.
  package init(_ path: String, level: EventLevel = .info) throws(AppendError) {
    name = "log \(path)"
    self.level = level
    file = try AppendedFile(path)
    line.write("logStarted", at: WallClock.now, to: &writer) {
      $0.member("logLevel", level.rawValue)
    }
  }

  /// Writes the events of its level.
  package mutating func take(_ batch: EventBatch) {
    for observed in batch.events where observed.event.level >= level {
      line.write(observed, to: &writer)
      buffered += 1
      if writer.bytes.count >= Self.bufferSize { flush() }
    }
    flush()
  }

  /// Says what was lost.
  ///
  /// - Throws: How many events were not written, and why.
  package mutating func finish(_ last: EventBatch) throws {
    let lost = last.lost.total(from: level)
    line.write("logEnded", at: last.time, to: &writer) { $0.member("lost", lost) }
    flush()
    if let failure { throw Unwritten(events: unwritten, reason: failure) }
  }

  private mutating func flush() {
    if failure == nil, !writer.bytes.isEmpty {
      do throws(AppendError) { try file.append(writer.bytes) } catch { failure = error.reason }
    }
    if failure != nil { unwritten += buffered }
    buffered = 0
    writer.removeAll()
  }

  private struct Unwritten: Error, CustomStringConvertible {
    let events: Int
    let reason: String
    var description: String { "\(events) events not written: \(reason)" }
  }
}
