import Foundation
import Notebooks
import Testing

/// A number that a page's prose says was found is one that a command of the page printed, or that
/// stands in a committed result.
@Suite struct PageNumbersTests {
  /// Committed results that the prose of a page is about.
  static let results: [String: [String]] = [
    "notebooks-md/paper.md": [
      "agreement.csv", "fig8.fit.json", "fig8a.csv", "fig6b.models.csv", "fig11.csv",
    ].map { "paper/\($0)" },
    "notebooks-md/when-voting-fails.md": [
      "limits/promise.csv", "limits/race-rules.csv", "limits/calibration-coverage.json",
    ],
    "notebooks-md/live.md": [
      "calibrations", "predictions", "towers", "towers.predictions", "smaller-unseen",
    ].map { "live/\($0).csv" },
  ]

  /// Pages whose decimals are none that anything found: versions, ranges of settings, examples of
  /// answers; the last two are written by commands.
  static let withoutFindings = [
    "architecture", "experiments", "providers", "security", "your-own-steps", "commands",
    "reference",
  ].map { "notebooks-md/\($0).md" }

  /// Numbers that no command repeats: seconds of user time that were taken once, and stand in a block
  /// of text.
  static let measuredOnce = ["notebooks-md/many-machines.md": [2.9]]

  /// All other pages, new ones among them.
  static let pages: [String] = {
    let folder = ReadmeTests.root.appendingPathComponent("notebooks-md").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return ["README.md"]
      + names.filter { $0.hasSuffix(".md") }.map { "notebooks-md/\($0)" }.sorted()
      .filter { !withoutFindings.contains($0) }
  }()

  /// Only what comes out counts, not what a page gives to its commands.
  @Test(arguments: pages) func pagesSayNoDecimalThatNothingFound(page: String) throws {
    let results = try (Self.results[page] ?? []).map { try ReadmeTests.text("Results/\($0)") }
    var text = try ReadmeTests.text(page)
    if page.hasSuffix("/claims.md") || page.hasSuffix("/money.md") {
      // Their tables are compared with the committed claims, row by row, by another test.
      text = text.split(separator: "\n").filter { !$0.hasPrefix("|") }.joined(separator: "\n")
    }
    let unfound = try Self.unfound(page, text, results: results)
    #expect(unfound.filter { Self.measuredOnce[page]?.contains($0) != true } == [])
  }

  @Test func allPagesAreThere() {
    #expect(Self.pages.count > 12)
    for page in Array(Self.results.keys) + Array(Self.measuredOnce.keys) {
      #expect(Self.pages.contains(page))
    }
  }

  /// The time that a command took is another one each time.
  @Test func pagesShowNoTimes() throws {
    let pages = try FileManager.default.contentsOfDirectory(
      atPath: ReadmeTests.root.appendingPathComponent("notebooks-md").path
    ).filter { $0.hasSuffix(".md") }.map { "notebooks-md/\($0)" }
    #expect(pages.count > 10)
    for page in pages + ["README.md"] {
      for (index, line) in try ReadmeTests.text(page).split(
        separator: "\n", omittingEmptySubsequences: false
      ).enumerated() {
        #expect(!line.contains(/votes in [0-9]+:[0-9][0-9]/), "\(page):\(index + 1): \(line)")
      }
    }
  }

  /// A setting is no finding, and a last digit that is off is seen.
  @Test func findsNumbersWithoutAFinding() throws {
    let page = """
      It comes to .25, or .2468 with `--p .7`, not .2469 and not .8.

      ```console
      $ makerlab explain --p .8
      0.24684
      ```

      """
    #expect(try Self.unfound("page.md", page, results: []) == [0.2469, 0.8])
    #expect(try Self.unfound("page.md", page, results: ["a,0.79999"]) == [0.2469])
  }

  /// The decimals of the prose that are no rounded decimal of an output or a result.
  private static func unfound(
    _ page: String, _ text: String, results: [String]
  ) throws -> [Double] {
    let found = try NotebookPage(path: page, text: text).cells.flatMap { outputs(of: $0) }
    let shown = (found + results).flatMap { decimals($0) }
    // Fenced blocks are the odd pieces; code, addresses of links and versions are no findings.
    let pieces = text.components(separatedBy: "```")
    let prose = stride(from: 0, to: pieces.count, by: 2).map { pieces[$0] }.joined(separator: " ")
      .replacing(/arXiv [0-9.]+|Swift [0-9.]+|\]\([^)]*\)|`[^`]*`/, with: "")
    return decimals(prose).filter { number in
      !shown.contains { abs($0.value - number.value) <= number.half * (1 + 1e-9) }
    }.map(\.value)
  }

  /// What comes of a cell.
  private static func outputs(of cell: NotebookCell) -> [String] {
    switch cell.work {
    case .console(let commands, _): commands.map(\.output.text)
    case .query(_, _, let result): [result.text]
    case .tool(_, _, let answer): [answer.text]
    case .shell, .file: []
    }
  }

  /// A number with a decimal point, and half a unit of its last digit.
  private typealias Decimal = (value: Double, half: Double)

  private static func decimals(_ text: String) -> [Decimal] {
    text.matches(of: /[0-9]*\.([0-9]+)(?:e(-?[0-9]+))?/).compactMap { match in
      let exponent = Double(match.2.flatMap { Int($0) } ?? 0)
      return Double(match.0).map {
        ($0, 0.5 * pow(10, exponent - Double(match.1.count)))
      }
    }
  }
}
