import Foundation
import Testing

/// The page on security names a test for each attack, and every test of an attack.
@Suite struct SecurityPageTests {
  private static let page = "notebooks-md/security.md"

  /// Names in the last cell of each row of the page's tables.
  private static func named() throws -> [String] {
    let text = try String(
      contentsOf: KnownCalls.root.appendingPathComponent(page), encoding: .utf8)
    return text.components(separatedBy: "\n").filter { $0.hasPrefix("| ") }.flatMap { row in
      let cell = row.split(separator: "|").last.map(String.init) ?? ""
      return cell.matches(of: #/`([A-Za-z0-9]+)`/#).map { String($0.1) }
    }
  }

  /// Names of all test functions below a folder.
  private static func tests(below folder: String) throws -> Set<String> {
    let place = KnownCalls.root.appendingPathComponent(folder)
    let files = (FileManager.default.subpaths(atPath: place.path) ?? []).filter {
      $0.hasSuffix(".swift")
    }
    return Set(
      try files.flatMap { file in
        try String(contentsOf: place.appendingPathComponent(file), encoding: .utf8)
          .matches(of: #/@Test[^{}]*?\bfunc\s+([A-Za-z0-9]+)\s*\(/#).map { String($0.1) }
      })
  }

  @Test func everyRowNamesTestsThatExist() throws {
    let tests = try Self.tests(below: "Tests")
    let named = try Self.named()
    #expect(named.count >= 20)
    for name in named { #expect(tests.contains(name), "no test \(name)") }
  }

  @Test func everyTestOfAnAttackIsNamed() throws {
    let attacks = try Self.tests(below: "Tests/MCPClientTests/Attacks")
    #expect(attacks.count >= 20)
    let missing = attacks.subtracting(try Self.named())
    #expect(missing.isEmpty, "\(missing.sorted())")
  }
}
