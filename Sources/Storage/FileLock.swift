#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A right that one process at a time has, for as long as it lives: a locked file.
///
/// The system lets go of it when the process ends in any way, so nothing is left to clean up but the
/// file, which the owner removes when it is done.
package final class FileLock: Sendable {
  private let path: String
  private let descriptor: Int32

  /// Takes the lock; nil where another process has it.
  ///
  /// - Parameter path: The file; made where it is missing, in a folder that exists.
  /// - Throws: `StoreError` where the file cannot be made.
  package init?(path: String) throws(StoreError) {
    while true {
      let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw StoreError(systemError: errno, path: path) }
      while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        let problem = errno
        if problem == EINTR { continue }
        close(descriptor)
        if problem == EWOULDBLOCK { return nil }
        throw StoreError(systemError: problem, path: path)
      }
      // The owner before may have removed the file between opening and locking it.
      if Self.number(of: path) == Self.number(of: descriptor) {
        self.path = path
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
  }

  deinit {
    _ = unsafe unlink(path)
    close(descriptor)
  }

  private static func number(of path: String) -> UInt64? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? UInt64(status.st_ino) : nil
  }

  private static func number(of descriptor: Int32) -> UInt64? {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? UInt64(status.st_ino) : nil
  }
}
