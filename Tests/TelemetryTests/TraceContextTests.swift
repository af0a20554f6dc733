import Telemetry
import Testing

@Suite struct TraceContextTests {
  private let trace = "0af7651916cd43dd8448eb211c80319c"
  private let span = "b7ad6b7169203331"

  @Test func readsWhatIsValid() {
    for text in ["00-\(trace)-\(span)-01", "00-\(trace)-\(span)-00", "cc-\(trace)-\(span)-01-what"]
    {
      let context = TraceContext(traceparent: text)
      #expect(context?.traceID == trace && context?.spanID == span, "\(text)")
    }
  }

  @Test func refusesWhatIsNot() {
    let zeros = String(repeating: "0", count: 32)
    for text in [
      "", "00", "00-\(trace)-\(span)", "00-\(trace)-\(span)-01-more", "ff-\(trace)-\(span)-01",
      "00-\(trace.uppercased())-\(span)-01", "00-\(trace.dropLast())-\(span)-01",
      "00-\(trace)-\(span)0-01", "00-\(zeros)-\(span)-01", "00-\(trace)-\(zeros.prefix(16))-01",
      "00-\(trace)-\(span)-0g", "0-\(trace)-\(span)-01", "00-\(trace)-\(span)-1",
      "00-\(trace.dropLast())é-\(span)-01",
    ] {
      #expect(TraceContext(traceparent: text) == nil, "\(text)")
    }
  }
}
