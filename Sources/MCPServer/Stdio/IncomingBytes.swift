import SharedState

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Reads from a file descriptor until its end, or until it is told to stop.
final class IncomingBytes: Sendable {
  private let input: Int32
  /// Readable once the reading is to stop; -1 where the system has no descriptor left, and only the end
  /// of the input stops the reading.
  private let stopped: Int32
  private let stopping: Monitor<Int32?>

  /// Makes a reader; the descriptor stays the caller's.
  init(_ input: Int32) {
    self.input = input
    var ends: [Int32] = [-1, -1]
    let isMade = unsafe pipe(&ends) == 0
    stopped = isMade ? ends[0] : -1
    stopping = Monitor(isMade ? ends[1] : nil)
  }

  deinit {
    stop()
    if stopped >= 0 { _ = close(stopped) }
  }

  /// Ends the reading, now and for ever; may be called from any thread.
  func stop() {
    stopping.withLock { end in
      // Whoever waits for the other end wakes when this one is closed.
      if let end { _ = close(end) }
      end = nil
    }
  }

  /// Whether the other end is closed, also where there are bytes that were not read.
  ///
  /// A file has no other end, and a terminal tells only when it is gone.
  var hasHungUp: Bool {
    #if canImport(Darwin)
      let events: Int16 = 0
    #else
      // POLLRDHUP, which has no name in Swift: a socket whose other end writes no more.
      let events: Int16 = 0x2000
    #endif
    var polled = pollfd(fd: input, events: events, revents: 0)
    return unsafe poll(&polled, 1, 0) > 0
  }

  /// Blocks the thread until there are bytes.
  ///
  /// - Parameter buffer: Where they go; its size is the most that is read.
  /// - Returns: How many there are; 0 at the end, and after `stop`.
  func read(into buffer: inout [UInt8]) -> Int {
    var polled = [
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: stopped, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let ready = unsafe poll(&polled, nfds_t(polled.count), -1)
      if ready < 0 {
        guard errno == EINTR else { return 0 }
        continue
      }
      if polled[1].revents != 0 { return 0 }
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        #if canImport(Darwin)
          unsafe Darwin.read(input, bytes.baseAddress, bytes.count)
        #else
          unsafe Glibc.read(input, bytes.baseAddress, bytes.count)
        #endif
      }
      if count >= 0 { return count }
      guard errno == EINTR || errno == EAGAIN else { return 0 }
    }
  }
}
