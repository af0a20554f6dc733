import Foundation

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Both ends of a pipe; whoever is done with an end closes it.
struct Pipe {
  let reading: Int32
  let writing: Int32

  init() {
    var ends: [Int32] = [0, 0]
    let result = unsafe pipe(&ends)
    precondition(result == 0, "no pipe: \(errno)")
    (reading, writing) = (ends[0], ends[1])
  }

  init(reading: Int32, writing: Int32) {
    self.reading = reading
    self.writing = writing
  }

  func closeReading() { _ = close(reading) }

  func closeWriting() { _ = close(writing) }

  /// Writes all of a text; blocks while nobody reads.
  func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { bytes in
        #if canImport(Darwin)
          unsafe Darwin.write(writing, bytes.baseAddress, bytes.count)
        #else
          unsafe Glibc.write(writing, bytes.baseAddress, bytes.count)
        #endif
      }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Reads what there is, at least a byte; nothing at the end.
  func read() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      #if canImport(Darwin)
        unsafe Darwin.read(reading, bytes.baseAddress, bytes.count)
      #else
        unsafe Glibc.read(reading, bytes.baseAddress, bytes.count)
      #endif
    }
    return Array(buffer[..<max(0, count)])
  }

  /// Reads to the end.
  func readAll() -> String {
    var all: [UInt8] = []
    while true {
      let more = read()
      if more.isEmpty { return String(decoding: all, as: UTF8.self) }
      all += more
    }
  }
}

/// Runs what blocks on a thread of its own.
///
/// - Throws: `CancellationError` when the time limit of a test is over; the thread is left behind.
func onThread<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async throws -> Result {
  try await unlessCancelled { end in Thread.detachNewThread { end(work()) } }
}

/// Waits for what begins to call back, or for the end of the task.
///
/// - Throws: `CancellationError` when the time limit of a test is over.
func unlessCancelled<Result: Sendable>(
  _ begin: (_ end: @escaping @Sendable (Result) -> Void) -> Void
) async throws -> Result {
  let (results, continuation) = AsyncStream<Result>.makeStream()
  begin { _ = continuation.yield($0) }
  for await result in results { return result }
  throw CancellationError()
}

extension Task {
  /// What the task returns or throws.
  ///
  /// - Throws: `CancellationError` when the time limit of a test is over.
  func ended() async throws -> Success {
    try await unlessCancelled { end in Task<Void, Never> { end(await result) } }.get()
  }
}
