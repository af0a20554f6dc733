#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The time of day.
enum WallClock {
  /// Time since the beginning of 1970, UTC; nanoseconds.
  static var now: Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}
