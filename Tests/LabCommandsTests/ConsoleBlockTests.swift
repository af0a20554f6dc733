import Foundation
import LabCommands
import Testing

/// What a page shows as the output of a command is what the command prints.
@Suite struct ConsoleBlockTests {
  /// README.md and every page of notebooks-md that has such blocks.
  static let pages: [String] = {
    let notebooks = FileManager.default.enumerator(
      atPath: ReadmeTests.root.appendingPathComponent("notebooks-md").path)
    let found = (notebooks?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".md") }.sorted()
    return (["README.md"] + found.map { "notebooks-md/\($0)" })
      .filter { (try? blocks(of: $0).isEmpty) == false }
  }()

  /// The lines of every `console` block of a page, the command first.
  private static func blocks(of page: String) throws -> [[String]] {
    try ReadmeTests.text(page).components(separatedBy: "```console\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0].components(separatedBy: "\n")
    }
  }

  @Test func pagesAreFound() {
    #expect(Set(Self.pages).isSuperset(of: ["README.md", "notebooks-md/derivations.md"]))
  }

  @Test(arguments: pages)
  func commandsPrintWhatThePageSays(page: String) async throws {
    for lines in try Self.blocks(of: page) {
      let command = ReadmeTests.words(try #require(lines.first))
      #expect(command.prefix(2) == ["$", "makerlab"])
      var printed: [String] = []
      let context = LabContext(write: { printed.append($0) }, note: { printed.append($0) })
      // A solve leaves its journal where it ran; the one of a test goes away.
      let scratch = try ScratchFolder()
      let place = command[2] == "solve" ? ["--out", scratch.path] : []
      let code = await Lab.run(Array(command.dropFirst(2)) + place, in: context)
      #expect(code == .done)
      let text = printed.joined(separator: "\n").replacing(scratch.path, with: "Results/solves")
      #expect(text == lines.dropFirst().joined(separator: "\n"), "\(lines[0])")
    }
  }

  /// Every decimal in the prose of a page is one that a block of the page, or a file that a command
  /// wrote, has, rounded.
  @Test(arguments: [
    ("notebooks-md/derivations.md", [] as [String]),
    (
      "notebooks-md/paper.md",
      ["agreement.csv", "fig8.fit.json", "fig8a.csv", "fig6b.models.csv", "fig11.csv"].map {
        "paper/\($0)"
      }
    ),
    (
      "notebooks-md/when-voting-fails.md",
      ["limits/promise.csv", "limits/race-rules.csv", "limits/calibration-coverage.json"]
    ),
    (
      "notebooks-md/live.md",
      ["calibrations", "predictions", "towers", "towers.predictions", "smaller-unseen"].map {
        "live/\($0).csv"
      }
    ),
  ])
  func pagesHaveNoNumberWithoutACommand(page: String, results: [String]) throws {
    var shown = try Self.blocks(of: page).joined().flatMap { Self.decimals($0) }
    for file in results { shown += Self.decimals(try ReadmeTests.text("Results/\(file)")) }
    #expect(shown.count > 50)
    // Fenced blocks are the odd pieces; addresses of links and code are no prose.
    let pieces = try ReadmeTests.text(page).components(separatedBy: "```")
    let prose = stride(from: 0, to: pieces.count, by: 2).map { pieces[$0] }.joined(separator: " ")
      .replacing(/arXiv [0-9.]+|\]\([^)]*\)/, with: "")
    let said = Self.decimals(prose)
    #expect(said.count > 10)
    for number in said {
      let isShown = shown.contains { abs($0.value - number.value) <= number.half * (1 + 1e-9) }
      #expect(isShown, "\(number.value) is in no block")
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
