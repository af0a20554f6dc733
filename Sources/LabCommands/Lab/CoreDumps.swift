import Foundation

/// Keeps memory off the disk: what a process knows of keys must not outlive it in a core dump.
package enum CoreDumps {
  /// Turns core dumps of this process, and of those that it starts, off for good.
  ///
  /// On Linux a dump that goes to a program in place of a file heeds no limit; what it may hold is
  /// emptied as well.
  package static func turnOff() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Darwin)
      _ = unsafe setrlimit(RLIMIT_CORE, &none)
    #else
      _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
      let filter = FileHandle(forWritingAtPath: "/proc/self/coredump_filter")
      try? filter?.write(contentsOf: Data("0".utf8))
      try? filter?.close()
    #endif
  }
}
