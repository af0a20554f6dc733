/// What is to be done later, soonest first.
struct Timers {
  /// One thing to be done.
  struct Timer {
    /// When; nanoseconds.
    var time: Int
    /// The connection, and its request at that time.
    var connection: Int
    var request: Int
  }

  /// Latest first.
  private var timers: [Timer] = []

  /// The time of the soonest; nil where there is none.
  var next: Int? { timers.last?.time }

  /// Adds one; equal times keep their order.
  mutating func add(_ timer: Timer) {
    var (low, high) = (0, timers.count)
    while low < high {
      let middle = (low + high) / 2
      if timers[middle].time > timer.time { low = middle + 1 } else { high = middle }
    }
    timers.insert(timer, at: low)
  }

  /// Takes the soonest that is due; nil where none is.
  mutating func takeDue(_ now: Int) -> Timer? {
    guard let last = timers.last, last.time <= now else { return nil }
    return timers.removeLast()
  }
}
