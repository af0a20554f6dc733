import Analysis
import ExperimentDesign
import Foundation
import Statistics
import Testing

@testable import LabCommands

/// Numbers in the sentences of studies: computed, or given.
@Suite struct FindingNumbersTests {
  /// Experiments of all suites that name a study.
  private static func studies() throws -> [(name: String, json: Data)] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Experiments").standardized
    let files = FileManager.default
    var found: [(name: String, json: Data)] = []
    for suite in try files.contentsOfDirectory(atPath: folder.path).sorted() {
      let names = (try? files.contentsOfDirectory(atPath: folder.path + "/" + suite)) ?? []
      for name in names.sorted() {
        let file = folder.appending(path: "\(suite)/\(name)/experiment.json")
        guard files.fileExists(atPath: file.path) else { continue }
        let json = try Data(contentsOf: file)
        let object = try JSONSerialization.jsonObject(with: json) as? [String: Any]
        if object?["study"] != nil { found.append((name: "\(suite)/\(name)", json: json)) }
      }
    }
    return found
  }

  /// All numbers of a value, those in texts included.
  private static func numbers(in value: Any) -> [Double] {
    switch value {
    case let number as NSNumber: [number.doubleValue]
    case let text as String: digits(of: text).map(\.value)
    case let list as [Any]: list.flatMap(numbers)
    case let object as [String: Any]: object.values.flatMap(numbers)
    default: []
    }
  }

  /// Numbers in digits of a text, and whether in per cent; not those of names like `R07`, nor the
  /// base of a power of ten.
  private static func digits(of text: String) -> [(value: Double, isPerCent: Bool)] {
    var found: [(value: Double, isPerCent: Bool)] = []
    var rest = text[...]
    while let match = rest.firstMatch(of: /(\w*)(\.?)([0-9]+(?:\.[0-9]+)?)(\^?)(\s?%)?/) {
      rest = rest[match.range.upperBound...]
      let (before, digits) = (String(match.1), String(match.3))
      let isName = before.contains { !$0.isNumber }
      guard !isName, match.4.isEmpty else { continue }
      let number = Double(match.2.isEmpty ? before + digits : before + "." + digits)
      if let number { found.append((number, match.5 != nil)) }
    }
    return found
  }

  /// Numbers of a finding that are neither holes nor given.
  private static func typedIn(_ finding: String, given: [Double]) -> [Double] {
    let text = finding.replacing(/\{[^}]*\}/, with: "…")
    return digits(of: text).filter { number in
      !given.contains {
        abs($0 - number.value) < 1e-9 || number.isPerCent && abs(100 * $0 - number.value) < 1e-9
      }
    }.map(\.value)
  }

  @Test(
    "What is typed in is seen",
    arguments: [
      ("It is {a:3} at p = .85, 95 % and 1023 steps of M09, 10^{b}.", []),
      ("It is 0.5 or .25 at k = 30.", [0.5, 0.25, 30]),
      ("Of 94 % in 1024 steps, 2.", [94, 1024, 2]),
    ] as [(String, [Double])])
  func typedInNumbers(finding: String, expected: [Double]) {
    #expect(Self.typedIn(finding, given: [0.85, 0.95, 1023]) == expected)
  }

  @Test("Every number of a finding is computed or given")
  func findings() throws {
    let studies = try Self.studies()
    #expect(studies.count >= 18)
    for (name, json) in studies {
      let definition = try StudyDefinition(json: json, file: name)
      let object = try #require(
        try JSONSerialization.jsonObject(with: json) as? [String: Any], "\(name)")
      let given = Self.numbers(in: try #require(object["given"], "\(name)"))
      for claim in definition.claims {
        let found = Self.typedIn(claim.finding, given: given)
        #expect(found.isEmpty, "\(name), \(claim.name): \(found) is neither computed nor given")
      }
    }
  }

  /// The correlations that a row takes as open are those that another row finds.
  @Test("Correlations that are open are those of the published counts")
  func correlations() async throws {
    let studies = Dictionary(
      uniqueKeysWithValues: try Self.studies().map { ($0.name, $0.json) })
    func given(_ name: String) throws -> [String: Any] {
      let json = try #require(studies["claims/\(name)"])
      let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
      return try #require(object["given"] as? [String: Any])
    }
    let text = try JSONSerialization.data(withJSONObject: given("vote-independence"))
    let run = try await VotingStudyRun(
      VoteIndependenceStudy.self, String(decoding: text, as: UTF8.self))
    let found = try run.quantity("correlation")
    let interval = try #require(found.interval)
    let expected = [0, interval.low, found.value, interval.high].map {
      Double(String(format: "%.2g", $0))
    }
    let rows = try #require(try given("task-success")["correlated"] as? [[String: Any]])
    #expect(rows.count == 2)
    for row in rows { #expect(row["correlation"] as? [Double] == expected.compactMap { $0 }) }
  }
}
