#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An open file, closed when its owner lets go of it.
struct OpenFile: ~Copyable {
  private let descriptor: Int32
  private let path: String

  /// Opens a file or a folder to read.
  init(reading path: String) throws(StoreError) {
    try self.init(path, O_RDONLY, errorPath: path)
  }

  /// Makes a file that must not exist, to write; errors name the path it will have at last.
  init(creating temporary: String, for path: String) throws(StoreError) {
    try self.init(temporary, O_WRONLY | O_CREAT | O_EXCL, errorPath: path)
  }

  private init(_ path: String, _ flags: Int32, errorPath: String) throws(StoreError) {
    let descriptor = unsafe open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw StoreError(systemError: errno, path: errorPath) }
    self.descriptor = descriptor
    self.path = errorPath
  }

  deinit {
    _ = close(descriptor)
  }

  /// Reads from the current place up to a number of bytes, fewer only at the end of the file.
  func read(upTo limit: Int = .max) throws(StoreError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: min(limit, 1 << 16))
    while bytes.count < limit {
      let wanted = min(buffer.count, limit - bytes.count)
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe systemRead(descriptor, $0.baseAddress, wanted)
      }
      if count == 0 { break }
      if count > 0 {
        bytes += buffer[..<count]
      } else if errno != EINTR {
        throw StoreError(systemError: errno, path: path)
      }
    }
    return bytes
  }

  /// Writes all bytes at the current place.
  func write(_ bytes: [UInt8]) throws(StoreError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe systemWrite(
          descriptor, $0.baseAddress.map { unsafe $0 + written }, $0.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        throw StoreError(systemError: errno, path: path)
      }
    }
  }

  /// Waits until the bytes are on disk.
  func synchronize() throws(StoreError) {
    guard fsync(descriptor) == 0 else { throw StoreError(systemError: errno, path: path) }
  }
}

// Inside `OpenFile` the plain names mean its own methods.
@unsafe
private func systemRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int)
  -> Int
{
  unsafe read(descriptor, start, count)
}

@unsafe
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, start, count)
}
