import Foundation
import TestSupport
import TextFormats

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The built `makerlab mcp` as a process of its own, spoken to byte by byte.
///
/// One thread writes and reads, so a server that stops reading, or writes much, holds nobody up.
final class ServerProcess {
  /// The folder of the server; its draws go to `draws`, its results are in `results`.
  let folder: ServerFolder
  /// Every byte that came from the server.
  private(set) var output: [UInt8] = []
  /// Lines of messages that no call has taken, oldest first.
  private var lines: [[UInt8]] = []
  private var rest: [UInt8] = []
  private var pending: ArraySlice<UInt8> = []
  private var hasEnded = false
  private var nextID = 1

  private let process = Process()
  private let written = Pipe()
  private var connection: Int32

  /// Starts a server.
  ///
  /// - Parameters:
  ///   - words: Words after `mcp --out FOLDER/draws --results FOLDER/results`.
  ///   - environment: Variables of the server, which has no others but `PATH` and `HOME`.
  ///   - folder: Where it works; nil for a folder of its own.
  /// - Throws: What keeps it from being found or started.
  convenience init(
    _ words: [String] = [], environment: [String: String] = [:], folder: ServerFolder? = nil
  ) throws {
    let folder = try folder ?? ServerFolder()
    try self.init(
      all: ["mcp", "--out", folder.path("draws"), "--results", folder.path("results")] + words,
      environment: environment, folder: folder)
  }

  /// Starts a program of ours with these words and no others.
  init(all words: [String], environment: [String: String], folder: ServerFolder) throws {
    self.folder = folder
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    process.executableURL = try BuiltProgram.url("makerlab")
    process.arguments = words
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.environment = ["PATH": path, "HOME": self.folder.path]
      .merging(CoverageProfile.environment) { $1 }.merging(environment) { $1 }
    // A socket rather than a pipe: a server that has gone is an error of the call, not a signal.
    let (ours, theirs) = try Self.socketPair()
    connection = ours
    process.standardInput = FileHandle(fileDescriptor: theirs, closeOnDealloc: true)
    process.standardOutput = written
    process.standardError = try FileHandle(
      forWritingTo: URL(filePath: folder.write("", to: "notes.txt")))
    try process.run()
    close(theirs)
    try? written.fileHandleForWriting.close()
  }

  deinit {
    if connection >= 0 { close(connection) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// What the server wrote to standard error so far.
  var notes: String { (try? folder.text("notes.txt")) ?? "" }

  // MARK: - Bytes

  /// Sends bytes as they are; what does not fit yet is sent while replies are awaited.
  func send(_ bytes: [UInt8]) throws {
    pending += bytes
    try pump(for: 0)
  }

  /// Sends a line.
  func send(line: String) throws { try send(Array(line.utf8) + [10]) }

  /// The next line that the server writes; nil where it ends instead.
  func line() throws -> [UInt8]? {
    let deadline = ContinuousClock.now + .seconds(120)
    while lines.isEmpty, !hasEnded {
      guard ContinuousClock.now < deadline else { throw Failure("no line comes", notes) }
      try pump(for: 100)
    }
    return lines.isEmpty ? nil : lines.removeFirst()
  }

  /// The next message.
  func message() throws -> JSONValue {
    guard let line = try line() else { throw Failure("the server has ended", notes) }
    return try Self.parsed(line)
  }

  /// Reads a line as JSON.
  static func parsed(_ line: [UInt8]) throws -> JSONValue {
    do { return try JSONReader.value(line) } catch {
      throw Failure(
        "a line is no JSON, \(error)", String(decoding: line.prefix(300), as: UTF8.self))
    }
  }

  /// Closes the server's input and waits for its end.
  ///
  /// - Returns: Its exit code, and the messages that came until then.
  /// - Throws: An error where it does not end.
  func end() throws -> (code: Int32, messages: [JSONValue]) {
    try closeInput()
    return try ending()
  }

  /// Sends what is pending, then closes the server's input.
  func closeInput() throws {
    let deadline = ContinuousClock.now + .seconds(120)
    while !pending.isEmpty, !hasEnded {
      guard ContinuousClock.now < deadline else { throw Failure("it does not read", notes) }
      try pump(for: 100)
    }
    close(connection)
    connection = -1
  }

  /// Sends the server a signal.
  func send(signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end of a server, which something makes it come to.
  ///
  /// - Returns: Its exit code, -1 where a signal ended it, and the messages that came until then.
  /// - Throws: An error where it does not end.
  func ending() throws -> (code: Int32, messages: [JSONValue]) {
    var messages: [JSONValue] = []
    while let line = try line() { messages.append(try Self.parsed(line)) }
    guard rest.isEmpty else { throw Failure("the last line does not end", notes) }
    do { try process.waitForEnd() } catch { throw Failure("it does not end", notes) }
    return (process.terminationReason == .exit ? process.terminationStatus : -1, messages)
  }

  /// Writes what is pending and reads what is there, waiting so many milliseconds at most.
  private func pump(for milliseconds: Int32) throws {
    var events = [
      pollfd(fd: written.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
    ]
    if !pending.isEmpty {
      events.append(pollfd(fd: connection, events: Int16(POLLOUT), revents: 0))
    }
    guard unsafe poll(&events, nfds_t(events.count), milliseconds) > 0 else { return }
    if events[0].revents != 0 { read() }
    guard events.count > 1, events[1].revents != 0 else { return }
    let sent = unsafe pending.withUnsafeBytes { bytes in
      #if canImport(Darwin)
        unsafe Darwin.send(connection, bytes.baseAddress, bytes.count, 0)
      #else
        unsafe Glibc.send(connection, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
      #endif
    }
    if sent > 0 { pending = pending.dropFirst(sent) }
    if sent < 0, errno != EAGAIN { throw Failure("the server does not take bytes", notes) }
  }

  private func read() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      #if canImport(Darwin)
        unsafe Darwin.read(
          written.fileHandleForReading.fileDescriptor, bytes.baseAddress, bytes.count)
      #else
        unsafe Glibc.read(
          written.fileHandleForReading.fileDescriptor, bytes.baseAddress, bytes.count)
      #endif
    }
    guard count > 0 else {
      hasEnded = true
      return
    }
    output += buffer[..<count]
    rest += buffer[..<count]
    var parts = rest.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
    rest = parts.removeLast()
    lines += parts
  }

  /// Two ends of a connection that no other process inherits; ours does not block.
  private static func socketPair() throws -> (ours: Int32, theirs: Int32) {
    var ends: [Int32] = [-1, -1]
    #if canImport(Darwin)
      let result = unsafe socketpair(AF_UNIX, SOCK_STREAM, 0, &ends)
    #else
      let result = unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
    #endif
    guard result == 0 else { throw Failure("no socket", "") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    #if canImport(Darwin)
      var yes: Int32 = 1
      _ = unsafe setsockopt(
        ends[0], SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
    return (ends[0], ends[1])
  }

  /// What went wrong, with what the server said.
  struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ problem: String, _ said: String) { description = "\(problem): \(said.suffix(2000))" }
  }

  /// A number that no request of this process has had.
  func freshID() -> Int {
    defer { nextID += 1 }
    return nextID
  }
}
