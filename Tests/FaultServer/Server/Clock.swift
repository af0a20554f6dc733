#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Times of the system.
enum Clock {
  /// A time that only goes on; nanoseconds.
  static func now() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Seconds since 1970.
  static func seconds() -> Int {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    return now.tv_sec
  }

  /// A time as HTTP writes dates.
  static func httpDate(_ seconds: Int) -> String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let date = date(seconds)
    // The first of January 1970 was a Thursday.
    return "\(days[(seconds / 86_400 + 4) % 7]), \(two(date.day)) \(months[date.month - 1]) "
      + "\(date.year) \(time(seconds)) GMT"
  }

  /// A time as RFC 3339 writes it.
  static func timestamp(_ seconds: Int) -> String {
    let date = date(seconds)
    return "\(date.year)-\(two(date.month))-\(two(date.day))T\(time(seconds)).000001Z"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func time(_ seconds: Int) -> String {
    let rest = seconds % 86_400
    return "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
  }

  /// The date of a time since 1970.
  private static func date(_ seconds: Int) -> (year: Int, month: Int, day: Int) {
    var days = seconds / 86_400
    var year = 1970
    func isLeap(_ year: Int) -> Bool {
      year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }
    while days >= (isLeap(year) ? 366 : 365) {
      days -= isLeap(year) ? 366 : 365
      year += 1
    }
    let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var month = 0
    while days >= lengths[month] {
      days -= lengths[month]
      month += 1
    }
    return (year, month + 1, days + 1)
  }
}
