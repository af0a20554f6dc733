#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The system's calls that the server needs.
enum Socket {
  /// A call that failed.
  struct Failure: Error {
    let call: String
    let code: Int32
  }

  /// Opens a socket that listens on loopback.
  ///
  /// - Parameter port: The port; 0 for any that is free.
  /// - Returns: The socket and its port.
  /// - Throws: `Failure` where the system refuses.
  static func listen(port: UInt16) throws(Failure) -> (socket: Int32, port: UInt16) {
    #if canImport(Darwin)
      let socket = Darwin.socket(AF_INET, SOCK_STREAM, 0)
    #else
      let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    guard socket >= 0 else { throw Failure(call: "socket", code: errno) }
    set(socket, SOL_SOCKET, SO_REUSEADDR)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(socket, $0, size) == 0
      }
    }
    guard isBound else { throw Failure(call: "bind", code: errno) }
    let isNamed = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(socket, $0, &size) == 0
      }
    }
    guard isNamed else { throw Failure(call: "getsockname", code: errno) }
    #if canImport(Darwin)
      let isListening = Darwin.listen(socket, 1024) == 0
    #else
      let isListening = Glibc.listen(socket, 1024) == 0
    #endif
    guard isListening else { throw Failure(call: "listen", code: errno) }
    doNotBlock(socket)
    return (socket, UInt16(bigEndian: address.sin_port))
  }

  /// Takes a client; nil where none waits.
  static func accept(_ listener: Int32) -> Int32? {
    #if canImport(Darwin)
      let socket = Darwin.accept(listener, nil, nil)
    #else
      let socket = Glibc.accept(listener, nil, nil)
    #endif
    guard socket >= 0 else { return nil }
    doNotBlock(socket)
    set(socket, Int32(IPPROTO_TCP), TCP_NODELAY)
    return socket
  }

  private static func set(_ socket: Int32, _ level: Int32, _ option: Int32) {
    var on: Int32 = 1
    _ = unsafe setsockopt(socket, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  private static func doNotBlock(_ socket: Int32) {
    _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
  }

  /// Reads what is there; nil at the end of the stream, nothing where nothing is there yet.
  static func read(_ socket: Int32, into buffer: inout [UInt8]) -> ArraySlice<UInt8>? {
    let size = buffer.count
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe recv(socket, bytes.baseAddress, size, 0)
    }
    if count > 0 { return buffer[..<count] }
    return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) ? [] : nil
  }

  /// Writes what the system takes of some bytes; nil where the client is gone.
  static func write(_ socket: Int32, _ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    let count = unsafe bytes.withUnsafeBytes { bytes in
      unsafe send(socket, bytes.baseAddress?.advanced(by: range.lowerBound), range.count, 0)
    }
    if count >= 0 { return count }
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? 0 : nil
  }

  /// Closes a connection, politely or not.
  static func close(_ socket: Int32, isReset: Bool = false) {
    if isReset {
      var linger = linger(l_onoff: 1, l_linger: 0)
      _ = unsafe setsockopt(
        socket, SOL_SOCKET, SO_LINGER, &linger,
        socklen_t(MemoryLayout.size(ofValue: linger)))
    }
    #if canImport(Darwin)
      _ = Darwin.close(socket)
    #else
      _ = Glibc.close(socket)
    #endif
  }
}
