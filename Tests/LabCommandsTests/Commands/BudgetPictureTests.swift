import Figures
import Foundation
import LabCommands
import Storage
import Testing

/// The log as a table, and the picture of a week.
@Suite struct BudgetPictureTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private var log: String { folder.path("log/tokens.jsonl") }

  /// Two weeks of 50,000 tokens a working day, up to a Friday noon; of the last two entries one has all
  /// that can be known.
  private func logDays() async throws {
    for day in 9...20 where ![14, 15].contains(day) {
      let further = day == 20 ? ["--output-tokens", "1200", "--dollars", "0.31"] : []
      let run = await makerlab(
        [
          "budget", "log", "--item", "SD-\(day)", "--phase", "EXEC", "--tokens", "50000", "--model",
          "haiku", "--time", "2026-11-\(day < 10 ? "0" : "")\(day)T09:00:00Z", "--log", log,
        ] + further)
      try #require(run.code == .done, "\(run.notes)")
    }
  }

  @Test func theLogIsATable() async throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("log"), withIntermediateDirectories: true)
    try folder.write("", to: "log/tokens.jsonl")
    #expect(await makerlab("budget", "log", "--log", log).output == "nothing is logged")
    try await logDays()
    let lines = await makerlab("budget", "log", "--log", log).output.split(separator: "\n")
    #expect(lines.count == 2 + 10)
    func words(_ line: Substring) -> [Substring] { line.split(separator: " ") }
    #expect(
      words(lines[2]) == [
        "1", "2026-11-09", "09:00", "SD-9", "EXEC", "haiku", "50,000", "unknown", "unknown",
        "manual",
      ])
    #expect(
      words(lines[11]) == [
        "10", "2026-11-20", "09:00", "SD-20", "EXEC", "haiku", "50,000", "1,200", "$0.31", "manual",
      ])
  }

  @Test(.enabled(if: (try? Gnuplot.find()) != nil, "needs gnuplot"))
  func aWeekIsDrawnWithItsForecast() async throws {
    try await logDays()
    let picture = folder.path("made/week")
    let run = await makerlab(
      [
        "budget", "report", "--now", "2026-11-20T12:00:00Z", "--log", log, "--picture", picture,
        "--seed", "7",
      ], environment: ProcessInfo.processInfo.environment)
    #expect(
      run.code == .done && run.notes == ["drawn: week.png", "drawn: week.svg"], "\(run.notes)")
    // A step at each entry of the week, up to now: 250,000 of 700,000 tokens.
    let consumed = try CSVTable(contentsOf: picture + ".csv")
    #expect(consumed.columns == ["day", "share"])
    #expect(consumed.rows.first == ["0", "0"])
    #expect(consumed.rows.last == ["4.50000", "0.357143"])
    #expect(consumed.rows.count == 1 + 5 + 1)
    // The three midnights to come, each band inside the wider one.
    let bands = try CSVTable(contentsOf: picture + ".forecast.csv")
    #expect(try bands.column("day") == ["4.50000", "5.00000", "6.00000", "7.00000"])
    for row in bands.rows {
      let values = try row.dropFirst().map { try #require(Double($0)) }
      #expect(values[3] <= values[1] && values[1] <= values[0], "\(row)")
      #expect(values[0] <= values[2] && values[2] <= values[4], "\(row)")
    }
    let svg = try folder.text("made/week.svg")
    #expect(svg.contains("total tokens of the week of 2026-11-16"))
    #expect(svg.contains("Seed 7.") && svg.contains("n = 5 entries of the week"))
    #expect(try folder.read("made/week.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test func whatCannotBeDrawnIsSaidInOneLine() async throws {
    try await logDays()
    for (picture, problem) in [
      (folder.path("week"), "cannot run '/nonexistent/gnuplot'"),
      (folder.path("a'b"), "--picture: 'a'b' is no name of letters, digits, - _ and ."),
    ] {
      let run = await makerlab(
        "budget", "report", "--now", "2026-11-20T12:00:00Z", "--log", log, "--picture", picture)
      #expect(run.code == .usage && run.notes.count == 1, "\(run.notes)")
      #expect(run.notes.first?.contains(problem) == true, "\(run.notes)")
    }
    #expect(!folder.exists("week.png"))
  }
}
