import MAKERCore

/// Turns the events of runs, one run after another, into spans.
struct RunSpans {
  private let parent: TraceContext?
  private let trace: RunTrace?
  private var run: Span?
  private var step = StepSpans()
  /// When the step under way began: where the one before ended.
  private var stepStart = 0

  /// Starts without a run.
  ///
  /// - Parameters:
  ///   - parent: The span that runs belong to; nil for none.
  ///   - trace: The span of the only run that there will be, where it has one already; nil where not.
  init(parent: TraceContext?, trace: RunTrace? = nil) {
    self.parent = parent
    self.trace = trace
  }

  /// Takes an event.
  ///
  /// - Parameter observed: The event.
  /// - Returns: The spans that it ends.
  mutating func add(_ observed: ObservedEvent) -> [Span] {
    switch observed.event {
    case .runStarted(let task, let steps, let margin, let trial, let decided):
      let unfinished = finish(at: observed.time)
      var span = Span(
        context: trace?.span ?? parent.map(TraceContext.init(in:)) ?? TraceContext(),
        parent: trace == nil ? parent?.spanID : trace?.parentSpanID,
        name: "solve \(task)", start: observed.time, end: observed.time)
      span.attributes.set("makerlab.task", task)
      span.attributes.set("makerlab.steps", steps)
      span.attributes.set("makerlab.margin", margin)
      span.attributes.set("makerlab.trial", trial)
      span.attributes.set("makerlab.decided_before", decided)
      run = span
      step = StepSpans()
      stepStart = observed.time
      return unfinished
    case .stepCompleted(let record, let action):
      guard let run else { return [] }
      defer {
        step = StepSpans()
        stepStart = observed.time
      }
      return step.spans(
        record, action: action, in: run.context, from: stepStart, to: observed.time)
    case .runEnded(let report): return end(report, at: observed.time)
    default:
      step.add(observed)
      return []
    }
  }

  /// Ends a run that did not come to its end.
  mutating func finish(at time: Int) -> [Span] {
    guard var run else { return [] }
    self.run = nil
    run.end = time
    run.error = "not ended"
    return [run]
  }

  private mutating func end(_ report: SolveReport, at time: Int) -> [Span] {
    guard var run else { return [] }
    self.run = nil
    run.end = time
    run.attributes.set("makerlab.decided", report.decided)
    run.attributes.set("makerlab.votes", report.votes)
    run.attributes.set("makerlab.draws", report.issued)
    run.attributes.set(report.flags)
    run.attributes.set("makerlab.retries", report.retries)
    run.attributes.set("makerlab.escalations", report.escalations)
    if report.used > 0 { run.attributes.set(report.usage) }
    run.attributes.set("makerlab.ending", report.ending?.rawValue)
    switch report.ending {
    case .undecided, .failed: run.error = report.ending?.rawValue
    case .finished, .stopped, nil: break
    }
    return [run]
  }
}
