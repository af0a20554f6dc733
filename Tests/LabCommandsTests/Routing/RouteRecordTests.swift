import Foundation
import LabCommands
import Testing
import TextFormats

@Suite struct RouteRecordTests {
  let scratch: ScratchFolder
  let log: String
  let out: String

  init() throws {
    scratch = try ScratchFolder()
    log = scratch.path("r.jsonl")
    out = scratch.path("out")
  }

  private func route(_ words: String...) async -> CommandRun {
    await makerlab(["route"] + words + ["--log", log, "--out", out])
  }

  /// Five tasks with their outcomes, by hand: the numbers of the report, from the log and from the store.
  @Test func logAndStoreHoldTheSameAndTheReportIsRight() async throws {
    for (id, label) in [
      ("a", "complexity:simple"), ("b", "complexity:simple"), ("c", "model:large"), ("d", "x"),
    ] {
      let run = await route("think \(id)", "--label", label, "--id", id)
      #expect(run.code == .done && run.output.contains("recorded    \(id) in \(log) and \(out)"))
    }
    let over = await route(
      "think e", "--label", "complexity:simple", "--id", "e", "--override", "large", "--reason",
      "a release")
    #expect(
      over.output.contains("large tier") && over.output.contains("small by the rules; a release"))
    for words in [
      ["a", "--succeeded", "--cost", "0.001", "--medium-cost", "0.01"],
      ["b", "--succeeded", "--cost", "0.014", "--medium-cost", "0.01", "--escalated-to", "large"],
      ["c", "--failed", "--rework", "2"],
      ["d", "--succeeded", "--tokens-in", "1000", "--tokens-out", "1000"],
    ] {
      let run = await makerlab(["route", "--outcome"] + words + ["--log", log, "--out", out])
      #expect(run.code == .done, "\(run.notes)")
    }
    let both = await route("--report", "--format", "json")
    let logged = await makerlab("route", "--report", "--log", log, "--format", "json")
    let stored = await makerlab("route", "--report", "--out", out, "--format", "json")
    #expect(both.output == logged.output && logged.output == stored.output)
    #expect(both.notes.isEmpty)
    let report = try JSONReader.value(Array(both.output.utf8))
    let tiers = try #require(report["tiers"]?.elements)
    #expect(tiers.map { $0["tasks"]?.integer } == [2, 1, 2, 5])
    #expect(tiers.map { $0["judged"]?.integer } == [2, 1, 1, 4])
    #expect(tiers.map { $0["by_tier_alone"]?.integer } == [1, 1, 0, 2])
    #expect(tiers.map { $0["done_at_last"]?.integer } == [2, 1, 0, 3])
    // Sonnet's 1000 tokens in and out cost 0.003 and 0.015 dollars, on the medium tier as on itself.
    let savings = try #require(report["savings"])
    #expect(savings["picodollars"]?.integer == 33_000_000_000)
    #expect(savings["medium_picodollars"]?.integer == 38_000_000_000)
    #expect(savings["tasks"]?.integer == 3 && savings["unknown"]?.integer == 1)
    let calibration = try #require(report["calibration"])
    #expect(calibration["judged"]?.integer == 4)
    // Stated .6 for d, .95 for a and b, 1 for c, of which a and d held.
    let brier = try #require(calibration["brier"]?.double)
    #expect(abs(brier - (0.16 + 0.0025 + 0.9025 + 1) / 4) < 1e-12)
    let groups = try #require(calibration["groups"]?.elements)
    #expect(
      groups.map { $0["verdict"]?.string } == ["not contradicted", "not contradicted", "too sure"])
    let table = await route("--report")
    #expect(table.output.contains("5 decisions, 4 with an outcome, 1 overridden"))
    #expect(table.output.contains("saved against all-medium: 13.2 %"))
    let csv = await route("--report", "--format", "csv")
    #expect(csv.output.contains("\ntier,large,2,1,0,0,0,0.975,,\n"))
  }

  @Test func anOutcomeIsGivenOnceAndToOneDecision() async throws {
    _ = await route("think", "--id", "abc1")
    _ = await route("think", "--id", "abc2")
    for (words, line) in [
      (
        ["abc", "--failed"], "--outcome: no decision, or more than one, begins with 'abc' in \(log)"
      ),
      (["abc1"], "--outcome: give one of --succeeded and --failed"),
      (["abc1", "--failed", "--succeeded"], "--outcome: give one of --succeeded and --failed"),
      (
        ["abc1", "--failed", "--escalated-to", "medium"],
        "--escalated-to: medium is the tier that the task went to"
      ),
      (["abc1", "--failed", "--cost", "-1"], "--cost must be at least 0, not '-1'"),
    ] {
      let run = await makerlab(["route", "--outcome"] + words + ["--log", log])
      #expect(run.isRefusal && run.notes[0] == "makerlab: " + line, "\(run.notes)")
    }
    let first = await route("--outcome", "abc1", "--failed")
    #expect(first.output.hasPrefix("abc1: failed on the medium tier; cost unknown; recorded in"))
    let again = await route("--outcome", "abc1", "--succeeded")
    #expect(again.notes == ["makerlab: --outcome: abc1 has an outcome already"])
    let same = await route("think", "--id", "abc1")
    let lines = try scratch.text("r.jsonl").split(separator: "\n")
    #expect(same.code == .done && lines.count == 3, "\(same.notes)")
    let other = await makerlab("route", "rethink", "--id", "abc1", "--log", log)
    #expect(other.isRefusal)
    #expect(other.notes == ["makerlab: --id: abc1 is taken in \(log); give another"])
  }

  /// A place that cannot be written leaves the other as it was, and the same command then fills both.
  @Test func aDecisionIsRecordedInBothPlacesOrInNeither() async throws {
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    let store = try scratch.write(
      "no store of any kind, as long as it may be", to: "out/lab.sqlite")
    let torn = await route("think", "--id", "a")
    #expect(torn.code != .done && !FileManager.default.fileExists(atPath: log), "\(torn.notes)")
    try FileManager.default.removeItem(atPath: store)
    // What an older version left: the log alone has it.
    _ = await makerlab("route", "think", "--id", "a", "--log", log)
    let again = await route("think", "--id", "a")
    #expect(again.code == .done, "\(again.notes)")
    for place in [["--log", log], ["--out", out], ["--log", log, "--out", out]] {
      let run = await makerlab(["route", "--report"] + place)
      #expect(run.notes.isEmpty && run.output.contains("1 decision, 0 with an outcome"))
    }
    let bad = await makerlab(
      "route", "think", "--id", "b", "--log", scratch.path("none/r.jsonl"), "--out", out)
    let report = await makerlab("route", "--report", "--out", out)
    #expect(bad.code != .done && report.output.contains("1 decision, "))
  }

  @Test func aTornLogAndAClockThatJumpedAreSaid() async throws {
    _ = await makerlab("route", "think", "--id", "a", "--log", log)
    var text = try scratch.text("r.jsonl")
    text += text.replacing("\"id\":\"a\"", with: "\"id\":\"b\"")
      .replacing("\"time\":\"2", with: "\"time\":\"9")
    text += "\u{1B}[31m\n" + text.prefix(40)
    try scratch.write(text, to: "r.jsonl")
    let run = await makerlab("route", "--report", "--log", log)
    #expect(run.code == .done && run.output.contains("2 decisions, 0 with an outcome"))
    #expect(
      run.notes == [
        "\(log): line 3: no JSON from byte 1 on",
        "\(log): line 4: torn, its writer was stopped before its end",
        "\(log): line 2: b is later than now: the clock has jumped",
      ])
    #expect(run.output.contains("no decision of the router's own has an outcome yet"))
  }

  /// Text of others goes into logs, the store, tables and a script of gnuplot, and stays text.
  @Test func hostileTextStaysText() async throws {
    let text = "x'; DROP TABLE routing_decision; -- \u{1B}[2J `rm` \"$(date)\"\nplot '<date'"
    _ = await route(text, "--id", "a", "--label", "'; DROP TABLE routing_decision; -- `rm`")
    _ = await route("y", "--id", "b", "--override", "small", "--reason", "'; \"$(date)\"")
    let report = await route("--report")
    #expect(report.code == .done && report.output.contains("2 decisions"))
    let line = try #require(
      try scratch.text("r.jsonl").split(separator: "\n").first.map(String.init))
    #expect(!line.contains("\u{1B}"))
    #expect(try JSONReader.value(Array(line.utf8))["text"]?.string == text)
    let hidden = await makerlab("route", text, "--no-text", "--log", scratch.path("n.jsonl"))
    #expect(hidden.code == .done)
    #expect(!(try scratch.text("n.jsonl").contains("DROP TABLE")))
    for words in [["--label", text], ["--override", "small", "--reason", text]] {
      let run = await makerlab(["route", "y", "--log", scratch.path("s.jsonl")] + words)
      #expect(run.isRefusal && run.notes[0].contains("must be on one line"), "\(run.notes)")
      #expect(!run.notes[0].contains("\u{1B}"))
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path("s.jsonl")))
    let tasks = try scratch.write(#"{"text": "x", "labels": ["\u001b[2J"]}"#, to: "labels.jsonl")
    let batch = await makerlab("route", "--file", tasks, "--format", "csv")
    #expect(batch.isRefusal && batch.notes[0].contains("line 1: label: "), "\(batch.notes)")
    for run in [report, hidden] {
      #expect(!run.output.contains("\u{1B}"))
    }
  }

  @Test func tasksOfAFileAreRoutedTogetherOrNotAtAll() async throws {
    let tasks = try scratch.write(
      """
      {"text": "fix a typo", "id": "t1"}
      {"text": "think", "labels": ["complexity:complex", "x"], "id": "t2"}

      {"text": "think"}
      """, to: "tasks.jsonl")
    let run = await makerlab("route", "--file", tasks, "--log", log, "--format", "csv")
    let rows = run.output.split(separator: "\n")
    #expect(rows.count == 4)
    #expect(rows[1].hasPrefix("t1,small,") && rows[2].hasPrefix("t2,large,"))
    #expect(rows[3].contains(",medium,") && rows[3].contains(",0.6,default,"))
    #expect(try scratch.text("r.jsonl").split(separator: "\n").count == 3)
    let table = await makerlab("route", "--file", tasks)
    #expect(table.output.hasSuffix("recorded nowhere") && table.output.contains("fix a typo"))
    for (bad, problem) in [
      ("{\"text\": 7}", "line 2: text must be a text"),
      (
        "{\"text\": \"x\", \"label\": \"y\"}",
        "line 2: unknown key 'label'; known are text, labels, id"
      ),
      (
        "{\"text\": \"x\", \"labels\": [\"\"]}",
        "line 2: label: is empty; write it as complexity:simple"
      ),
      ("{\"text\": \" \"}", "line 2: <task> is empty"),
      (
        "{\"text\": \"x\", \"labels\": [\"model:small\", \"model:opus\"]}",
        "line 2: labels \"model:small\" and \"model:opus\": contradict each other: one says small, the other "
          + "large; leave one out"
      ),
      ("{\"text\"", "line 2: torn, its writer was stopped before its end"),
    ] {
      let file = try scratch.write("{\"text\": \"x\", \"id\": \"new\"}\n" + bad, to: "bad.jsonl")
      let refused = await makerlab("route", "--file", file, "--log", log)
      #expect(
        refused.isRefusal && refused.notes == ["makerlab: \(file): \(problem)"], "\(refused.notes)")
    }
    #expect(!(try scratch.text("r.jsonl").contains("\"new\"")))
  }
}
