import Storage

/// A small file that tells another machine how far a run is; a store in use is no file to read from
/// another machine.
struct ProgressFile {
  /// Least time between two writings; seconds.
  static let interval = 5.0

  private let path: String
  /// Work of each plan, in draws at fidelity `vote`.
  private let work: [Double]
  private var plan = 0
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant

  /// Begins a file where the environment variable `MAKERLAB_PROGRESS` names one.
  init?(_ environment: [String: String], work: [[Double]]) {
    guard let path = environment["MAKERLAB_PROGRESS"], !path.isEmpty else { return nil }
    self.path = path
    self.work = work.map { $0.reduce(0, +) }
    last = clock.now
  }

  /// Writes how far the run is, unless the last writing is too recent.
  ///
  /// - Parameter fraction: Share of the present plan that is done; unit 1, range [0, 1].
  mutating func update(_ fraction: Double) {
    let now = clock.now
    guard (now - last) / .seconds(1) >= Self.interval, work.indices.contains(plan) else { return }
    last = now
    let all = work.reduce(0, +)
    let done = work[..<plan].reduce(0, +) + fraction * work[plan]
    // A run does not end because nobody can be told how far it is.
    _ = try? writeAtomically(Array("\(all > 0 ? done / all : 1)\n".utf8), to: path)
  }

  /// Goes on to the next plan.
  mutating func finishPlan() { plan += 1 }
}
