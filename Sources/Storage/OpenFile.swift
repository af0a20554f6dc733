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

  /// Opens a file to read it and to write at its end; made where it is missing.
  init(appending path: String) throws(StoreError) {
    try self.init(path, O_RDWR | O_CREAT | O_APPEND, errorPath: path)
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

  /// Length of the file; bytes.
  func size() throws(StoreError) -> Int {
    var info = stat()
    guard unsafe fstat(descriptor, &info) == 0 else {
      throw StoreError(systemError: errno, path: path)
    }
    return Int(info.st_size)
  }

  /// The byte at a place; nil at the end of the file and beyond.
  func byte(at offset: Int) throws(StoreError) -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = unsafe pread(descriptor, &byte, 1, off_t(offset))
      if count >= 0 { return count == 1 ? byte : nil }
      guard errno == EINTR else { throw StoreError(systemError: errno, path: path) }
    }
  }

  /// Cuts the file off; `size` in bytes.
  func truncate(to size: Int) throws(StoreError) {
    guard ftruncate(descriptor, off_t(size)) == 0 else {
      throw StoreError(systemError: errno, path: path)
    }
  }

  /// Locks the file for as long as it is open, against everyone or, shared, against writers only.
  ///
  /// - Parameter isShared: Whether others may hold the same lock.
  /// - Throws: `StoreError.busy` where another keeps the file locked for too long.
  func lock(isShared: Bool) throws(StoreError) {
    let pause = 2000
    var waits = StoreError.busySeconds * 1_000_000 / pause
    while flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
      let problem = errno
      if problem == EINTR { continue }
      guard problem == EWOULDBLOCK else { throw StoreError(systemError: problem, path: path) }
      guard waits > 0 else { throw .busy(path: path, seconds: StoreError.busySeconds) }
      waits -= 1
      usleep(UInt32(pause))
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
