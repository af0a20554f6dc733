import Testing

@Suite struct SwiftCodeTests {
  @Test func dropsCommentsAndLiteralsAndKeepsLines() {
    let code = SwiftCode(
      """
      let a = 1 // Task
      /* actor /* async */ await */ let b = "Mutex"
      let c = #"Atomic "Task" "#, d = ""\"
        Thread
        ""\"
      let e = #/"Task/#, f = "\\"Task", g = ""
      """)
    #expect(code.lines.count == 6)
    #expect(
      code.uses(of: ["Task", "actor", "async", "await", "Mutex", "Atomic", "Thread"]).isEmpty)
    #expect(
      code.uses(of: ["a", "b", "c", "d", "e", "f", "g"]).map(\.line) == [1, 2, 3, 3, 6, 6, 6])
  }

  @Test func interpolationsAreCode() {
    let code = SwiftCode(#"let a = "x \(f(Task(b), "\(Mutex())")) Atomic" + Thread"#)
    #expect(
      code.uses(of: ["Task", "Mutex", "Atomic", "Thread"]).map(\.word) == [
        "Task", "Mutex", "Thread",
      ])
  }

  @Test func readsEveryFormOfImport() {
    let code = SwiftCode(
      """
      import A
      package import B
      @testable import C
      @preconcurrency public import struct D.Name
        import E
      // import F
      let important = "import G"
      """)
    #expect(code.imports.map(\.module) == ["A", "B", "C", "D", "E"])
    #expect(code.imports.map(\.line) == [1, 2, 3, 4, 5])
  }

  @Test func anUnfinishedLiteralEndsWithItsLine() {
    #expect(SwiftCode("let a = \"b\nTask").uses(of: ["Task"]).map(\.line) == [2])
    #expect(SwiftCode("let a = \"\\").lines.count == 1)
  }
}
