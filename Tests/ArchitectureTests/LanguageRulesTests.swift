import Testing

@Suite struct LanguageRulesTests {
  @Test(arguments: SourceTree.shared.swift.map(\.path))
  func filesKeepTheRules(path: String) {
    let file = SourceTree.shared.file(path)
    expectNone(
      LanguageRules.concurrency(file) + LanguageRules.escapes(file) + LanguageRules.inlinable(file))
  }

  @Test func exceptionsNameFiles() {
    let named = LanguageRules.inlinable.union(LanguageRules.concurrencyByFile.keys)
    for path in named.sorted() {
      #expect(!SourceTree.shared.file(path).text.isEmpty, "\(path) is gone")
    }
  }

  private func lines(
    _ rule: (SourceFile) -> [Violation], _ path: String, _ text: String
  ) -> [Int] {
    rule(SourceFile(path: path, text: text)).map(\.line)
  }

  @Test(
    arguments: [
      "func f() async {}", "await f()", "Task { }", "actor A {}", "withTaskGroup(of: A.self)",
      "let m = Mutex(0)", "let a: Atomic<Int>", "DispatchQueue.main", "Thread.sleep()",
    ])
  func findsConcurrency(code: String) {
    let text = "// \(code)\n\(code)"
    #expect(lines(LanguageRules.concurrency, "Sources/Analysis/A.swift", text) == [2])
    #expect(lines(LanguageRules.concurrency, "Sources/MAKERCore/A.swift", text) == [2])
    #expect(lines(LanguageRules.concurrency, "Sources/MAKERCore/Orchestrator.swift", text) == [])
    #expect(lines(LanguageRules.concurrency, "Sources/SweepRunner/A.swift", text) == [])
    #expect(lines(LanguageRules.concurrency, "Tests/AnalysisTests/A.swift", text) == [])
  }

  @Test func commandsOnlyWaitAndCatchSignals() {
    let text = "func f() async {}\nDispatchSource()\nawait f()\nTask {}\nMutex(0)"
    #expect(lines(LanguageRules.concurrency, "Sources/LabCommands/A.swift", text) == [4, 5])
    #expect(lines(LanguageRules.concurrency, "Sources/makerlab/main.swift", text) == [1, 2, 4, 5])
    #expect(lines(LanguageRules.concurrency, "Sources/Analysis/B.swift", "AtomicFile()") == [])
  }

  @Test func findsEscapes() {
    for code in [
      "final class A: @unchecked Sendable {}", "nonisolated(unsafe) var a = 1", "try! f()",
      "a as! B",
    ] {
      #expect(lines(LanguageRules.escapes, "Tests/A/B.swift", "/* \(code) */\n\(code)") == [2])
    }
    #expect(
      lines(LanguageRules.escapes, "Sources/A/B.swift", "try? f()\na as? B\na != b\ntry !f()") == []
    )
    let printing = "print(1)\n  Swift.print(2)\nprinter(3)\nout.print(4)\n\"print(5)\""
    #expect(lines(LanguageRules.escapes, "Sources/Analysis/B.swift", printing) == [1, 2])
    #expect(lines(LanguageRules.escapes, "Sources/LabCommands/B.swift", printing) == [])
    #expect(lines(LanguageRules.escapes, "Tests/A/B.swift", printing) == [])
  }

  @Test func findsInlinableElsewhere() {
    let code = "import A\n@inlinable public func f() {}"
    #expect(lines(LanguageRules.inlinable, "Sources/MAKERCore/A.swift", code) == [2])
    #expect(lines(LanguageRules.inlinable, "Sources/MAKERCore/VoteRace.swift", code) == [])
  }
}
