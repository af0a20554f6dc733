import Dispatch

/// A thread of its own for work that waits for a disk.
final class JournalQueue: SerialExecutor {
  private let queue = DispatchQueue(label: "journal of draws")

  /// Runs a piece of work after all that came before.
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
