#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What stands at a path, links followed.
enum FileKind: Equatable {
  case missing
  /// An ordinary file; size in bytes.
  case file(size: Int)
  case folder
  /// A pipe, a socket or a device, which reading could block on.
  case special

  init(at path: String) throws(StoreError) {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else {
      guard errno == ENOENT else { throw StoreError(systemError: errno, path: path) }
      self = .missing
      return
    }
    switch info.st_mode & S_IFMT {
    case S_IFREG: self = .file(size: Int(info.st_size))
    case S_IFDIR: self = .folder
    default: self = .special
    }
  }

  /// Size of the file, nil when there is none; bytes.
  var size: Int? {
    if case .file(let size) = self { size } else { nil }
  }
}

/// Returns the path behind all links, or the path itself when nothing stands there.
func resolvedPath(_ path: String) -> String {
  guard let resolved = unsafe realpath(path, nil) else { return path }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}
