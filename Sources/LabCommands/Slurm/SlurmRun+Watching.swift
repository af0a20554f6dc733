import Foundation
import JobArrays
import SweepRunner

extension SlurmRun {
  /// Time until Slurm is asked again after it has refused something; seconds.
  private static let retryPause = 5.0
  /// Refusals in a row after which the watching ends; count.
  private static let mostRefusals = 100

  /// Watches until every element is done or given up.
  func watch(_ slurm: Slurm, request: StopRequest) async throws -> SweepEnding {
    var watch = ArrayWatch(elements: elements, attempts: choice.attempts)
    let isDrawn = context.showsProgress && Terminal.columns(of: STDERR_FILENO) != nil
    var report = SlurmReport(
      elements: elements, bar: isDrawn ? ProgressBar.onStandardError() : nil, write: context.note)
    defer { report.end() }
    let clock = ContinuousClock()
    let start = clock.now
    var hasBegun = false
    var refusals = 0
    while true {
      let elapsed = (clock.now - start) / .seconds(1)
      var pause = ArrayWatch.pause(elapsed: elapsed)
      do {
        if try look(slurm, &watch, &report, elapsed: elapsed, request: request) { break }
        hasBegun = true
        refusals = 0
      } catch let failure as Slurm.Failure {
        // The scheduler may be restarted while the elements run; at the start it has to answer.
        guard hasBegun else { throw LabError(failure) }
        refusals += 1
        guard refusals < Self.mostRefusals else {
          throw LabError(
            "\(failure); the array may go on: give the same command", exitCode: .provider)
        }
        if refusals == 1 { report.note("\(failure); asking again") }
        pause = Self.retryPause
      }
      if request.isRequested { return .interrupted }
      await request.pause(seconds: pause)
      if request.isRequested { return .interrupted }
    }
    try refuse(watch.failed)
    return .finished
  }

  /// Looks once, and does what is to be done.
  ///
  /// - Returns: Whether nothing is left to wait for.
  /// - Throws: What Slurm refuses, or what keeps the record from being written.
  private func look(
    _ slurm: Slurm, _ watch: inout ArrayWatch, _ report: inout SlurmReport, elapsed: Double,
    request: StopRequest
  ) throws -> Bool {
    let queue = try slurm.queue(name: name)
    let step = watch.look(queue: queue, progress: place.progress, isDone: place.isDone)
    // Only what runs gets further.
    let share =
      Double(watch.done + watch.failed.count) + watch.reached(without: step.running)
      + step.running.reduce(0) { $0 + place.progress($1) }
    report.show(
      step, done: watch.done, fraction: min(share / Double(elements), 1), elapsed: elapsed)
    for element in step.cancel { try slurm.cancel(element) }
    guard !step.submit.isEmpty, !request.isRequested else { return step.isOver }
    let job = try slurm.submit(
      place.script, indices: ArrayIndices.text(step.submit, limit: choice.limit))
    watch.submitted(step.submit)
    report.submitted(step.submit, job: job, script: place.script)
    return false
  }

  /// Says which elements have failed as often as allowed, and where they say why.
  private func refuse(_ failed: [Int]) throws {
    guard let first = failed.first else { return }
    let words = place.lastWords(first)
    throw LabError(
      "element \(first) of \(elements) ended "
        + "\(NumberFormat.counted(choice.attempts, "time")) without getting further"
        + (words.isEmpty ? "" : ", last with '\(words)'") + "; its log is \(place.log(first))"
        + (failed.count > 1 ? "; so did \(ArrayIndices.text(Array(failed.dropFirst())))" : "")
        + "; nothing finished is lost: give the same command to go on", exitCode: .provider)
  }
}

extension LabError {
  /// What Slurm refused; that it is missing is a matter of usage.
  init(_ failure: Slurm.Failure) {
    if case .missing = failure {
      self.init("\(failure)")
    } else {
      self.init("\(failure)", exitCode: .provider)
    }
  }
}
