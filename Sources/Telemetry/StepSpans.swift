import MAKERCore

/// The spans of one step and its draws while it is under way.
struct StepSpans {
  /// Most draws, and most moments, of a step that are kept; count each.
  static let most = 1_024

  private struct Draw {
    var start: Int
    var end: Int?
    var attributes = Attributes()
    var retries = 0
    var error: String?
  }

  private var draws: [Int: Draw] = [:]
  private var moments: [Span.Moment] = []
  private var droppedMoments = 0
  /// Draws that were not kept; count.
  private var droppedDraws = 0
  private var error: String?

  /// Takes an event of the step.
  mutating func add(_ observed: ObservedEvent) {
    let time = observed.time
    switch observed.event {
    case .drawRequested(let draw, let temperature):
      guard draws.count < Self.most else {
        droppedDraws += 1
        return
      }
      draws[draw.draw] = Draw(start: time)
      draws[draw.draw]?.attributes.set("gen_ai.request.temperature", .double(temperature))
    case .replyReceived(let draw, let usage, let finish, let latency):
      draws[draw.draw]?.end = time
      draws[draw.draw]?.attributes.set(usage)
      draws[draw.draw]?.attributes.set("makerlab.finish", finish.rawValue)
      draws[draw.draw]?.attributes.set("makerlab.latency_ns", latency)
    case .flagged(let draw, let flag):
      draws[draw.draw]?.attributes.set("makerlab.flag", flag.rawValue)
      add("flagged", time) {
        $0.set("makerlab.draw", draw.draw)
        $0.set("makerlab.flag", flag.rawValue)
      }
    case .voteCast(let draw, let candidate, let lead):
      draws[draw.draw]?.attributes.set("makerlab.candidate", candidate)
      add("vote", time) {
        $0.set("makerlab.draw", draw.draw)
        $0.set("makerlab.candidate", candidate)
        $0.set("makerlab.lead", lead)
      }
    case .undecided(_, _, let votes, let count, let reason):
      error = "undecided: \(reason.rawValue)"
      add("undecided", time) {
        $0.set("makerlab.votes", votes)
        $0.set("makerlab.draws", count)
        $0.set("makerlab.reason", reason.rawValue)
      }
    case .escalated(_, _, let channel):
      add("escalated", time) { $0.set("makerlab.channel", channel) }
    case .retried(let draw, let attempt, let failure):
      draws[draw.draw]?.retries += 1
      add("retried", time) {
        $0.set("makerlab.draw", draw.draw)
        $0.set("makerlab.attempt", attempt)
        $0.set("makerlab.failure", failure.description)
      }
    case .failed(let draw, let failure):
      error = failure.description
      draws[draw.draw]?.end = time
      draws[draw.draw]?.error = failure.description
    case .cancelled(let draw):
      draws[draw.draw]?.end = time
      draws[draw.draw]?.attributes.set("makerlab.cancelled", .bool(true))
    case .runStarted, .raceDecided, .stepCompleted, .runEnded: break
    }
  }

  /// Spans of the step that is over, its draws first, in their order.
  func spans(
    _ record: StepRecord, action: String?, in run: TraceContext, from start: Int, to end: Int
  ) -> [Span] {
    let context = TraceContext(in: run)
    var step = Span(context: context, parent: run.spanID, name: "step", start: start, end: end)
    step.attributes.set("makerlab.trial", record.trial)
    step.attributes.set("makerlab.step", record.step)
    step.attributes.set("makerlab.decided", .bool(record.isDecided))
    step.attributes.set("makerlab.action", action)
    step.attributes.set("makerlab.votes", record.votes)
    step.attributes.set("makerlab.candidates", record.candidates)
    step.attributes.set("makerlab.draws", record.issued)
    step.attributes.set(record.flags)
    step.attributes.set("makerlab.cancelled", record.cancelled)
    step.attributes.set("makerlab.retries", record.retries)
    step.attributes.set("makerlab.escalations", record.escalations)
    step.attributes.set("makerlab.elapsed_ns", record.elapsed)
    if record.used > 0 { step.attributes.set(record.usage) }
    if droppedDraws > 0 { step.attributes.set("makerlab.dropped_draws", droppedDraws) }
    step.moments = moments
    step.droppedMoments = droppedMoments
    if !record.isDecided { step.error = error ?? "stopped" }
    return draws.sorted { $0.key < $1.key }.map { number, draw in
      var span = Span(
        context: TraceContext(in: run), parent: context.spanID, name: "draw", kind: .client,
        start: draw.start, end: draw.end ?? end, attributes: draw.attributes, error: draw.error)
      span.attributes.set("makerlab.trial", record.trial)
      span.attributes.set("makerlab.step", record.step)
      span.attributes.set("makerlab.draw", number)
      if draw.retries > 0 { span.attributes.set("makerlab.retries", draw.retries) }
      return span
    } + [step]
  }

  private mutating func add(_ name: String, _ time: Int, _ fill: (inout Attributes) -> Void) {
    guard moments.count < Self.most else {
      droppedMoments += 1
      return
    }
    var moment = Span.Moment(time: time, name: name, attributes: Attributes())
    fill(&moment.attributes)
    moments.append(moment)
  }
}
