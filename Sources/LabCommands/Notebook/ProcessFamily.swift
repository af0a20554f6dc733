import Foundation

/// A process group, with the processes that its processes started in groups of their own.
///
/// A build gives each compiler a group of its own; killed by its group alone, it would leave them at work.
enum ProcessFamily {
  /// Kills a group, and whoever descends from its leader.
  ///
  /// - Parameter group: The group as `kill` takes it, below 0.
  static func kill(_ group: pid_t) {
    // Found before: the children of a process that has ended are nobody's.
    let others = descendants(of: -group)
    _ = Foundation.kill(group, SIGKILL)
    for process in others { _ = Foundation.kill(process, SIGKILL) }
  }

  /// Returns the processes that a process has started, those that they have started, and so on.
  ///
  /// - Parameter ancestor: Id of the process.
  /// - Returns: Their ids; none where the system has no `/proc`.
  static func descendants(of ancestor: pid_t) -> [pid_t] {
    var children: [pid_t: [pid_t]] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let process = pid_t(name), let parent = parent(of: process) else { continue }
      children[parent, default: []].append(process)
    }
    var found: [pid_t] = []
    var open = [ancestor]
    while let next = open.popLast() {
      let own = children[next] ?? []
      found += own
      open += own
    }
    return found
  }

  /// The second number of `/proc/ID/stat`; the name before it may hold anything, brackets too.
  private static func parent(of process: pid_t) -> pid_t? {
    let bytes = FileManager.default.contents(atPath: "/proc/\(process)/stat") ?? Data()
    let text = String(decoding: bytes, as: UTF8.self)
    guard let name = text.lastIndex(of: ")") else { return nil }
    let fields = text[name...].split(separator: " ")
    return fields.count > 2 ? pid_t(fields[2]) : nil
  }
}
