import MAKERCore

/// Keeps the events of a run in order.
struct EventRecorder: Observer {
  private let stream: AsyncStream<Event>
  private let inbox: AsyncStream<Event>.Continuation

  init() { (stream, inbox) = AsyncStream.makeStream(of: Event.self) }

  func observe(_ event: Event) { inbox.yield(event) }

  /// The events so far; the recorder takes no more of them.
  func events() async -> [Event] {
    inbox.finish()
    var events: [Event] = []
    for await event in stream { events.append(event) }
    return events
  }
}

extension Event {
  /// The event in a few words, draws as `step/draw`.
  var line: String {
    switch self {
    case .runStarted(let task, let steps, let margin, let trial, let decided):
      "run \(task) of \(steps), k = \(margin), trial \(trial), \(decided) decided"
    case .drawRequested(let draw, let temperature): "ask \(draw.text) at \(temperature)"
    case .replyReceived(let draw, let usage, let finish, let latency):
      "reply \(draw.text), \(usage.outputTokens ?? -1) tokens, \(finish), \(latency) ns"
    case .flagged(let draw, let flag): "flag \(draw.text) \(flag.rawValue)"
    case .voteCast(let draw, let candidate, let lead):
      "vote \(draw.text) for \(candidate), lead \(lead)"
    case .raceDecided(let trial, let step, let candidate, let votes, let draws):
      "decided \(trial)/\(step): \(candidate), \(votes) votes, \(draws) draws"
    case .undecided(let trial, let step, let votes, let draws, let reason):
      "undecided \(trial)/\(step): \(votes) votes, \(draws) draws, \(reason.rawValue)"
    case .escalated(let trial, let step, let channel): "escalate \(trial)/\(step) to \(channel)"
    case .retried(let draw, let attempt, let failure): "retry \(draw.text) \(attempt): \(failure)"
    case .failed(let draw, let failure): "fail \(draw.text): \(failure)"
    case .cancelled(let draw): "cancel \(draw.text)"
    case .stepCompleted(let record, let action):
      "step \(record.step): \(action ?? "-"), \(record.used) used of \(record.issued)"
    case .runEnded(let report):
      "end \(report.ending?.rawValue ?? "-"), \(report.decided) decided"
    }
  }
}

extension DrawCoordinates {
  var text: String { "\(trial)/\(step)/\(draw)" }
}
