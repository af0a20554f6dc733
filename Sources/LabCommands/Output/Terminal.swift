#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Asks the system about a terminal.
package enum Terminal {
  /// Returns the columns of the terminal behind a file descriptor; nil when it is no terminal.
  ///
  /// A terminal that does not know its width counts as 80 columns.
  package static func columns(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    let result = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size)
    return result == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// Columns that help and tables may fill: what `COLUMNS` says, else the terminal, else 80.
  ///
  /// - Parameters:
  ///   - descriptor: Where results go.
  ///   - environment: Environment variables; a `COLUMNS` that is no number above 0 is not looked at.
  /// - Returns: 60 to 1000.
  package static func width(of descriptor: Int32, environment: [String: String]) -> Int {
    let chosen = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    return min(max(chosen ?? columns(of: descriptor) ?? 80, 60), 1000)
  }
}
