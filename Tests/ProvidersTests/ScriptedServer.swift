import Foundation
import Synchronization

/// A server on loopback that does to each path what a script says, one thread a connection.
final class ScriptedServer: Sendable {
  /// What is done to a request.
  enum Act: Sendable {
    /// Sends bytes as they are and keeps the connection.
    case say(String)
    /// Sends bytes and closes the connection.
    case sayAndClose(String)
    /// Sends a head, and then the letter x that often.
    case flood(String, count: Int)
    /// Says nothing until the client closes the connection.
    case hang
  }

  /// What the server saw.
  struct Seen: Sendable {
    var connections = 0
    /// Heads of requests, in order.
    var heads: [String] = []
    var bodies: [String] = []
    /// Connections that the client closed while a request hung.
    var abandoned = 0
  }

  let port: Int
  private let listener: Int32
  private let script: [String: Act]
  private let greeting: String
  private let seen = Mutex(Seen())

  /// What the server has seen so far.
  var log: Seen { seen.withLock { $0 } }

  /// Starts to listen on a free port.
  ///
  /// - Parameters:
  ///   - script: What is done to each path; a connection is closed on others.
  ///   - greeting: Sent on every new connection before anything is read.
  /// - Throws: Where no port is free.
  init(_ script: [String: Act], greeting: String = "") throws {
    self.script = script
    self.greeting = greeting
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
        unsafe bind(listener, general, length) == 0
          && getsockname(listener, general, &length) == 0
      }
    }
    guard isBound, listen(listener, 256) == 0 else { throw POSIXError(.EADDRINUSE) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { self.accept() }
  }

  func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Ends the thread that accepts.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func accept() {
    while true {
      let client = Foundation.accept(listener, nil, nil)
      if client < 0 { break }
      seen.withLock { $0.connections += 1 }
      Thread.detachNewThread { self.serve(client) }
    }
    close(listener)
  }

  private func serve(_ client: Int32) {
    defer { close(client) }
    var pending: [UInt8] = []
    _ = send(client, Array(greeting.utf8))
    while let request = next(client, &pending) {
      seen.withLock {
        $0.heads.append(request.head)
        $0.bodies.append(request.body)
      }
      let words = request.head.split(separator: " ", maxSplits: 2)
      switch script[words.count > 1 ? String(words[1]) : ""] {
      case .say(let text): guard send(client, Array(text.utf8)) else { return }
      case .sayAndClose(let text):
        _ = send(client, Array(text.utf8))
        return
      case .flood(let head, let count):
        let letters = [UInt8](repeating: 120, count: 1 << 16)
        guard send(client, Array(head.utf8)) else { return }
        for _ in 0..<(count >> 16) { guard send(client, letters) else { return } }
      case .hang:
        if read(client) == nil { seen.withLock { $0.abandoned += 1 } }
        return
      case nil: return
      }
    }
  }

  private func next(_ client: Int32, _ pending: inout [UInt8]) -> (head: String, body: String)? {
    while true {
      let text = String(decoding: pending, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let head = String(text[..<end.lowerBound])
        let length =
          head.lowercased().firstMatch(of: #/content-length: *(\d+)/#).flatMap { Int($0.1) } ?? 0
        let start = head.utf8.count + 4
        if pending.count >= start + length {
          let body = String(decoding: pending[start..<(start + length)], as: UTF8.self)
          pending.removeFirst(start + length)
          return (head, body)
        }
      }
      guard let more = read(client) else { return nil }
      pending += more
    }
  }

  private func read(_ client: Int32) -> ArraySlice<UInt8>? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe recv(client, &buffer, buffer.count, 0)
    return count > 0 ? buffer[..<count] : nil
  }

  private func send(_ client: Int32, _ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { whole in
        unsafe Foundation.send(
          client, whole.baseAddress?.advanced(by: sent), bytes.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}

/// A response with a length.
func response(_ body: String, status: String = "200 OK", headers: String = "") -> String {
  "HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
}
