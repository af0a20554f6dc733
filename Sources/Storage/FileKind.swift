#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What stands at a path, links followed.
enum FileKind: Equatable {
  case missing
  /// An ordinary file; size in bytes, last change in nanoseconds.
  case file(size: Int, changed: Int)
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
    case S_IFREG:
      #if canImport(Darwin)
        let changed = info.st_mtimespec
      #else
        let changed = info.st_mtim
      #endif
      self = .file(
        size: Int(info.st_size), changed: changed.tv_sec * 1_000_000_000 + changed.tv_nsec)
    case S_IFDIR: self = .folder
    default: self = .special
    }
  }

  /// Size of the file, nil when there is none; bytes.
  var size: Int? {
    if case .file(let size, _) = self { size } else { nil }
  }
}

/// Whether nothing may be made or changed in the folder of a path.
func isFolderReadOnly(of path: String) -> Bool {
  unsafe access(folder(of: path), W_OK) != 0 && (errno == EROFS || errno == EACCES)
}

/// Returns the folder in which a path stands.
func folder(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Returns the path behind all links, or the path itself when nothing stands there.
func resolvedPath(_ path: String) -> String {
  guard let resolved = unsafe realpath(path, nil) else { return path }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}
