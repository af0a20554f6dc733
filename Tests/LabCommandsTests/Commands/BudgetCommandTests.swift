import Economics
import Foundation
import LabCommands
import Storage
import Testing

@Suite struct BudgetCommandTests {
  let folder: ScratchFolder
  let now = "2026-11-20T12:00:00Z"

  init() throws { folder = try ScratchFolder() }

  private func budget(_ words: String...) async -> CommandRun {
    await makerlab(["budget"] + words + ["--log", folder.path("log/tokens.jsonl")])
  }

  private func logDays() async throws {
    for day in 9..<20 where ![14, 15].contains(day) {
      let date = "2026-11-" + (day < 10 ? "0\(day)" : "\(day)")
      for (hour, tokens, model) in [("09", "20000", "haiku"), ("15", "52000", "sonnet")] {
        let run = await budget(
          "log", "--item", "SD-\(day)", "--phase", "EXEC", "--tokens", tokens, "--model", model,
          "--time", "\(date)T\(hour):00:00Z", "--dollars", "0.31")
        #expect(run.code == .done && run.notes.count == 1, "\(run.notes)")
      }
    }
  }

  @Test("what is logged is listed, summed up by week, zoned and forecast")
  func weeks() async throws {
    try await logDays()
    let list = await budget("log", "--format", "csv")
    #expect(list.output.split(separator: "\n").count == 19)
    #expect(list.output.contains("1,2026-11-09T09:00:00Z,SD-9,EXEC,haiku,20000,,0.31,manual"))
    let status = await budget("status", "--now", now)
    #expect(status.code == .done && status.notes.isEmpty, "\(status.notes)")
    let bars = status.output.split(separator: "\n").filter { $0.contains("] ") }
    #expect(
      bars.map(String.init) == [
        "total tokens   [########......|...|..|.]  41.1 %  288,000 of 700,000  GREEN",
        "small tokens   [###...........|...|..|.]  16.3 %   80,000 of 490,000  GREEN",
        "medium tokens  [##############|###|##|.]  99.0 %  208,000 of 210,000  RED",
        "large tokens   [..............|...|..|.]   0.0 %        0 of  70,000  GREEN",
      ])
    #expect(status.output.contains("zone red (medium tokens): use small models only"))
    #expect(!status.output.contains("\u{1B}"), "no colours in a pipe")
    let again = await budget("--now", now)
    #expect(again.output == status.output, "status is the default, and the same each time")
    let report = await budget("report", "--now", now)
    #expect(report.output.contains("sonnet  medium  EXEC"))
    #expect(report.output.contains("week of 2026-11-09"))
    let forecast = await budget("forecast", "--now", now, "--format", "csv")
    // Three midnights of total, small and medium; of large nothing is known.
    #expect(forecast.output.split(separator: "\n").count == 10)
    let text = await budget("forecast", "--now", now)
    #expect(text.output.contains("large tokens: no forecast"))
  }

  @Test("colours stand around the bar and the zone, and nowhere else")
  func colours() async throws {
    try await logDays()
    var written: [String] = []
    var context = LabContext(write: { written.append($0) }, note: { _ in }, environment: [:])
    context.showsColour = true
    let words = ["budget", "--now", now, "--log", folder.path("log/tokens.jsonl")]
    let code = await Lab.run(words, in: context)
    #expect(code == .done)
    let text = written.joined()
    #expect(text.contains("[\u{1B}[32m########......|...|..|.\u{1B}[0m]"))
    #expect(text.contains("\u{1B}[31mRED\u{1B}[0m"))
    let plain = await makerlab(words)
    let bare = text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(bare == plain.output)
  }

  @Test("torn lines and jumping clocks are named, and the rest counts")
  func bad() async throws {
    try await logDays()
    let path = folder.path("log/tokens.jsonl")
    let torn = try folder.text("log/tokens.jsonl") + "[]\n{\"time\":\"2026-1"
    try Data(torn.utf8).write(to: URL(filePath: path))
    let status = await budget("--now", "2026-11-19T12:00:00Z")
    #expect(status.code == .done)
    #expect(
      status.notes.map { $0.replacing(path, with: "") } == [
        ": line 19: no JSON object; it is passed over",
        ": line 20: torn, its writer was stopped before its end",
        ": 1 entry is after --now and left out",
      ])
    #expect(status.output.contains("236,000 of 700,000"))
  }

  @Test("odd clocks are named by line in every format, and a log that is not there is")
  func notes() async throws {
    let entry = ["log", "--item", "a", "--phase", "b", "--model", "haiku", "--tokens", "1"]
    let path = folder.path("log/tokens.jsonl")
    for format in ["table", "json", "csv"] {
      let none = await budget("status", "--format", format)
      #expect(none.notes == ["\(path): no such file; nothing is logged"])
    }
    try FileManager.default.createDirectory(
      atPath: folder.path("log"), withIntermediateDirectories: true)
    try folder.write("[]\n", to: "log/tokens.jsonl")
    for time in ["2026-11-20", "2026-11-19", "9998-01-01"] {
      let run = await makerlab(["budget"] + entry + ["--time", time, "--log", path])
      #expect(run.notes == ["\(path): 1 token logged at \(time)T00:00:00Z"])
    }
    for format in ["table", "json", "csv"] {
      let notes = await budget("report", "--format", format).notes.filter { $0.contains("clock") }
      #expect(notes.contains("\(path): clock: line 3: 86400 s before the entry above it"))
      #expect(notes.contains { $0.contains("clock: line 4: ") && $0.contains("in the future") })
    }
    let status = await budget("status", "--now", now)
    #expect(status.output.contains("ends 2026-11-23 00:00; now 2026-11-20 12:00, day 4.5 of 7"))
  }

  @Test("wrong words are refused in one line")
  func refusals() async throws {
    let entry = ["log", "--item", "a", "--phase", "b", "--model", "c", "--tokens", "5"]
    let cases = [
      ["sttus"], ["status", "--item", "a"], ["status", "--weeks", "3"], ["log", "--item", "a"],
      ["log", "--output-tokens", "3"], entry + ["--output-tokens", "6"],
      entry + ["--dollars", "-1"],
      entry + ["--time", "yesterday"], ["--now", "12:00"],
      ["--now", "9999-12-31"], ["--now", "1969-12-31"], entry + ["--time", "9999-01-01"],
      ["report", "--weeks", "0"],
      ["--budget", folder.path("none.json")], ["--json-budget", "status"],
      ["log", "--item", "a\u{1B}[2J", "--phase", "b", "--model", "c", "--tokens", "5"],
      ["log", "--item", " ", "--phase", "b", "--model", "c", "--tokens", "5"],
      ["report", "--picture", folder.path("a b")],
    ]
    for words in cases {
      let run = await makerlab(["budget"] + words + ["--log", folder.path("tokens.jsonl")])
      #expect(run.code == .usage, "\(words): \(run.notes)")
      #expect(run.notes.last?.hasPrefix("makerlab: ") == true, "\(words): \(run.notes)")
    }
    #expect(!folder.exists("tokens.jsonl"), "nothing was logged")
  }

  @Test("the shipped budget can be printed, changed and given back")
  func ownBudget() async throws {
    let shipped = await makerlab("budget", "--json-budget")
    let own = try folder.write(
      shipped.output.replacing("700000", with: "300000"), to: "budget.json")
    try await logDays()
    let status = await budget("--now", now, "--budget", own, "--format", "csv")
    #expect(status.output.contains("2026-11-20T12:00:00Z,total,tokens,300000,288000,0.96,red,0,"))
  }
}
