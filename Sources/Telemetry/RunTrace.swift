/// Whose trace a run belongs to, where several runs are told of at once.
package struct RunTrace: Hashable, Sendable {
  /// The span of the run.
  package let span: TraceContext
  /// Id of the span that it is part of; nil where it begins a trace.
  package let parentSpanID: String?

  /// Begins the span of a run.
  ///
  /// - Parameter traceparent: Of whoever wants the run; what is none is ignored, and begins a trace.
  package init(traceparent: String?) {
    let parent = traceparent.flatMap { TraceContext(traceparent: $0) }
    span = parent.map { TraceContext(in: $0) } ?? TraceContext()
    parentSpanID = parent?.spanID
  }
}
