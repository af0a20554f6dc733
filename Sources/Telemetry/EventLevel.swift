package import MAKERCore

/// How much an event matters to somebody who watches a run.
package enum EventLevel: String, Hashable, Sendable, CaseIterable, Comparable {
  /// What every draw does.
  case debug
  /// Runs and steps.
  case info
  /// What a run overcomes, or ends at without a fault.
  case warning
  /// What ends a run by a fault.
  case error

  /// Place of the case; 0 to 3.
  var index: Int {
    switch self {
    case .debug: 0
    case .info: 1
    case .warning: 2
    case .error: 3
    }
  }

  /// Whether a level matters less than another.
  package static func < (left: EventLevel, right: EventLevel) -> Bool { left.index < right.index }
}

extension Event {
  /// How much the event matters.
  package var level: EventLevel {
    switch self {
    case .drawRequested, .replyReceived, .flagged, .voteCast, .raceDecided: .debug
    case .runStarted, .stepCompleted, .runEnded: .info
    case .undecided, .escalated, .retried, .cancelled: .warning
    case .failed: .error
    }
  }

  /// Name of the kind of event, as logs write it.
  package var name: String {
    switch self {
    case .runStarted: "runStarted"
    case .drawRequested: "drawRequested"
    case .replyReceived: "replyReceived"
    case .flagged: "flagged"
    case .voteCast: "voteCast"
    case .raceDecided: "raceDecided"
    case .undecided: "undecided"
    case .escalated: "escalated"
    case .retried: "retried"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case .stepCompleted: "stepCompleted"
    case .runEnded: "runEnded"
    }
  }
}
