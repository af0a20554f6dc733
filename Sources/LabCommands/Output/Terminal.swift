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
}
