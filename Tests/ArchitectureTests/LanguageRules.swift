/// Rules about what the code of a Swift file says.
enum LanguageRules {
  static let concurrency: Set<String> = [
    "async", "await", "actor", "Task", "TaskGroup", "ThrowingTaskGroup", "withTaskGroup",
    "withThrowingTaskGroup", "withDiscardingTaskGroup", "withThrowingDiscardingTaskGroup",
    "Mutex", "Atomic", "DispatchQueue", "DispatchGroup", "DispatchSemaphore", "DispatchSource",
    "OperationQueue", "NSLock", "NSCondition", "NSRecursiveLock", "Thread",
  ]

  /// Targets whose work is concurrent.
  static let concurrentTargets: Set<String> = [
    "SharedState", "SweepRunner", "Providers", "Telemetry", "MCPServer",
  ]

  /// Words that single files may use, and why.
  static let concurrencyByFile: [String: Set<String>] = [
    // It sleeps until gnuplot has ended and starts no thread.
    "Sources/Figures/Gnuplot.swift": ["Thread"],
    // It declares the port; the orchestrator awaits it.
    "Sources/MAKERCore/Channel.swift": ["async"],
  ]

  /// Concurrency stays where it is needed; commands only wait for it and catch signals.
  static func concurrency(_ file: SourceFile) -> [Violation] {
    guard file.path.hasPrefix("Sources/"), let target = file.target else { return [] }
    if concurrentTargets.contains(target) { return [] }
    if file.path.hasPrefix("Sources/MAKERCore/Orchestrator") { return [] }
    var forbidden = concurrency.subtracting(concurrencyByFile[file.path] ?? [])
    if target == "LabCommands" { forbidden.subtract(["async", "await", "DispatchSource"]) }
    if target == "makerlab" { forbidden.subtract(["await"]) }
    return file.code.uses(of: forbidden).map {
      Violation(
        file: file.path, line: $0.line, problem: "\($0.word): \(target) holds no concurrency")
    }
  }

  /// Ways round the compiler's checks, and of printing outside the commands.
  static func escapes(_ file: SourceFile) -> [Violation] {
    var patterns: [(name: String, pattern: Regex<Substring>)] = [
      ("@unchecked Sendable", #/@unchecked\s+Sendable\b/#),
      ("nonisolated(unsafe)", #/\bnonisolated\s*\(\s*unsafe\s*\)/#),
      ("try!", #/\btry!/#),
      ("as!", #/\bas!/#),
    ]
    if file.path.hasPrefix("Sources/"), !["LabCommands", "makerlab"].contains(file.target) {
      patterns.append(("print(", #/(?:^|[^.\w])(?:Swift\.)?(?:debugPrint|print)\s*\(/#))
    }
    // Each holds one of these words; the expressions look at those lines alone.
    return file.code.lines(with: ["unchecked", "nonisolated", "try", "as", "print", "debugPrint"])
      .flatMap { index, line in
        patterns.filter { line.firstMatch(of: $0.pattern) != nil }.map {
          Violation(file: file.path, line: index + 1, problem: "\($0.name) is not allowed here")
        }
      }
  }

  /// Files whose code is compiled into other modules: the race, what a draw costs, and the path of a
  /// draw through the orchestrator, which is generic over task and channel.
  static let inlinable: Set<String> = Set(
    [
      "RaceRule", "VoteRace", "DrawRequest", "Reply", "RedFlag", "RedFlagPolicy", "VotingPolicy",
      "StepTask", "StepRace", "StepRecord", "SolveState", "Orchestrator", "Orchestrator+Solve",
      "Orchestrator+Batches",
    ].map { "Sources/MAKERCore/\($0).swift" }
      + ["StreamKey", "AliasTable", "Bernoulli"].map { "Sources/RandomStreams/\($0).swift" })

  static func inlinable(_ file: SourceFile) -> [Violation] {
    if inlinable.contains(file.path) { return [] }
    return file.code.lines(with: ["inlinable"]).filter { $0.element.contains("@inlinable") }.map {
      Violation(
        file: file.path, line: $0.offset + 1, problem: "@inlinable outside the path of a draw")
    }
  }
}
