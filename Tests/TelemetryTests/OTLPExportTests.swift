import Foundation
import MAKERCore
import SharedState
import Telemetry
import Testing

@Suite struct OTLPExportTests {
  private let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

  private func run() -> ToyRun {
    var run = ToyRun()
    run.channels = [ToyChannel(failures: ToyChannel.Failures(), hopelessStep: 30), ToyChannel()]
    run.policy.cap = 50
    return run
  }

  @Test func theOfficialDefinitionsReadARun() throws {
    let collector = try Collector()
    let settings = try collector.settings([
      "OTEL_EXPORTER_OTLP_HEADERS": "x-key=a%20secret, x-more=b", "OTEL_SERVICE_NAME": "tests",
      "TRACEPARENT": parent,
    ])
    let recorder = RecordingSink()
    let report = try run().solve(into: [OTLPExport(settings, level: .debug), recorder])
    let received = try collector.finish()

    #expect(received.requests.count > 1)
    for request in received.requests {
      #expect(request.path == "/v1/traces" && request.error == nil)
      #expect(request.headers["content-type"] == "application/json")
      #expect(request.headers["x-key"] == "a secret" && request.headers["x-more"] == "b")
    }
    // Batches may overtake each other.
    let spans = received.spans
    let steps = spans.filter { $0.name == "step" }.sorted { $0.start < $1.start }
    let draws = spans.filter { $0.name == "draw" }
    let root = try #require(spans.first { $0.name == "solve toy-60" })
    #expect(steps.count == 60 && draws.count == report.issued)
    #expect(spans.count == 1 + steps.count + draws.count)
    #expect(Set(spans.map(\.id)).count == spans.count)
    #expect(spans.allSatisfy { $0.trace == "0af7651916cd43dd8448eb211c80319c" })
    #expect(spans.allSatisfy { $0.service == "tests" && $0.scope == "makerlab" })

    #expect(root.parent == "b7ad6b7169203331" && root.status == 0 && root.kind == 1)
    #expect(root.attributes["makerlab.ending"] == .string("finished"))
    #expect(root.int("votes") == report.votes && root.int("draws") == report.issued)
    #expect(root.attributes["gen_ai.usage.input_tokens"]?.int == report.usage.inputTokens)
    #expect(root.attributes["makerlab.cost"] == report.usage.cost.map(Collector.Value.double))

    let times = recorder.seen.withLock { $0.map(\.time) }
    #expect(root.start == times.first && root.end == times.last)
    #expect(steps.map(\.parent) == Array(repeating: root.id, count: 60))
    #expect(steps.map { $0.int("step") } == Array(0..<60))
    #expect(steps.first?.start == root.start)
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.end == $1.start })
    #expect(steps.compactMap { $0.int("votes") }.reduce(0, +) == report.votes)
    let flags = steps.flatMap { step in
      step.attributes.filter { $0.key.hasPrefix("makerlab.flags.") }.compactMap(\.value.int)
    }
    #expect(flags.reduce(0, +) == report.flags.total)
    #expect(steps[3].attributes["makerlab.action"] == .string("to \"4\""))
    #expect(steps[30].int("escalations") == 1 && steps[30].status == 0)

    for step in steps {
      let own = draws.filter { $0.parent == step.id }
      #expect(Set(own.map { $0.int("draw") }) == Set(0..<own.count))
      #expect(own.count == step.int("draws"))
      #expect(own.allSatisfy { $0.start >= step.start && $0.end <= step.end && $0.kind == 3 })
      #expect(step.events.count { $0.name == "vote" } == step.int("votes"))
      let flagged = step.events.filter { $0.name == "flagged" }
      #expect(flagged.count == own.count { $0.attributes["makerlab.flag"] != nil })
      #expect(step.events.allSatisfy { $0.time >= step.start && $0.time <= step.end })
    }
    for draw in draws {
      #expect(draw.attributes["gen_ai.usage.output_tokens"]?.int != nil)
      guard draw.int("draw") == 0 else { continue }
      #expect(draw.attributes["gen_ai.request.temperature"] == .double(0))
    }
    #expect(draws.count { $0.attributes["makerlab.candidate"] != nil } == report.votes)
    #expect(draws.compactMap { $0.int("retries") }.reduce(0, +) == report.retries)
  }

  @Test func stepsAloneAtInfo() throws {
    let collector = try Collector()
    var run = run()
    run.channels[0].hasUsage = false
    run.channels[1].hasUsage = false
    try run.solve(into: [OTLPExport(collector.settings())])
    let spans = try collector.finish().spans
    #expect(spans.count == 61 && spans.allSatisfy { $0.service == "makerlab" })
    #expect(spans.last?.parent == "" && Set(spans.map(\.trace)).count == 1)
    #expect(
      spans.allSatisfy { span in
        !span.attributes.keys.contains { $0.contains("tokens") || $0.contains("cost") }
      })
  }

  @Test func whatWentWrongIsAnError() throws {
    let collector = try Collector()
    var failing = run()
    failing.channels = [ToyChannel(fatalStep: 5)]
    var undecided = run()
    undecided.channels = [ToyChannel(hopelessStep: 7)]
    for run in [failing, undecided] {
      try run.solve(into: [OTLPExport(collector.settings(), level: .debug)])
    }
    var killed = OTLPExport(try collector.settings(), level: .info)
    let start = Event.runStarted(task: "toy", steps: 1, margin: 1, trial: 0, decided: 0)
    killed.take(EventBatch(events: [ObservedEvent(time: 5, event: start)], time: 5))
    try killed.finish(EventBatch(events: [], time: 9))

    let wrong = try collector.finish().spans.filter { $0.status == 2 }
    #expect(
      wrong.map(\.name) == ["draw", "step", "solve toy-60", "step", "solve toy-60", "solve toy"])
    let refusal = "refused: will not say \"5\"\n"
    #expect(
      wrong.map(\.message) == [
        refusal, refusal, "failed", "undecided: cap", "undecided", "not ended",
      ])
    #expect(wrong.last?.start == 5 && wrong.last?.end == 9)
  }

  @Test func aStepOfManyDrawsIsBounded() throws {
    let collector = try Collector()
    var run = run()
    run.steps = 1
    run.policy.cap = 3_000
    run.channels = [ToyChannel(hopelessStep: 0)]
    let report = try run.solve(into: [OTLPExport(collector.settings(), level: .debug)])
    let spans = try collector.finish().spans
    #expect(spans.count == 1_024 + 2)
    let step = try #require(spans.first { $0.name == "step" })
    #expect(step.int("dropped_draws") == report.issued - 1_024)
    #expect(step.events.count == 1_024)
    #expect(step.events.count + step.droppedEvents == report.used + 1)
  }

  @Test(arguments: [
    (Collector.Behaviour.error, "61 of 61 spans not delivered: status 503"),
    (.redirect, "61 of 61 spans not delivered: status 307"),
    (.partial, "2 of 61 spans not delivered: rejected by the collector"),
    (.silent, "61 of 61 spans not delivered: "),
  ])
  func aCollectorThatFailsIsToldInOneLine(
    behaviour: Collector.Behaviour, line: String
  ) throws {
    let collector = try Collector(behaviour)
    let settings = try collector.settings([
      "OTEL_EXPORTER_OTLP_TIMEOUT": behaviour == .silent ? "300" : "60000",
      "OTEL_EXPORTER_OTLP_HEADERS": "authorization=hush",
    ])
    let queue = EventQueue([OTLPExport(settings)])
    let report = try run().solve(observer: queue)
    #expect(report.ending == .finished)
    let ending = queue.close(within: 60)
    #expect(ending.isFinished && ending.lines.count == 1)
    let name = "OTLP http://127.0.0.1:\(collector.port)/v1/traces: "
    #expect(ending.lines[0].hasPrefix(name + line), "\(ending.lines)")
    #expect(!ending.lines[0].contains("hush") && ending.lines[0].count < 200)
    let received = try collector.finish()
    // Not even to the same place is a redirect followed: it may lead anywhere.
    #expect(received.requests.allSatisfy { $0.path == "/v1/traces" })
    // Under load the time may be up before the collector has read anything.
    if behaviour != .silent { #expect(received.requests.count == 1) }
  }

  @Test func aCollectorThatIsTooSlowLosesSpansAndHoldsNothingUp() throws {
    let collector = try Collector(.silent)
    let settings = try collector.settings(["OTEL_EXPORTER_OTLP_TIMEOUT": "500"])
    var run = ToyRun()
    run.steps = 512 * 12
    run.channels = [ToyChannel()]
    let queue = EventQueue([OTLPExport(settings)])
    try run.solve(observer: queue)
    let ending = queue.close(within: 60)
    #expect(ending.isFinished && ending.lines.count == 1)
    #expect(ending.lines[0].contains("\(run.steps + 1) of \(run.steps + 1) spans not delivered: "))
    #expect(try collector.finish().requests.count <= 9)
  }

  @Test func aCollectorThatIsNotThereIsTold() throws {
    let gone = try Collector()
    let settings = try gone.settings()
    _ = try gone.finish()
    let queue = EventQueue([OTLPExport(settings)])
    try run().solve(observer: queue)
    let lines = queue.close(within: 60).lines
    #expect(lines.count == 1 && lines[0].contains(": 61 of 61 spans not delivered: "), "\(lines)")
  }
}
