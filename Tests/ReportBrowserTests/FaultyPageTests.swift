import Foundation
import TestSupport
import Testing

/// The checks themselves: a page with every fault fails every one that a page can fail.
@Suite(.enabled(if: Browser.program != nil, "needs Chromium; make test-deps installs it"))
struct FaultyPageTests {
  @Test(.timeLimit(.minutes(5))) func everyFaultIsFound() async throws {
    let page = Browser.Page(
      name: "faulty",
      path: Browser.root.appending(path: "Tests/References/browser/faulty.html").path,
      texts: ["expected"], links: [])
    let checks = try await Browser.checks([page])
    // What is no PDF at all cannot be made here.
    for check in checks where check.check != "faulty: print: sheets" {
      #expect(check.problem != nil, "\(check.check)")
    }
    #expect(checks.count == 40)
  }
}
