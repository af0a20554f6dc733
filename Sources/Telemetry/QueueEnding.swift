/// How a queue of events ended.
package struct QueueEnding: Sendable {
  /// Events that found no room.
  package let lost: LostEvents
  /// Events that a stuck sink kept from being delivered; count.
  package let undelivered: Int
  /// Whether every sink finished in time.
  package let isFinished: Bool
  /// What went wrong, one line for each sink that failed.
  package let problems: [String]

  /// Lines for a person; none when all went well.
  package var lines: [String] {
    var lines = problems
    if !isFinished { lines.append("events: a sink is stuck; \(undelivered) events not delivered") }
    if lost.total > 0 {
      let counts = EventLevel.allCases.filter { lost[$0] > 0 }.map { "\(lost[$0]) \($0.rawValue)" }
      lines.append("events: lost for want of room: \(counts.joined(separator: ", "))")
    }
    return lines
  }
}

/// What a sink failed at: the first error, and how often.
struct SinkProblem: Sendable, CustomStringConvertible {
  let name: String
  let firstError: String
  var count = 1

  /// One line, whatever the error says.
  var description: String {
    let line = (name + ": " + firstError).split(whereSeparator: \.isNewline).joined(separator: " ")
    return count == 1 ? line : "\(line) (failed \(count) times)"
  }

  /// Counts an error of a sink.
  static func add(_ name: String, _ error: String, to problems: inout [SinkProblem]) {
    if let index = problems.firstIndex(where: { $0.name == name }) {
      problems[index].count += 1
    } else {
      problems.append(SinkProblem(name: name, firstError: error))
    }
  }
}
