/// A span of a distributed trace, by its ids.
///
/// A `tracestate` is not read: it is data of vendors for those whom a trace is passed on to, and a request to
/// a provider carries no trace.
///
/// - Source: W3C Trace Context, level 1.
package struct TraceContext: Hashable, Sendable {
  /// Id of the trace; 32 lowercase hexadecimal digits, not all 0.
  package let traceID: String
  /// Id of the span; 16 lowercase hexadecimal digits, not all 0.
  package let spanID: String

  /// Reads a `traceparent`; nil where it is none, which is then to be ignored.
  package init?(traceparent: String) {
    let parts = traceparent.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 4, Self.isID(parts[0], digits: 2, orZero: true), parts[0] != "ff",
      parts[0] != "00" || parts.count == 4, Self.isID(parts[1], digits: 32),
      Self.isID(parts[2], digits: 16), Self.isID(parts[3], digits: 2, orZero: true)
    else { return nil }
    traceID = parts[1]
    spanID = parts[2]
  }

  /// Starts a trace with random ids.
  init() {
    traceID = Self.newID() + Self.newID()
    spanID = Self.newID()
  }

  /// Makes a span of a trace, with a random id.
  init(in trace: TraceContext) {
    traceID = trace.traceID
    spanID = Self.newID()
  }

  private static func newID() -> String {
    let digits = String(UInt64.random(in: 1 ... .max), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func isID(_ text: String, digits: Int, orZero: Bool = false) -> Bool {
    text.utf8.count == digits
      && text.utf8.allSatisfy {
        $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")
          || $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "f")
      } && (orZero || text.utf8.contains { $0 != UInt8(ascii: "0") })
  }
}
