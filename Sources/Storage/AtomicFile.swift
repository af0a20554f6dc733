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
  // The process number keeps two writers apart; an old file of the same name was left by a crash.
  let temporary = "\(path).\(getpid()).tmp"
  _ = unsafe unlink(temporary)
  do throws(StoreError) {
    try write(bytes, toNew: temporary, for: path)
    guard unsafe rename(temporary, path) == 0 else {
      throw StoreError(systemError: errno, path: path)
    }
  } catch {
    _ = unsafe unlink(temporary)
    throw error
  }
  try OpenFile(reading: folder(of: path)).synchronize()
  return true
}

private func write(
  _ bytes: [UInt8], toNew temporary: String, for path: String
) throws(StoreError) {
  let file = try OpenFile(creating: temporary, for: path)
  try file.write(bytes)
  try file.synchronize()
}
