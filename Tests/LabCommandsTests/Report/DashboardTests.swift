import Figures
import Foundation
import LabCommands
import Testing

/// Budget, routing and spending in a report: what the commands print, cell by cell.
@Suite struct DashboardTests {
  private static let now = "2026-11-19T18:00:00Z"

  /// Entries of two weeks, of models with and without a tier, with and without a price.
  private static let log =
    (9...19).flatMap { day in
      ["haiku", "opus", "a <b>"].enumerated().map { index, model in
        #"{"time":"2026-11-\#(day < 10 ? "0" : "")\#(day)T1\#(index):30:00Z","item":"SD-\#(day % 3)","phase":"LEAD","#
          + #""model":"\#(model)","tokens":\#(9000 + 1000 * day / (1 + index))"#
          + (index == 0 ? #","dollars":0.\#(day < 10 ? "0" : "")\#(day)}"# : "}")
      }
    }.joined(separator: "\n") + "\n"

  private func report(_ scratch: ScratchFolder, _ words: String...) async -> CommandRun {
    await makerlab(
      ["report", "--out", scratch.path("results"), "--html", scratch.path("report.html")] + words)
  }

  /// The page without its tags.
  private func text(_ scratch: ScratchFolder) throws -> String {
    let page = try scratch.text("report.html")
    let begin = try #require(page.firstRange(of: "<main")?.lowerBound)
    var text = String(page[begin...]).replacing(#/<[^>]*>/#, with: "\n")
    for (entity, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      text = text.replacing(entity, with: sign)
    }
    return text
  }

  /// Cells and lines of a table for people, without its rules and bars.
  private func cells(_ output: String) -> Set<String> {
    Set(
      output.split(separator: "\n").filter { !$0.contains("[") && !$0.hasPrefix("--") }
        .flatMap { $0.split(separator: #/ {2,}/#) }.map(String.init))
  }

  @Test func theBudgetIsWhatItsCommandSays() async throws {
    let scratch = try ScratchFolder()
    let log = try scratch.write(Self.log, to: "tokens.jsonl")
    let run = await report(scratch, "--token-log", log, "--now", Self.now)
    #expect(run.code == .done, "\(run.notes)")
    let text = try text(scratch)
    for action in ["status", "forecast"] {
      let printed = await makerlab("budget", action, "--log", log, "--now", Self.now)
      let cells = cells(printed.output)
      #expect(cells.count > 20)
      for cell in cells { #expect(text.contains(cell), "\(action): \(cell)") }
    }
    let printed = await makerlab("budget", "report", "--log", log, "--now", Self.now)
    for cell in cells(printed.output) where !cell.hasPrefix("week of") {
      #expect(text.contains(cell), "report: \(cell)")
    }
    // Of work items, which the command does not sum up: 4 days of this week, 3 entries a day.
    #expect(text.contains(#/SD-1\s+6\s/#) && text.contains(#/SD-2\s+3\s/#))
    #expect(try scratch.text("report.html").contains(#"aria-label="total tokens: "#))
    #expect(text.contains("a <b> is in no rule of models"))
  }

  @Test func whatIsUnknownOfAWeekIsSaid() async throws {
    let scratch = try ScratchFolder()
    let log = try scratch.write(Self.log, to: "tokens.jsonl")
    let budget = try scratch.write(
      #"{"week_begins": "monday", "weekly": {"total": {"dollars": 5}}, "models": []}"#,
      to: "budget.json")
    let run = await report(scratch, "--token-log", log, "--budget", budget, "--now", Self.now)
    #expect(run.code == .done, "\(run.notes)")
    let text = try text(scratch)
    #expect(text.contains("at least $0.70 of $5.00"))
    #expect(text.contains("8 entries of unknown amount not in it"))
    #expect(text.contains("$0.70 + 8 unknown"))
  }

  @Test func aLogOfTheFolderIsShownAndTheSamePageIsTheSameBytes() async throws {
    let scratch = try ScratchFolder()
    try scratch.write(Self.log + "{\n", to: "results/tokens.jsonl")
    _ = await report(scratch, "--now", Self.now)
    let page = try scratch.text("report.html")
    #expect(page.contains(#"id="budget""#))
    _ = await report(scratch, "--now", Self.now)
    #expect(try scratch.text("report.html") == page)
    // Nor does it say where the folder is.
    #expect(page.contains("tokens.jsonl: line 34: ") && !page.contains(scratch.path))
  }

  @Test func nothingIsShownOfWhatIsNotThere() async throws {
    let scratch = try ScratchFolder()
    try scratch.experiment(Definitions.tiny())
    _ = await makerlab("run", scratch.path("suite/trial"), "--out", scratch.path("results"))
    let run = await report(scratch, scratch.path("suite/trial"))
    #expect(run.code == .done, "\(run.notes)")
    let page = try scratch.text("report.html")
    for id in ["budget", "routing", "spending"] { #expect(!page.contains("id=\"\(id)\"")) }
  }

  @Test func aNamedLogThatIsNotThereIsRefused() async throws {
    let scratch = try ScratchFolder()
    for words in [
      ["--token-log", scratch.path("none")], ["--token-log", ""],
      ["--routing-log", scratch.path("none")], ["--routing-log", ""],
      ["--now", Self.now], ["--budget", scratch.path("none")],
    ] {
      let run = await makerlab(
        ["report", "--out", scratch.path("results"), "--html", scratch.path("report.html")] + words)
      #expect(run.isRefusal, "\(words): \(run.notes)")
      #expect(!scratch.exists("report.html"))
    }
  }

  @Test(arguments: ["--log", "--out"])
  func routingIsWhatItsCommandSays(place: String) async throws {
    let scratch = try ScratchFolder()
    let path = scratch.path(place == "--log" ? "routes.jsonl" : "results")
    for (index, end) in ["--succeeded", "--failed", "--succeeded"].enumerated() {
      _ = await makerlab("route", "think", "--id", "T-\(index)", place, path)
      _ = await makerlab("route", "--outcome", "T-\(index)", end, "--cost", "0.01", place, path)
    }
    let printed = await makerlab("route", "--report", place, path)
    #expect(printed.code == .done, "\(printed.notes)")
    let words = place == "--log" ? ["--routing-log", path] : []
    let page = await makerlab(
      ["report", "--out", scratch.path("results"), "--html", scratch.path("report.html")] + words)
    #expect(page.code == .done, "\(page.notes)")
    let text = try text(scratch)
    for cell in cells(printed.output) { #expect(text.contains(cell), "\(cell)") }
    // The figure, or why there is none.
    let reason = "no figure of the calibration: cannot run '/nonexistent/gnuplot'"
    #expect(text.contains(reason))
    #expect(page.notes.contains { $0.hasPrefix("Routing: \(reason)") }, "\(page.notes)")
  }

  @Test(.enabled(if: (try? Gnuplot.find()) != nil, "needs gnuplot"))
  func figuresAreInThePage() async throws {
    let scratch = try ScratchFolder()
    try scratch.write(Self.log, to: "results/tokens.jsonl")
    let routes = scratch.path("results")
    _ = await makerlab("route", "think", "--id", "T-1", "--out", routes)
    _ = await makerlab("route", "--outcome", "T-1", "--succeeded", "--out", routes)
    let run = await makerlab(
      [
        "report", "--out", routes, "--html", scratch.path("report.html"), "--now", Self.now,
      ], environment: ProcessInfo.processInfo.environment)
    #expect(run.code == .done, "\(run.notes)")
    let page = try scratch.text("report.html")
    #expect(page.matches(of: #/<img src="data:image\/svg\+xml,/#).count == 2)
    #expect(page.contains(#"alt="total tokens consumed in the course of the week"#))
    #expect(page.contains(#"alt="Stated confidence against the share done"#))
  }
}
