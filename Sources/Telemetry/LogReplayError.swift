/// Why a log cannot be folded into the report of a run.
package enum LogReplayError: Error, Hashable, CustomStringConvertible {
  /// The file cannot be read.
  case cannotRead(path: String, reason: String)
  /// A line, numbered from 1, is no line of a log.
  case badLine(Int)
  /// No run begins in it.
  case noRun
  /// A run that goes on, at a line from 1, is not the one before it.
  case otherRun(line: Int)
  /// The log says that it lacks events.
  case lost(events: Int)
  /// After a number of steps, the next one there is another.
  case missingSteps(after: Int, next: Int)
  /// The events of a step's draws do not add up to its record.
  case drawsDiffer(step: Int, quantity: String, events: Int, record: Int)

  /// One line for a person.
  package var description: String {
    switch self {
    case .cannotRead(let path, let reason): "cannot read \(path): \(reason)"
    case .badLine(let line): "line \(line): not a line of a log"
    case .noRun: "no run begins in the log"
    case .otherRun(let line): "line \(line): goes on with another run than the one before"
    case .lost(let events): "incomplete: \(events) events were lost"
    case .missingSteps(let after, let next):
      "incomplete: after \(after) steps comes step \(next); steps count from 0"
    case .drawsDiffer(let step, let quantity, let events, let record):
      "step \(step): \(events) \(quantity) by its events, \(record) by its record"
    }
  }
}
