import Foundation
import MAKERCore
import SharedState
import Telemetry
import Testing

@Suite struct PrometheusTextTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// Samples by name with labels.
  private func samples(_ name: String = "metrics") throws -> [String: Double] {
    let lines = try folder.lines(name).filter { !$0.hasPrefix("#") }
    return Dictionary(
      uniqueKeysWithValues: try lines.map { line in
        let end = try #require(line.lastIndex(of: " "))
        return (String(line[..<end]), try #require(Double(line[line.index(after: end)...])))
      })
  }

  private func run() -> ToyRun {
    var run = ToyRun()
    run.channels = [
      ToyChannel(failures: ToyChannel.Failures(), hopelessStep: 30), ToyChannel(seed: 4),
    ]
    run.policy.cap = 50
    return run
  }

  @Test func countersEqualTheReport() throws {
    let report = try run().solve(into: [PrometheusText(folder.file("metrics"))])
    let samples = try samples()
    func expect(_ name: String, _ value: Int?, sourceLocation: SourceLocation = #_sourceLocation) {
      #expect(
        samples["makerlab_\(name)"] == value.map(Double.init), sourceLocation: sourceLocation)
    }
    #expect(report.escalations == 1 && report.retries > 0 && report.ending == .finished)
    expect("run_info{task=\"toy-60\",margin=\"3\"}", 1)
    expect("task_steps", 60)
    expect("steps_total", 60)
    expect("draws_total", report.issued)
    expect("replies_total", report.used)
    expect("votes_total", report.votes)
    for flag in RedFlag.allCases {
      expect("flags_total{reason=\"\(flag.rawValue)\"}", report.flags[flag])
    }
    expect("races_decided_total", report.decided)
    expect("races_undecided_total{reason=\"cap\"}", 1)
    expect("escalations_total", 1)
    expect("retries_total", report.retries)
    expect("cancelled_draws_total", report.cancelled)
    expect("input_tokens_total", report.usage.inputTokens)
    expect("output_tokens_total", report.usage.outputTokens)
    #expect(samples["makerlab_cost_total"] == report.usage.cost)
    for level in EventLevel.allCases { expect("lost_events_total{level=\"\(level.rawValue)\"}", 0) }
    expect("step_votes_count", 60)
    expect("step_votes_sum", report.votes)
    expect("step_duration_seconds_count", 60)
    expect("reply_latency_seconds_count", report.used)
    #expect(samples["makerlab_reply_latency_seconds_sum"] == Double(report.latencies) / 1e9)
    #expect(samples["makerlab_step_duration_seconds_sum"] == Double(report.elapsed) / 1e9)
  }

  @Test func failuresAreCountedByKind() throws {
    var run = run()
    run.channels = [ToyChannel(fatalStep: 5)]
    try run.solve(into: [PrometheusText(folder.file("metrics"))])
    #expect(try samples()["makerlab_failures_total{kind=\"refused\"}"] == 1)
    #expect(try samples()["makerlab_steps_total"] == 6)
    #expect(try samples()["makerlab_races_decided_total"] == 5)
  }

  @Test func bucketsAddUp() throws {
    let recorder = RecordingSink()
    try run().solve(into: [PrometheusText(folder.file("metrics")), recorder])
    var votes: [Int] = []
    var latencies: [Int] = []
    for observed in recorder.seen.withLock({ $0 }) {
      switch observed.event {
      case .stepCompleted(let record, _): votes.append(record.votes)
      case .replyReceived(_, _, _, let latency): latencies.append(latency)
      default: break
      }
    }
    let samples = try samples()
    for (name, values, unit) in [
      ("step_votes", votes, 1.0), ("reply_latency_seconds", latencies, 1e9),
    ] {
      let prefix = "makerlab_\(name)_bucket{le=\""
      let buckets = samples.filter { $0.key.hasPrefix(prefix) }
      #expect(buckets.count > 10)
      for (key, count) in buckets {
        let bound = key.dropFirst(prefix.count).dropLast(2)
        let limit = bound == "+Inf" ? .infinity : try #require(Double(bound)) * unit
        #expect(count == Double(values.count { Double($0) <= limit }), "\(key)")
      }
    }
  }

  @Test func whatIsUnknownIsAbsent() throws {
    var run = run()
    run.channels = [ToyChannel(hasUsage: false)]
    try run.solve(into: [PrometheusText(folder.file("metrics"), level: .info)])
    let text = String(decoding: try folder.read("metrics"), as: UTF8.self)
    for name in ["tokens", "cost", "latency"] { #expect(!text.contains(name)) }
    #expect(text.contains("makerlab_votes_total"))

    // Before the first reply nothing is known either.
    var empty = PrometheusText(folder.file("empty"))
    try empty.finish(EventBatch(events: [], time: 0))
    let none = String(decoding: try folder.read("empty"), as: UTF8.self)
    #expect(!none.contains("tokens") && !none.contains("cost"))
    #expect(none.contains("makerlab_draws_total 0\n"))
  }

  @Test func promtoolFindsNothingToSay() throws {
    let promtool = try Tool.onPath("promtool")
    var failing = run()
    failing.channels = [ToyChannel(fatalStep: 40)]
    for (index, run) in [run(), failing].enumerated() {
      try run.solve(into: [PrometheusText(folder.file("metrics"))])
      let (output, code) = try Tool(promtool, ["check", "metrics"]).finish(folder.read("metrics"))
      #expect(code == 0 && output.isEmpty, "\(index): \(String(decoding: output, as: UTF8.self))")
    }
    // What it says nothing about, it has read.
    let (output, code) = try Tool(promtool, ["check", "metrics"]).finish(Data("a b c\n".utf8))
    #expect(code != 0 && !output.isEmpty)
  }

  @Test func labelsAreEscaped() throws {
    var sink = PrometheusText(folder.file("metrics"))
    let task = "a\"b\\c\nd"
    let event = Event.runStarted(task: task, steps: 1, margin: 1, trial: 0, decided: 0)
    try sink.take(EventBatch(events: [ObservedEvent(time: 0, event: event)], time: 0))
    #expect(
      try folder.lines("metrics").contains(
        #"makerlab_run_info{task="a\"b\\c\nd",margin="1"} 1"#))
    let (output, code) = try Tool(Tool.onPath("promtool"), ["check", "metrics"])
      .finish(folder.read("metrics"))
    #expect(code == 0 && output.isEmpty)
  }

  @Test func theFileIsReplacedAtMostOnceAnIntervalAndAtTheEnd() throws {
    var sink = PrometheusText(folder.file("metrics"), interval: 5)
    let path = folder.file("metrics")
    func batch(_ seconds: Double, _ events: Int) -> EventBatch {
      let event = Event.stepCompleted(StepRecord(trial: 0, step: 0), action: nil)
      return EventBatch(
        events: Array(repeating: ObservedEvent(time: 0, event: event), count: events),
        time: Int(seconds * 1e9))
    }
    func steps() throws -> Double? { try samples()["makerlab_steps_total"] }
    try sink.take(batch(0, 0))
    #expect(!FileManager.default.fileExists(atPath: path))
    try sink.take(batch(1, 1))
    #expect(try steps() == 1)
    try sink.take(batch(5.9, 1))
    #expect(try steps() == 1)
    try sink.take(batch(6, 0))
    #expect(try steps() == 2)
    try sink.take(batch(60, 0))
    try sink.take(batch(61, 1))
    #expect(try steps() == 3)
    try sink.take(batch(62, 1))
    var lost = LostEvents()
    lost[.info] = 7
    try sink.finish(EventBatch(events: [], time: 62_000_000_000, lost: lost))
    #expect(try steps() == 4)
    #expect(try samples()["makerlab_lost_events_total{level=\"info\"}"] == 7)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["metrics"])
    // Others collect it.
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect((mode ?? 0) & 0o044 == 0o044)
  }

  @Test func aFileThatCannotBeWrittenIsTold() throws {
    let queue = EventQueue([PrometheusText(folder.file("no/metrics"))])
    try ToyRun().solve(observer: queue)
    let lines = queue.close(within: 60).lines
    #expect(lines.count == 1 && lines[0].hasPrefix("metrics \(folder.path)/no/metrics: "))
  }
}
