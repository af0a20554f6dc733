import Storage

/// Formats progress as one line; pure, so that it can be tested.
package enum ProgressLine {
  /// Returns a line such as `nines [####....]  43 %  1.2e9 votes  310 M votes/s  ETA 0:42`.
  ///
  /// When the terminal is narrow the bar shrinks first, then the line ends early.
  ///
  /// - Parameters:
  ///   - progress: How far the run is.
  ///   - elapsed: Time since the start; seconds, at least 0.
  ///   - width: Columns of the terminal; the line stays one short of it, so it never wraps.
  /// - Returns: The line, without a newline.
  package static func text(_ progress: RunProgress, elapsed: Double, width: Int) -> String {
    let fraction = progress.fraction.isNaN ? 0 : min(max(progress.fraction, 0), 1)
    let percent = String(Int(fraction * 100))
    let rate = elapsed > 0 ? progress.count / elapsed : 0
    let done = fraction - progress.start
    let remaining = done > 0 ? elapsed * (1 - fraction) / done : Double.infinity
    let count = NumberFormat.significant(
      progress.count, progress.count < 1e6 ? 6 : 2)
    var fields = [
      String(repeating: " ", count: 3 - percent.count) + percent + " %",
      "\(count) \(progress.unit)",
      "\(NumberFormat.prefixed(rate)) \(progress.unit)/s",
      fraction < 1
        ? "ETA \(NumberFormat.duration(remaining))"
        : "took \(NumberFormat.duration(elapsed))",
    ]
    // A detail takes the place of the rate: both would leave no room for the bar.
    if !progress.detail.isEmpty { fields[2] = progress.detail }
    let start = progress.label.onOneLine + " "
    let end = " " + fields.joined(separator: "  ").onOneLine
    let columns = max(0, width - 1)
    let bar = bar(fraction, room: columns - start.count - end.count)
    return String((start + bar + end).prefix(columns))
  }

  /// A bar of at most 30 marks; nothing where fewer than 5 would fit.
  private static func bar(_ fraction: Double, room: Int) -> String {
    let marks = min(30, room - 2)
    guard marks >= 5 else { return "" }
    let done = Int(fraction * Double(marks))
    return "[" + String(repeating: "#", count: done)
      + String(repeating: ".", count: marks - done) + "]"
  }
}
