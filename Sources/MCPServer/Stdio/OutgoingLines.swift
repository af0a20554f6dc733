import Foundation
import SharedState

/// Writes lines to a file descriptor, whole and one after the other, on a thread of its own.
///
/// Nobody who sends waits; who reads requests waits while the client does not read replies.
final class OutgoingLines: Sendable {
  private struct State: Sendable {
    var lines: [[UInt8]] = []
    /// Size of the lines that are not written, and of those that are being written; bytes.
    var bytes = 0
    /// Most that `bytes` ever was.
    var mostBytes = 0
    /// Size of what was ever written; bytes.
    var written = 0
    var isClosed = false
    var hasFailed = false
    var isReleased = false
  }

  private let output: Int32
  private let room: Int
  private let state = Monitor(State())

  /// Makes a writer; the descriptor stays the caller's.
  ///
  /// - Parameters:
  ///   - output: Where lines go.
  ///   - room: Size from which on the client is said not to read; bytes.
  init(_ output: Int32, room: Int) {
    self.output = output
    self.room = room
  }

  /// Starts the thread, which ends with `close`, or when writing fails.
  ///
  /// - Parameters:
  ///   - hasRoom: Called on the thread when the client reads again that did not.
  ///   - failed: Called on the thread when writing has failed; nothing more is written then.
  func start(
    hasRoom: @escaping @Sendable () -> Void, failed: @escaping @Sendable () -> Void
  ) {
    let thread = Thread { [self] in if !writeAll(hasRoom) { failed() } }
    thread.name = "mcp writer"
    thread.start()
  }

  /// Takes a line without its end.
  func send(_ line: [UInt8]) {
    state.change { state in
      guard !state.hasFailed, !state.isClosed else { return }
      state.lines.append(line)
      state.bytes += line.count + 1
      state.mostBytes = max(state.mostBytes, state.bytes)
    }
  }

  /// Whether the client does not read what it is sent.
  var isCongested: Bool { state.withLock { $0.bytes >= room } }

  /// The most that ever waited for the client; bytes.
  var mostBytes: Int { state.withLock { $0.mostBytes } }

  /// Size of what was ever written; grows while the client reads; bytes.
  var written: Int { state.withLock { $0.written } }

  /// Blocks the thread until the client reads, `release` is called, or the time is up.
  ///
  /// - Parameter deadline: When to give up.
  /// - Returns: Whether there is no more to wait for.
  func waitForRoom(until deadline: Date) -> Bool {
    state.wait(until: deadline) {
      $0.bytes < room || $0.hasFailed || $0.isReleased ? true : nil
    } ?? false
  }

  /// Lets all go on that wait for room, now and for ever.
  func release() { state.change { $0.isReleased = true } }

  /// Takes no more lines.
  func close() { state.change { $0.isClosed = true } }

  /// Blocks the thread until all is written, writing has failed, or the time is up.
  ///
  /// - Parameter deadline: When to give up.
  /// - Returns: Whether there is no more to wait for.
  func waitUntilWritten(until deadline: Date) -> Bool {
    state.wait(until: deadline) { $0.bytes == 0 || $0.hasFailed ? true : nil } ?? false
  }

  private func writeAll(_ hasRoom: () -> Void) -> Bool {
    while true {
      let lines = state.wait { state -> [[UInt8]]? in
        if state.lines.isEmpty { return state.isClosed ? [] : nil }
        defer { state.lines = [] }
        return state.lines
      }
      guard let lines, !lines.isEmpty else { return true }
      var batch: [UInt8] = []
      batch.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
      for line in lines {
        batch += line
        batch.append(UInt8(ascii: "\n"))
      }
      let isWritten = write(batch) { count in
        let isRoomBack = state.change { state in
          defer {
            state.bytes -= count
            state.written += count
          }
          return state.bytes >= room && state.bytes - count < room
        }
        // Without the lock, for what is started then sends.
        if isRoomBack { hasRoom() }
      }
      guard isWritten else {
        state.change { ($0.hasFailed, $0.lines, $0.bytes) = (true, [], 0) }
        return false
      }
    }
  }

  /// Most that is written at a time, so that a client that reads slowly is seen to read; bytes.
  private static let portion = 1 << 14

  private func write(_ bytes: [UInt8], wrote: (Int) -> Void) -> Bool {
    unsafe bytes.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let rest = unsafe UnsafeRawBufferPointer(
          rebasing: bytes[written...].prefix(Self.portion))
        #if canImport(Darwin)
          let count = unsafe Darwin.write(output, rest.baseAddress, rest.count)
        #else
          let count = unsafe Glibc.write(output, rest.baseAddress, rest.count)
        #endif
        if count >= 0 {
          written += count
          wrote(count)
        } else if errno == EAGAIN {
          // The descriptor may be shared with others who want it so.
          var polled = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
          _ = unsafe poll(&polled, 1, -1)
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }
}
