import Foundation

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What came back for one request, to the last byte.
package struct RawResponse: Sendable {
  /// Status code; 0 where no whole head came.
  package var status: Int
  /// Values by name, names in lowercase.
  package var headers: [String: String]
  /// What came after the head; less than `content-length` says where it was cut.
  package var body: [UInt8]
  /// Whether the connection was reset rather than closed.
  package var wasReset: Bool

  /// The body as text, faulty bytes replaced.
  package var text: String { String(decoding: body, as: UTF8.self) }

  /// Whether the body has the length that the head says.
  package var isWhole: Bool { status > 0 && headers["content-length"] == "\(body.count)" }
}

/// Why a client could not ask.
package struct LoopbackFailure: Error, CustomStringConvertible {
  /// One line for a person.
  package let description: String
}

/// Asks a server on loopback once, by sockets alone, and waits for the end of the connection.
package enum LoopbackClient {
  /// Sends a request and reads what comes until the server closes the connection.
  ///
  /// - Parameters:
  ///   - port: Port of the server.
  ///   - method: As `GET` or `POST`.
  ///   - path: Path and query.
  ///   - headers: More headers.
  ///   - body: The body; nil for none.
  /// - Returns: What came.
  /// - Throws: `LoopbackFailure` where nobody listens.
  package static func send(
    to port: Int, _ method: String, _ path: String, headers: [String: String] = [:],
    body: [UInt8]? = nil
  ) throws(LoopbackFailure) -> RawResponse {
    let connection = try connect(to: port)
    defer { _ = shut(connection) }
    try write(request(method, path, headers: headers, body: body), to: connection)
    let (bytes, wasReset) = read(connection)
    return response(bytes, wasReset: wasReset)
  }

  /// Whether anybody listens at a port.
  static func isAnybody(at port: Int) -> Bool {
    guard let connection = try? connect(to: port) else { return false }
    _ = shut(connection)
    return true
  }

  /// Posts a body from a thread of its own, so that whoever waits holds up no other test.
  ///
  /// - Parameters:
  ///   - port: Port of the server.
  ///   - path: Path and query.
  ///   - body: The body.
  /// - Returns: What came.
  /// - Throws: `LoopbackFailure` where nobody listens.
  package static func postAside(
    to port: Int, _ path: String, body: [UInt8]
  ) async throws -> RawResponse {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try send(to: port, "POST", path, body: body) })
      }
    }
  }

  /// Posts a body, waits until something is so, and goes away without an answer.
  ///
  /// - Parameters:
  ///   - port: Port of the server.
  ///   - path: Path and query.
  ///   - body: The body.
  ///   - isReady: Asked again and again until it says yes.
  /// - Throws: `LoopbackFailure` where nobody listens, and what `isReady` throws.
  package static func postAndLeave(
    to port: Int, _ path: String, body: [UInt8], when isReady: () throws -> Bool
  ) throws {
    let connection = try connect(to: port)
    defer { _ = shut(connection) }
    try write(request("POST", path, headers: [:], body: body), to: connection)
    while try !isReady() {}
  }

  private static func request(
    _ method: String, _ path: String, headers: [String: String], body: [UInt8]?
  ) -> [UInt8] {
    var head = "\(method) \(path) HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n"
    if let body { head += "content-type: application/json\r\ncontent-length: \(body.count)\r\n" }
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    return Array((head + "\r\n").utf8) + (body ?? [])
  }

  private static func connect(to port: Int) throws(LoopbackFailure) -> Int32 {
    #if canImport(Darwin)
      let connection = socket(AF_INET, SOCK_STREAM, 0)
    #else
      let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        #if canImport(Darwin)
          unsafe Darwin.connect(
            connection, address, socklen_t(MemoryLayout<sockaddr_in>.size))
        #else
          unsafe Glibc.connect(
            connection, address, socklen_t(MemoryLayout<sockaddr_in>.size))
        #endif
      }
    }
    guard result == 0 else {
      _ = shut(connection)
      throw LoopbackFailure(description: "nobody listens at port \(port)")
    }
    return connection
  }

  private static func write(_ bytes: [UInt8], to connection: Int32) throws(LoopbackFailure) {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { bytes in
        let rest = unsafe bytes.baseAddress?.advanced(by: sent)
        #if canImport(Darwin)
          return unsafe Darwin.send(connection, rest, bytes.count - sent, 0)
        #else
          return unsafe Glibc.send(connection, rest, bytes.count - sent, Int32(MSG_NOSIGNAL))
        #endif
      }
      guard count > 0 else { throw LoopbackFailure(description: "the server closed too early") }
      sent += count
    }
  }

  private static func read(_ connection: Int32) -> (bytes: [UInt8], wasReset: Bool) {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe recv(connection, bytes.baseAddress, bytes.count, 0)
      }
      guard count > 0 else { return (bytes, count < 0 && errno == ECONNRESET) }
      bytes += buffer[..<count]
    }
  }

  private static func shut(_ connection: Int32) -> Int32 {
    #if canImport(Darwin)
      Darwin.close(connection)
    #else
      Glibc.close(connection)
    #endif
  }

  private static func response(_ bytes: [UInt8], wasReset: Bool) -> RawResponse {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else {
      return RawResponse(status: 0, headers: [:], body: bytes, wasReset: wasReset)
    }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
    }
    return RawResponse(
      status: words.count > 1 ? Int(words[1]) ?? 0 : 0, headers: headers,
      body: Array(bytes[end.upperBound...]), wasReset: wasReset)
  }
}
