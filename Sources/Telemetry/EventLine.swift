import MAKERCore

/// Writes events as lines of a log; keys are the names that the values have in the code.
struct EventLine {
  private var time = TimeText()

  /// Writes a line that tells of the log itself.
  mutating func write(
    _ name: String, at time: Int, to writer: inout JSONWriter,
    members: (inout JSONWriter) -> Void
  ) {
    write(name, .info, at: time, to: &writer, members: members)
  }

  /// Writes the line of an event.
  mutating func write(_ observed: ObservedEvent, to writer: inout JSONWriter) {
    let event = observed.event
    write(event.name, event.level, at: observed.time, to: &writer) {
      $0.members(of: event)
      guard let trace = observed.trace else { return }
      $0.member("traceID", trace.span.traceID)
      $0.member("spanID", trace.span.spanID)
      $0.member("parentSpanID", trace.parentSpanID)
    }
  }

  private mutating func write(
    _ name: String, _ level: EventLevel, at time: Int, to writer: inout JSONWriter,
    members: (inout JSONWriter) -> Void
  ) {
    writer.object {
      $0.member("time", time: time, &self.time)
      $0.member("level", level.rawValue)
      $0.member("event", name)
      members(&$0)
    }
    writer.endLine()
  }
}

extension JSONWriter {
  fileprivate mutating func members(of event: Event) {
    switch event {
    case .runStarted(let task, let steps, let margin, let trial, let decided):
      member("task", task)
      member("steps", steps)
      member("margin", margin)
      member("trial", trial)
      member("decided", decided)
    case .drawRequested(let draw, let temperature):
      members(of: draw)
      member("temperature", temperature)
    case .replyReceived(let draw, let usage, let finish, let latency):
      members(of: draw)
      object("usage") { $0.members(of: usage) }
      member("finish", finish.rawValue)
      member("latency", latency)
    case .flagged(let draw, let flag):
      members(of: draw)
      member("flag", flag.rawValue)
    case .voteCast(let draw, let candidate, let lead):
      members(of: draw)
      member("candidate", candidate)
      member("lead", lead)
    case .raceDecided(let trial, let step, let candidate, let votes, let draws):
      member("trial", trial)
      member("step", step)
      member("candidate", candidate)
      member("votes", votes)
      member("draws", draws)
    case .undecided(let trial, let step, let votes, let draws, let reason):
      member("trial", trial)
      member("step", step)
      member("votes", votes)
      member("draws", draws)
      member("reason", reason.rawValue)
    case .escalated(let trial, let step, let channel):
      member("trial", trial)
      member("step", step)
      member("channel", channel)
    case .retried(let draw, let attempt, let failure):
      members(of: draw)
      member("attempt", attempt)
      members(of: failure)
    case .failed(let draw, let failure):
      members(of: draw)
      members(of: failure)
    case .cancelled(let draw): members(of: draw)
    case .stepCompleted(let record, let action):
      member("trial", record.trial)
      member("step", record.step)
      member("action", action)
      object("record") { $0.members(of: record) }
    case .runEnded(let report):
      object("report") { $0.members(of: report) }
    }
  }

  private mutating func members(of draw: DrawCoordinates) {
    member("trial", draw.trial)
    member("step", draw.step)
    member("draw", draw.draw)
  }

  private mutating func members(of failure: ChannelFailure) {
    object("failure") {
      $0.member("kind", failure.kind.rawValue)
      $0.member("message", failure.message)
    }
  }
}
