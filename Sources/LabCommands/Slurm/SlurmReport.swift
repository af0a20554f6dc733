package import JobArrays
import Storage

/// What is said while an array is watched: a bar on a terminal, else a line now and then.
package struct SlurmReport {
  /// Time after which it is said why nothing runs; seconds.
  package static let patience = 60.0

  /// Elements of the array; count, at least 1.
  package let elements: Int
  private let write: (String) -> Void
  private var bar: ProgressBar?
  private var first: Double?
  private var last = RunProgress(label: "array", fraction: 0, count: 0, unit: "elements")
  private var lastElapsed = 0.0
  private var lastTenth = 0
  private var submitted: Set<Int> = []
  /// When something ran last, or watching began; seconds.
  private var lastRun = 0.0
  private var hasSaidWhy = false

  /// Begins to report.
  ///
  /// - Parameters:
  ///   - elements: Elements of the array; count, at least 1.
  ///   - bar: Where progress is drawn; nil where there is no terminal.
  ///   - write: Writes a line.
  package init(elements: Int, bar: ProgressBar?, write: @escaping (String) -> Void) {
    self.elements = elements
    self.bar = bar
    self.write = write
  }

  /// Writes a line where the bar would be.
  ///
  /// - Parameter line: The line, without its end.
  package mutating func note(_ line: String) {
    bar?.clear()
    write(line)
  }

  /// Shows how far the array is.
  ///
  /// - Parameters:
  ///   - step: What the last look has found.
  ///   - done: Elements that are done; count.
  ///   - fraction: Share of the work done; unit 1, range [0, 1].
  ///   - elapsed: Time since watching began; seconds, at least 0.
  package mutating func show(
    _ step: ArrayWatch.Step, done: Int, fraction: Double, elapsed: Double
  ) {
    if first == nil {
      first = fraction
      let live = step.pending + step.running.count
      if live > 0 {
        note("\(NumberFormat.counted(live, "element")) in the queue already: watching")
      }
    }
    let why = step.reason.map { " (\($0.onOneLine))" } ?? ""
    let state = "\(step.running.count) running, \(step.pending) pending\(why)"
    if !step.running.isEmpty || step.pending == 0 { lastRun = elapsed }
    if !hasSaidWhy, elapsed - lastRun >= Self.patience {
      hasSaidWhy = true
      note("nothing has run for a minute: \(state)")
    }
    let tenth = 10 * done / elements
    if bar == nil, tenth > lastTenth {
      write("\(done) of \(elements) elements done, \(state)")
    }
    lastTenth = max(tenth, lastTenth)
    last = RunProgress(
      label: "array", fraction: fraction, count: Double(done), unit: "elements", detail: state,
      start: first ?? 0)
    lastElapsed = elapsed
    bar?.update(last, elapsed: elapsed)
  }

  /// Says what was submitted, and what of it a second time.
  ///
  /// - Parameters:
  ///   - numbers: The elements, ascending; each 0 to `elements` − 1.
  ///   - job: Number that the queue gave them; at least 1.
  ///   - script: Path of the script.
  package mutating func submitted(_ numbers: [Int], job: Int, script: String) {
    let again = numbers.filter(submitted.contains)
    submitted.formUnion(numbers)
    if again.isEmpty {
      note("\(NumberFormat.counted(numbers.count, "element")) as job \(job), by \(script)")
    } else {
      note("without a result: \(ArrayIndices.text(again)); submitted again as job \(job)")
    }
  }

  /// Ends the bar, however the watching ends.
  package mutating func end() {
    if first != nil { bar?.finish(last, elapsed: lastElapsed) }
  }
}
