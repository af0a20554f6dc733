#if os(Linux)
  import Foundation
  import Testing

  /// What a process knows of keys does not outlive it.
  @Suite(.timeLimit(.minutes(10))) struct CoreDumpTests {
    @Test func aRunningCommandDumpsNoCore() async throws {
      let scratch = try ScratchFolder()
      let draws = scratch.path("draws.csv")
      let made = unsafe mkfifo(draws, 0o600)
      try #require(made == 0)
      // The command waits for somebody to write its file, and is looked at meanwhile.
      let (limits, filter) = try await MakerlabProcess.onOwnThread {
        let process = try MakerlabProcess(["calibrate", draws])
        let writer = try Self.writer(draws)
        defer { close(writer) }
        func file(_ name: String) throws -> String {
          try String(contentsOfFile: "/proc/\(process.identifier)/\(name)", encoding: .utf8)
        }
        return (try file("limits"), try file("coredump_filter"))
      }
      let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file") })
      #expect(line.split(separator: " ").suffix(3) == ["0", "0", "bytes"])
      #expect(Int(filter.trimmingCharacters(in: .whitespacesAndNewlines), radix: 16) == 0)
    }

    /// Opens a pipe once its reader is there; two minutes at most.
    private static func writer(_ path: String) throws -> Int32 {
      let deadline = ContinuousClock.now + .seconds(120)
      while true {
        let file = unsafe open(path, O_WRONLY | O_NONBLOCK)
        if file >= 0 { return file }
        try #require(errno == ENXIO && ContinuousClock.now < deadline, "nobody reads the file")
        Thread.sleep(forTimeInterval: 0.005)
      }
    }
  }
#endif
