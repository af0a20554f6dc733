import TextFormats

extension TranscriptComparison {
  /// Lines of a report: `-` what the page shows, `+` what was printed, some that agree around them.
  ///
  /// Text that steers a terminal is escaped.
  ///
  /// - Parameter most: Most lines; count, at least 1.
  /// - Returns: The lines; none where both agree.
  package func report(most: Int = 40) -> [String] {
    let context = 2
    var isNear = [Bool](repeating: false, count: steps.count)
    for index in steps.indices where Self.differs(steps[index]) {
      for near in max(0, index - context)...min(steps.count - 1, index + context) {
        isNear[near] = true
      }
    }
    var lines: [String] = []
    var last = -1
    for index in steps.indices where isNear[index] {
      if last >= 0, index > last + 1 { lines.append("  (lines that agree)") }
      last = index
      switch steps[index] {
      case .same(let line, _), .elided(let line, _): lines.append(Self.line(" ", page[line]))
      case .missing(let line): lines.append(Self.line("-", page[line]))
      case .added(_, let line): lines.append(Self.line("+", printed[line]))
      case .changed(let line, let other):
        lines += [Self.line("-", page[line]), Self.line("+", printed[other])]
      }
    }
    guard lines.count > most else { return lines }
    return lines.prefix(most) + ["  (\(lines.count - most) more lines)"]
  }

  private static func differs(_ step: Step) -> Bool {
    switch step {
    case .same, .elided: false
    case .changed, .missing, .added: true
    }
  }

  private static func line(_ mark: String, _ text: String) -> String {
    let shown = text.escapedOnOneLine
    return mark + " " + (shown.count > 400 ? shown.prefix(400) + "…" : shown)
  }
}
