import MAKERCore
import Testing

@Suite struct OwnPackageExampleTests {
  @Test func theExampleCounts() async throws {
    let solved = try await count(to: 20)
    #expect(solved.report.ending == .finished)
    #expect(solved.position.state == 20)
    #expect(solved.report.decided == 20)
    // It errs: without votes and flags against them the steps would have shown nothing.
    #expect(solved.report.votes > 20 * solved.report.margin)
    #expect(solved.report.flags[.badAction] > 0)
  }

  @Test func illegalAnswersAreSeenAfterwards() {
    let task = Counting(steps: 3)
    #expect(task.isLegal(Candidate(action: 2, next: 2), in: 1))
    #expect(!task.isLegal(Candidate(action: 1, next: 1), in: 1))
  }
}
