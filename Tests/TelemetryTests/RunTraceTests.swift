import MAKERCore
import Testing

@testable import Telemetry

@Suite struct RunTraceTests {
  private let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

  @Test func aRunIsPartOfItsClientsTrace() {
    let trace = RunTrace(traceparent: parent)
    #expect(trace.span.traceID == "4bf92f3577b34da6a3ce929d0e0e4736")
    #expect(trace.parentSpanID == "00f067aa0ba902b7" && trace.span.spanID != trace.parentSpanID)
    #expect(RunTrace(traceparent: parent) != trace, "each run has a span of its own")
    for none in [nil, "", "00-0-0-0", parent + "-1"] {
      let own = RunTrace(traceparent: none)
      #expect(own.parentSpanID == nil && own.span.traceID != trace.span.traceID)
    }
  }

  /// Events of three runs, one after another each, become the spans of each: two of one client's trace,
  /// one that is cut off.
  @Test func runsAtOnceHaveSpansOfTheirOwn() throws {
    let collector = try Collector()
    var export = OTLPExport(try collector.settings(), level: .info)
    let traces = [parent, parent, nil].map { RunTrace(traceparent: $0) }
    var time = 0
    func take(_ event: (Int) -> Event) {
      for (number, trace) in traces.enumerated() {
        time += 1
        let event = event(number)
        if number == 2, case .runEnded = event { continue }
        export.take(
          EventBatch(
            events: [ObservedEvent(time: time, event: event, trace: trace)], time: time))
      }
    }
    take { .runStarted(task: "run \($0)", steps: 1, margin: 2, trial: 0, decided: 0) }
    take { .stepCompleted(StepRecord(trial: 0, step: $0), action: "a") }
    take { _ in
      var report = SolveReport(task: "run", steps: 1, margin: 2)
      report.ending = .finished
      return .runEnded(report)
    }
    try export.finish(EventBatch(events: [], time: 100))
    let spans = try collector.finish().spans
    #expect(spans.count == 6)
    for (number, trace) in traces.enumerated() {
      let run = try #require(spans.first { $0.name == "solve run \(number)" })
      #expect(run.trace == trace.span.traceID && run.id == trace.span.spanID)
      #expect(run.parent == trace.parentSpanID ?? "")
      #expect(run.start == 1 + number && (run.end == 100) == (number == 2))
      #expect(run.status == (number == 2 ? 2 : 0))
      let steps = spans.filter { $0.parent == run.id }
      #expect(steps.map { $0.int("step") } == [number] && steps[0].trace == run.trace)
    }
  }

  /// Retries without a run, and runs whose end was lost, are not kept for ever.
  @Test func whatHasNoEndIsBounded() throws {
    let collector = try Collector()
    var export = OTLPExport(try collector.settings(), level: .info)
    let lost = OTLPExport.mostRuns + 3
    for number in 0..<lost {
      let retry = Event.retried(
        DrawCoordinates(trial: 0, step: 0, draw: 0), attempt: 1,
        failure: ChannelFailure(.transient, "busy"))
      let start = Event.runStarted(
        task: "run \(number)", steps: 1, margin: 2, trial: 0, decided: 0)
      let events = [
        ObservedEvent(time: number, event: retry, trace: RunTrace(traceparent: nil)),
        ObservedEvent(time: number, event: start, trace: RunTrace(traceparent: nil)),
      ]
      export.take(EventBatch(events: events, time: number))
    }
    #expect(export.runs.count == OTLPExport.mostRuns)
    try export.finish(EventBatch(events: [], time: lost))
    let spans = try collector.finish().spans
    #expect(spans.count == lost, "each run has its span, and no retry has one")
    #expect(spans.filter { $0.end == lost }.count == OTLPExport.mostRuns)
  }
}
