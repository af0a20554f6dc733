#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard input, output and error of the program.
package enum StandardStreams {
  /// How a program ends whose reader has gone, as a shell sees one that SIGPIPE ended; 0 to 255.
  package static let brokenPipe: Int32 = 128 + SIGPIPE

  /// Why a stream took no more.
  package struct Problem: Error, Equatable, CustomStringConvertible {
    /// Error number of the system.
    let number: Int32

    /// Whether nobody reads any more, which is no error: `| head` does it.
    package var isReaderGone: Bool { number == EPIPE }
    /// The system's words.
    package var description: String { unsafe String(cString: strerror(number)) }
  }

  /// Puts the null device in the place of a stream that is closed, so that no store or table gets its number,
  /// and with it what was meant for people.
  package static func keepPlaces() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
      // For reading only: what is written there fails, and is not lost in silence.
      _ = unsafe open("/dev/null", O_RDONLY)
    }
  }

  /// Writes a text whole.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - descriptor: The stream.
  /// - Returns: Why it could not be written; nil when it was.
  package static func write(_ text: String, to descriptor: Int32) -> Problem? {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
          unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno == EAGAIN {
        // A terminal that somebody else has set not to wait.
        var place = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&place, 1, -1)
      } else if count < 0, errno != EINTR {
        return Problem(number: errno)
      }
    }
    return nil
  }
}
