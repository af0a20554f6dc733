import MAKERCore

/// Sends runs as traces to a collector: a span a run, one a step, and at debug level one a draw.
///
/// A batch that fails is not sent again; what did not arrive is told at the end, in one line.
package struct OTLPExport: EventSink {
  /// Spans after which a batch is sent; count.
  private static let batchSize = 512
  /// Bytes after which a batch is sent.
  private static let batchBytes = 1 << 20
  /// Time after which a batch is sent; nanoseconds.
  private static let interval = 5_000_000_000

  /// The collector, for a person.
  package let name: String
  /// Least level of the events that the spans tell of.
  package let level: EventLevel
  private let settings: OTLPSettings
  private let client: OTLPClient
  /// Runs with a trace of their own that are told of at once at most; count.
  static let mostRuns = 1024
  /// Runs that are told of at once, by their trace.
  private(set) var runs: [RunTrace?: RunSpans] = [:]
  /// Traces of `runs`, the oldest first.
  private var order: [RunTrace] = []
  private var spans = JSONWriter()
  private var spanCount = 0
  private var sentAt: Int?

  /// Prepares to send.
  ///
  /// - Parameters:
  ///   - settings: Where to.
  ///   - level: Least level of the events that the spans tell of; draws need debug.
  package init(_ settings: OTLPSettings, level: EventLevel = .info) {
    name = "OTLP \(settings.place)"
    self.level = level
    self.settings = settings
    client = OTLPClient(settings)
  }

  /// Makes spans of the events, and sends them where a batch is full or it is time.
  package mutating func take(_ batch: EventBatch) {
    for observed in batch.events where observed.event.level >= level {
      // What begins with no run, as the retries of a calibration, belongs to no span.
      if let trace = observed.trace, runs[trace] == nil {
        guard observed.event.startsRun else { continue }
        begin(trace, at: observed.time)
      }
      var run =
        runs[observed.trace] ?? RunSpans(parent: settings.parent, trace: observed.trace)
      for span in run.add(observed) { add(span) }
      runs[observed.trace] = run
      // A run with a trace of its own is the only one of it.
      if let trace = observed.trace, observed.event.endsRun {
        runs[trace] = nil
        order.removeAll { $0 == trace }
      }
    }
    let before = sentAt ?? batch.time
    sentAt = before
    if abs(batch.time - before) >= Self.interval {
      sentAt = batch.time
      send()
    }
  }

  /// Sends what is left and waits for the collector.
  ///
  /// - Throws: How much the collector did not take, and why.
  package mutating func finish(_ last: EventBatch) throws {
    for trace in Array(runs.keys) {
      for span in runs[trace]?.finish(at: last.time) ?? [] { add(span) }
    }
    let patience = min(settings.timeout, 10)
    send(waitingAtMost: patience / 2)
    if let loss = client.finish(waitingAtMost: patience) { throw loss }
  }

  /// Makes room for a run; one whose end was lost makes way for it, as if it ended now.
  private mutating func begin(_ trace: RunTrace, at time: Int) {
    if order.count >= Self.mostRuns {
      let oldest = order.removeFirst()
      for span in runs[oldest]?.finish(at: time) ?? [] { add(span) }
      runs[oldest] = nil
    }
    order.append(trace)
    runs[trace] = RunSpans(parent: settings.parent, trace: trace)
  }

  private mutating func add(_ span: Span) {
    spans.element(span)
    spanCount += 1
    if spanCount >= Self.batchSize || spans.bytes.count >= Self.batchBytes { send() }
  }

  private mutating func send(waitingAtMost seconds: Double = 0) {
    guard spanCount > 0 else { return }
    var request = JSONWriter()
    request.request(spans: spans.bytes, serviceName: settings.serviceName)
    client.send(request.bytes, spans: spanCount, waitingAtMost: seconds)
    spans.removeAll()
    spanCount = 0
  }
}

extension Event {
  /// Whether it is the last of a run.
  fileprivate var startsRun: Bool { if case .runStarted = self { true } else { false } }

  fileprivate var endsRun: Bool { if case .runEnded = self { true } else { false } }
}
