import Foundation
import SharedState

/// What pages have running and standing around, to be taken away where the process ends in their midst.
final class NotebookLeftovers: Sendable {
  private struct State {
    var groups: Set<pid_t> = []
    var folders: [URL] = []
    var isCleared = false
  }

  private let state = Locked(State())

  /// Notes a process group that was started; it is killed at once where all is cleared away.
  ///
  /// - Parameter group: The group as `kill` takes it, below 0.
  func began(_ group: pid_t) {
    state.withLock { state in
      state.groups.insert(group)
      if state.isCleared { ProcessFamily.kill(group) }
    }
  }

  /// Forgets a process group that has ended.
  ///
  /// - Parameter group: The group as `kill` takes it, below 0.
  func ended(_ group: pid_t) { state.withLock { state in _ = state.groups.remove(group) } }

  /// Notes a folder, before it is made.
  ///
  /// - Parameter folder: The folder.
  func made(_ folder: URL) { state.withLock { $0.folders.append(folder) } }

  /// Takes a folder away with everything in it, and forgets it where it is gone.
  ///
  /// - Parameter folder: The folder.
  func remove(_ folder: URL) {
    if Self.isGone(folder) { state.withLock { $0.folders.removeAll { $0 == folder } } }
  }

  /// Kills all groups and takes all folders away.
  ///
  /// - Returns: Paths of the folders that could not be taken away; none where all are gone.
  func clear() -> [String] {
    let folders = state.withLock { state in
      state.isCleared = true
      for group in state.groups { ProcessFamily.kill(group) }
      return state.folders
    }
    return folders.filter { !Self.isGone($0) }.map(\.path)
  }

  /// Removes a folder; more than once, for what was killed may still finish a file in it.
  private static func isGone(_ folder: URL) -> Bool {
    for attempt in 0..<20 {
      if attempt > 0 { usleep(10_000) }
      try? FileManager.default.removeItem(at: folder)
      if !FileManager.default.fileExists(atPath: folder.path) { return true }
    }
    return false
  }
}
