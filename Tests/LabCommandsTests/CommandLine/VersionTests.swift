import Foundation
import LabCommands
import Testing

/// The version stands in several places, which must say the same.
@Suite struct VersionTests {
  @Test(arguments: [
    ("CITATION.cff", "\nversion: \(Lab.version)\n"),
    (".github/CHANGELOG.md", "\n## \(Lab.version) - "),
  ]) func aFileNamesTheVersion(file: String, line: String) throws {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
    #expect(text.contains(line))
  }
}
