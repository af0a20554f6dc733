#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Gives a path new contents in one step: a reader, or a power cut, sees the old or the new ones.
///
/// - Parameters:
///   - bytes: New contents.
///   - path: File, or a link to it; its folder must exist.
/// - Returns: Whether the file was written; false when it holds these bytes already.
/// - Throws: `StoreError`; the old file is then as it was.
package func writeAtomically(_ bytes: [UInt8], to path: String) throws(StoreError) -> Bool {
  let path = resolvedPath(path)
  switch try FileKind(at: path) {
  case .missing: break
  case .file(let size, _):
    if size == bytes.count, try OpenFile(reading: path).read() == bytes { return false }
  case .folder: throw StoreError(systemError: EISDIR, path: path)
  case .special: throw .cannotOpen(path: path, reason: "a pipe or a device")
  }
  try replaceAtomically(path) { (file: borrowing OpenFile) throws(StoreError) in
    try file.write(bytes)
  }
  return true
}

/// Gives a path new contents that are written piece by piece, in one step at the end.
///
/// - Parameters:
///   - path: File, or a link to it; its folder must exist.
///   - body: Called with a function that writes bytes after those written before.
/// - Throws: `StoreError`; the old file is then as it was.
package func writeAtomically(
  to path: String,
  _ body: (_ write: ([UInt8]) throws(StoreError) -> Void) throws(StoreError) -> Void
) throws(StoreError) {
  let path = resolvedPath(path)
  switch try FileKind(at: path) {
  case .missing, .file: break
  case .folder: throw StoreError(systemError: EISDIR, path: path)
  case .special: throw .cannotOpen(path: path, reason: "a pipe or a device")
  }
  try replaceAtomically(path) { (file: borrowing OpenFile) throws(StoreError) in
    try body { (bytes) throws(StoreError) in try file.write(bytes) }
  }
}

private func replaceAtomically(
  _ path: String, _ body: (borrowing OpenFile) throws(StoreError) -> Void
) throws(StoreError) {
  // The process number keeps two writers apart; an old file of the same name was left by a crash.
  let temporary = "\(path).\(getpid()).tmp"
  _ = unsafe unlink(temporary)
  do throws(StoreError) {
    let file = try OpenFile(creating: temporary, for: path)
    try body(file)
    try file.synchronize()
    guard unsafe rename(temporary, path) == 0 else {
      throw StoreError(systemError: errno, path: path)
    }
  } catch {
    _ = unsafe unlink(temporary)
    throw error
  }
  try OpenFile(reading: folder(of: path)).synchronize()
}
