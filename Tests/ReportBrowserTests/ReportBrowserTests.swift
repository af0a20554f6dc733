import Foundation
import TestSupport
import Testing

/// The report in a real browser: wide, narrow, light, dark, printed, by keyboard and to a screen reader.
@Suite(.enabled(if: Browser.program != nil, "needs Chromium; make test-deps installs it"))
struct ReportBrowserTests {
  /// One browser looks at an ordinary report, and at one of texts that try to be markup.
  @Test(.timeLimit(.minutes(5))) func nothingIsWrongWithReports() async throws {
    async let ordinary = Browser.onOwnThread { try ReportLab(.ordinary) }
    async let hostile = Browser.onOwnThread { try ReportLab(.hostile) }
    let labs = try await [("report", ordinary), ("hostile", hostile)]
    let links = try Self.links()
    let pages = labs.map { name, lab in
      Browser.Page(
        name: name, path: lab.page, texts: lab.texts.seen, links: links.union(lab.texts.links))
    }
    let checks = try await Browser.checks(pages)
    for check in checks {
      #expect(check.problem == nil, "\(check.check): \(check.problem ?? "")")
    }
    #expect(checks.count == 2 * 40, "\(checks.map(\.check))")
    withExtendedLifetime(labs) {}
  }

  /// Addresses in the project's own texts.
  private static func links() throws -> Set<String> {
    var texts: [String] = []
    for place in ["README.md", "notebooks-md", "Experiments", "Sources/LabCommands"] {
      let root = Browser.root.appending(path: place)
      let names = FileManager.default.subpaths(atPath: root.path) ?? []
      let files = names.isEmpty ? [root] : names.map { root.appending(path: $0) }
      for file in files where ["md", "swift", "json"].contains(file.pathExtension) {
        texts.append(String(decoding: try Data(contentsOf: file), as: UTF8.self))
      }
    }
    return Set(
      texts.flatMap { text in
        text.matches(of: #/https:\/\/[A-Za-z0-9.\/_~%#?=&+-]*[A-Za-z0-9\/_~%#=&+-]/#)
          .map { String($0.output) }
      })
  }
}
