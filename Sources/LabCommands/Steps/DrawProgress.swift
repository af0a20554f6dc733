/// A progress bar over things that are counted.
final class DrawProgress {
  private let label: String
  private let count: Int
  private let unit: String
  private var bar: ProgressBar?
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let waiting: () -> String?
  private var done = 0

  /// Makes a bar where one may be drawn.
  ///
  /// - Parameters:
  ///   - label: What it is about.
  ///   - count: How many things there are.
  ///   - unit: What they are, in the plural.
  ///   - context: Whether there is a terminal.
  ///   - waiting: What is waited for at the moment; nil where nothing is.
  init(
    label: String, of count: Int, unit: String, _ context: LabContext,
    waiting: @escaping () -> String? = { nil }
  ) {
    self.waiting = waiting
    self.label = label
    self.count = count
    self.unit = unit
    bar = context.showsProgress ? ProgressBar.onStandardError() : nil
    start = clock.now
  }

  /// Takes how many are done.
  func update(_ done: Int) {
    self.done = done
    bar?.update(progress, elapsed: (clock.now - start) / .seconds(1))
  }

  /// Leaves the last line standing.
  func finish() { bar?.finish(progress, elapsed: (clock.now - start) / .seconds(1)) }

  private var progress: RunProgress {
    RunProgress(
      label: label, fraction: count > 0 ? Double(done) / Double(count) : 1, count: Double(done),
      unit: unit, detail: waiting() ?? "")
  }
}
