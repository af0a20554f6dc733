/// One request as it came.
struct IncomingRequest {
  var method: String
  var path: String
  /// What follows the question mark; empty where nothing does.
  var query: String
  /// Names in lowercase, and values.
  var headers: [(name: String, value: String)]
  var body: [UInt8] = []

  /// The value of a header; nil where it was not sent.
  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// A value of the query; nil where it is not there.
  func argument(_ name: String) -> String? {
    for pair in query.split(separator: "&") where pair.hasPrefix("\(name)=") {
      return String(pair.dropFirst(name.utf8.count + 1))
    }
    return nil
  }

  /// Whether the connection may serve another request.
  var keepsAlive: Bool { header("connection")?.lowercased() != "close" }
}

/// Takes requests from the bytes of a connection.
struct RequestReader {
  /// Why bytes are no request that this server reads.
  struct Unreadable: Error {
    let status: Int
    let problem: String
  }

  private static let mostHead = 1 << 16
  private static let mostBody = 1 << 26

  private var bytes: [UInt8] = []
  /// What the head says, while the body is still coming, and where the body begins and ends.
  private var open: (request: IncomingRequest, body: Range<Int>)?
  /// Whether the client waits to be told to send the body.
  private(set) var wantsContinue = false

  /// Takes bytes that came.
  mutating func append(_ more: ArraySlice<UInt8>) { bytes += more }

  /// Notes that the client was told to send the body.
  mutating func continued() { wantsContinue = false }

  /// Returns the next whole request; nil while it is not all there.
  mutating func next() throws(Unreadable) -> IncomingRequest? {
    if open == nil {
      guard let end = headEnd() else {
        guard bytes.count <= Self.mostHead else {
          throw Unreadable(status: 431, problem: "the head is longer than \(Self.mostHead) bytes")
        }
        return nil
      }
      let request = try Self.head(bytes[..<end])
      guard request.header("transfer-encoding") == nil else {
        throw Unreadable(status: 411, problem: "a length of the body is required")
      }
      let length = Int(request.header("content-length") ?? "0") ?? -1
      guard (0...Self.mostBody).contains(length) else {
        throw Unreadable(status: 413, problem: "a body has 0 to \(Self.mostBody) bytes")
      }
      open = (request, (end + 4)..<(end + 4 + length))
      wantsContinue =
        request.header("expect")?.lowercased() == "100-continue" && bytes.count < end + 4 + length
    }
    guard var request = open?.request, let body = open?.body, bytes.count >= body.upperBound else {
      return nil
    }
    request.body = Array(bytes[body])
    bytes.removeFirst(body.upperBound)
    open = nil
    return request
  }

  /// Where the empty line begins that ends the head; nil while it is not there.
  private func headEnd() -> Int? {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      var index = 3
      while index < bytes.count {
        // The last byte tells how far the end can be at the least.
        let byte = unsafe bytes[index]
        if byte == 0x0A {
          if unsafe bytes[index - 1] == 0x0D && bytes[index - 2] == 0x0A && bytes[index - 3] == 0x0D
          {
            return index - 3
          }
          index += 2
        } else {
          index += byte == 0x0D ? 1 : 4
        }
      }
      return nil
    }
  }

  private static func head(_ bytes: ArraySlice<UInt8>) throws(Unreadable) -> IncomingRequest {
    let lines = bytes.split(separator: 0x0A)
    let words = lines.first.map { text($0).split(separator: " ") } ?? []
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else {
      throw Unreadable(status: 400, problem: "no request line")
    }
    let parts = words[1].split(separator: "?", maxSplits: 1)
    var headers: [(name: String, value: String)] = []
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
        throw Unreadable(status: 400, problem: "a header without a colon")
      }
      headers.append((text(line[..<colon]).lowercased(), text(line[(colon + 1)...])))
    }
    return IncomingRequest(
      method: String(words[0]), path: parts.first.map(String.init) ?? "/",
      query: parts.count > 1 ? String(parts[1]) : "", headers: headers)
  }

  /// A text without the blanks and the carriage return around it.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
    while let last = bytes.last, last == 0x20 || last == 0x09 || last == 0x0D { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
