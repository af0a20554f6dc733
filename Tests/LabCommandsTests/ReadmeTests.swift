import Foundation
import LabCommands
import Storage
import Testing

/// What the README says is what the laboratory prints and the committed results hold.
@Suite struct ReadmeTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// Every command that a help text gives as an example can be parsed, and every replay is of a point
  /// that exists; what the README shows is run by `make notebooks`.
  @Test func examplesAreCommands() async throws {
    let examples = Lab.commands.flatMap { $0.description.examples.map(\.line) }
    #expect(examples.count >= Lab.commands.count)
    // A line for the start of a shell has its command between brackets.
    for line in examples.map({ $0.replacing(#/^source <\((.*)\)$/#) { $0.1 } }) {
      let words = Self.words(line.components(separatedBy: " #")[0])
      let name = try #require(words.dropFirst().first)
      let command = try #require(
        Lab.commands.first { $0.description.name == name }, "no command in: \(line)")
      #expect(throws: Never.self, "\(line)") {
        try Arguments.parse(Array(words.dropFirst(2)), for: command.description)
      }
      guard name == "replay" else { continue }
      if words.count == 5, words.last == "--lost" {
        // What was lost stands in a store, which is looked for when the point is found.
        let run = await makerlab(Array(words.dropFirst()) + ["--out", "/nonexistent"])
        #expect(run.notes.first?.contains("no store there") == true, "\(line): \(run.notes)")
        continue
      }
      let context = LabContext(write: { _ in }, note: { Issue.record("\(line): \($0)") })
      #expect(await Lab.run(Array(words.dropFirst()), in: context) == .done)
    }
  }

  /// The words of a command line, those in double quotes as one; nothing from where output goes.
  static func words(_ line: String) -> [String] {
    var words: [String] = []
    for (index, part) in line.components(separatedBy: "\"").enumerated() {
      words += index % 2 == 1 ? [part] : part.split(separator: " ").map(String.init)
    }
    return Array(words.prefix { $0 != ">" })
  }

  /// The tables of claims are those that the committed results make.
  @Test(arguments: [
    ("README.md", ["core", "agents"]), ("notebooks-md/paper.md", ["paper"]),
    ("notebooks-md/when-voting-fails.md", ["limits"]), ("notebooks-md/live.md", ["live"]),
  ])
  func tableOfClaimsMatchesTheCommittedResults(page: String, suites: [String]) throws {
    let lines = try Self.text(page).components(separatedBy: "\n")
    var rows: [String] = []
    for name in try suites.flatMap(Self.judgedExperiments) {
      let table = try CSVTable(parsing: Self.text("Results/\(name).claims.csv"))
      var claims: [String] = []
      var cells: [String: (verdict: String, judged: Int, leftOut: Int)] = [:]
      for (claim, (verdict, judged)) in zip(
        try table.column("claim"), zip(try table.column("verdict"), try table.column("judged")))
      {
        if cells[claim] == nil { claims.append(claim) }
        let old = cells[claim] ?? (verdict, 0, 0)
        let isJudged = judged == "yes"
        cells[claim] = (verdict, old.judged + (isJudged ? 1 : 0), old.leftOut + (isJudged ? 0 : 1))
      }
      rows += claims.map { claim in
        let cell = cells[claim] ?? ("", 0, 0)
        return "| \(name) | \(claim) | \(cell.verdict) | \(cell.judged) | \(cell.leftOut) |"
      }
    }
    #expect(lines.filter { line in suites.contains { line.hasPrefix("| \($0)/") } } == rows)
  }

  /// The page on the paper counts the verdicts of its rows rightly.
  @Test func paperPageCountsItsAgreements() throws {
    let table = try CSVTable(parsing: Self.text("Results/paper/agreement.csv"))
    let verdicts = Dictionary(grouping: try table.column("verdict")) { $0 }.mapValues(\.count)
    let page = try Self.text("notebooks-md/paper.md").replacing("\n", with: " ")
    let sentence =
      "\(verdicts["agrees"] ?? 0) agree, \(verdicts["by construction"] ?? 0) are by construction, "
      + "\(verdicts["not published"] ?? 0) are not published, and \(verdicts["disagrees"] ?? 0) disagree"
    #expect(page.contains(sentence), "\(sentence)")
  }

  /// The experiments of a suite that have committed claims, by name.
  private static func judgedExperiments(_ suite: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: root.appendingPathComponent("Results/\(suite)").path
    ).filter { $0.hasSuffix(".claims.csv") }.sorted()
      .map { "\(suite)/\($0.dropLast(".claims.csv".count))" }
  }
}
