import Economics
import Foundation
import LabCommands
import Testing

@Suite struct AllocateCommandTests {
  private func allocate(
    _ words: String..., environment: [String: String] = [:]
  ) async -> CommandRun {
    await makerlab(["allocate"] + words, environment: environment)
  }

  @Test func oneDecisionSaysWhichRulesApplied() async throws {
    let run = await allocate("--agent", "SECURITY", "--phase", "exec", "--consumed", "0.97")
    #expect(run.code == .done)
    #expect(
      run.output == """
        SECURITY in exec, routine work, zone red: large (anthropic:claude-opus-4-5)
        because
          SECURITY in exec is assigned large
          zone red leaves security work alone
        """)
  }

  @Test func workThatWaitsEndsWithTheCodeOfABudget() async throws {
    let run = await allocate("--agent", "API", "--phase", "exec", "--zone", "orange")
    #expect(run.code == .budget)
    #expect(run.output.hasPrefix("API in exec, routine work, zone orange: deferred\n"))
    let json = await allocate(
      "--agent", "API", "--phase", "exec", "--zone", "orange", "--critical", "--format", "json")
    #expect(json.code == .done)
    let object = try json.object()
    #expect(object["tier"] == .text("medium") && object["outcome"] == .text("run"))
    #expect(object["reserve"] == .text("whole") && object["forced"] == .null)
  }

  @Test func withoutAnAgentAllAreListedInEveryZone() async throws {
    let run = await allocate()
    let lines = run.output.split(separator: "\n").map(String.init)
    // Sixteen agents; the phases of one differ.
    #expect(lines.count == 3 + 17)
    #expect(lines[0] == "routine work")
    #expect(lines[1].hasSuffix("green   yellow  orange    red       red, reserve  red, spent"))
    #expect(lines.contains { $0.hasPrefix("VALIDATION    plan, exec  medium  medium  deferred") })
    #expect(lines.last?.hasPrefix("SECURITY      all         large   large   large ") == true)
    let csv = await allocate("--format", "csv")
    // 16 agents, 3 phases, 6 states of a budget, and the names of the columns.
    let rows = csv.output.split(separator: "\n").map(String.init)
    #expect(rows.count == 289)
  }

  @Test func inAZoneColumnsArePhases() async throws {
    let run = await allocate("--zone", "orange", "--security-critical")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines[0] == "security-critical work, zone orange")
    #expect(lines.contains("VALIDATION    small   medium  medium"))
    #expect(lines.contains("TESTING       large   large   large"))
  }

  @Test func overridesAreRecordedAndListed() async throws {
    let scratch = try ScratchFolder()
    let log = scratch.path("overrides.jsonl")
    let words = ["allocate", "--agent", "API", "--phase", "exec", "--zone", "orange"]
    let reason = "release, today"
    let granted = await makerlab(
      words + ["--force", "large", "--reason", reason, "--log", log, "--by", "ada"])
    #expect(granted.code == .done)
    #expect(granted.output.contains("forced to large: large ("))
    let refused = await makerlab(
      ["allocate", "--agent", "SECURITY", "--phase", "plan", "--force", "small", "--reason", "x"],
      environment: ["MAKERLAB_OVERRIDES": log, "USER": "bob"])
    #expect(refused.isRefusal)
    #expect(
      refused.notes.first
        == "makerlab: forcing small would break 'SECURITY is never below large': refused")
    let list = await allocate("--log", log)
    let lines = list.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 4 && list.notes.isEmpty)
    #expect(lines[2].contains("ada") && lines[2].hasSuffix("release, today"))
    #expect(lines[2].contains("deferred   large   run"))
    #expect(lines[3].contains("bob") && lines[3].contains("large      small   refused  x"))
    let csv = await allocate("--log", log, "--format", "csv")
    let rows = csv.output.split(separator: "\n").map(String.init)
    #expect(rows.count == 3)
  }

  @Test func aLogWithABadAndATornLineIsListedWithComplaints() async throws {
    let scratch = try ScratchFolder()
    let log = try scratch.write(
      "{\"kind\": \"override\", \"time\": \"t\", \"reason\": \"r\"}\nnonsense\n{\"kind\": \"tokens\"}\n{\"ki",
      to: "overrides.jsonl")
    let run = await allocate("--log", log)
    #expect(run.code == .done && run.notes.count == 3, "\(run.notes)")
    #expect(run.notes[0].hasPrefix("\(log): line 2: "))
    #expect(run.notes[1].hasPrefix("\(log): line 4: torn"))
    #expect(run.notes[2] == "\(log): 1 other record")
    let rows = run.output.split(separator: "\n").map(String.init)
    #expect(rows.count == 3)
  }

  @Test func theShippedPolicyCanBeReadAgainAndIsProven() async throws {
    let scratch = try ScratchFolder()
    let text = await allocate("--json-policy").output
    let file = try scratch.write(text, to: "policy.json")
    let run = await allocate("--check", file)
    #expect(run.output.hasPrefix("\(file) holds: 16 agents, 31,104 states, each decided on\n"))
    let one = await allocate("--policy", file, "--agent", "API", "--phase", "exec")
    let shipped = await allocate("--agent", "API", "--phase", "exec")
    #expect(one.output == shipped.output && one.code == .done)
  }

  @Test func aPolicyThatBreaksIsRefusedWhereverItIsGiven() async throws {
    let scratch = try ScratchFolder()
    let text = AllocationPolicy.shippedJSON.replacing(
      ", \"except\": {\"SECURITY\": \"large\"}", with: "")
    let file = try scratch.write(text, to: "policy.json")
    for option in ["--check", "--policy"] {
      let run = await allocate(option, file)
      #expect(run.isRefusal)
      #expect(
        run.notes.first
          == "makerlab: \(file): the policy breaks its invariant 'SECURITY is never below large': "
          + "SECURITY in lead, routine work, zone green, rolled back runs on medium, and allowed "
          + "are large and above")
    }
  }

  @Test(arguments: [
    (["--agent", "security"], "not 'security'; did you mean SECURITY?"),
    (["--zone", "blue"], "--zone must be one of green, yellow, orange, red"),
    (["--zone", "red", "--consumed", "1"], "--zone and --consumed say the same"),
    (["--consumed", "-1"], "--consumed must be at least 0 and at most 1000"),
    (["--rework", "--special"], "two reasons"),
    (["--rollback", "--paused"], "exclude each other"),
    (["--force", "large", "--reason", "r"], "--force needs --agent and --phase"),
    (["--agent", "API", "--phase", "exec", "--force", "large"], "--force needs --reason"),
    (
      ["--agent", "API", "--phase", "exec", "--force", "large", "--reason", " ", "--log", "x"],
      "--force needs --reason"
    ),
    (
      ["--agent", "API", "--phase", "exec", "--force", "large", "--reason", "r"],
      "--force is recorded: give --log"
    ),
    (["--reason", "r"], "--reason goes with --force"), (["--by", "r"], "--by goes with --force"),
    (["--policy", "no-such-file.json"], "no-such-file.json: this policy cannot be read"),
    (["--check", "a.json", "--zone", "red"], "--check takes no --zone beside it"),
    (["--json-policy", "--critical"], "--json-policy takes no --critical beside it"),
    (["--log", "a.jsonl", "--agent", "API"], "--log takes no --agent beside it"),
    (["--log", "no-such.jsonl"], "no-such.jsonl: there is no such log of overrides"),
    (["--budget", "b.json", "--zone", "red"], "give no --zone or --consumed beside it"),
    (["--token-log", "t.jsonl", "--consumed", "0.9"], "give no --zone or --consumed beside it"),
    (["--now", "2026-11-20"], "--now goes with --budget or --token-log"),
    (["--budget", "no-such.json"], "no-such.json: this budget cannot be read"),
    (["--token-log", "no-such.jsonl"], "no-such.jsonl: there is no such token log"),
    (["--token-log", ""], "--token-log: the name of a file is empty"),
  ])
  func wrongUseIsRefusedInOneLine(words: [String], part: String) async throws {
    let run = await makerlab(["allocate"] + words, environment: [:])
    #expect(run.isRefusal, "\(run.notes)")
    #expect(run.notes.first?.contains(part) == true, "\(run.notes)")
  }

  /// The zone is that of the limit that is consumed furthest, whichever it is.
  @Test func theZoneIsReadFromTheWeeksLog() async throws {
    let scratch = try ScratchFolder()
    let log = scratch.path("tokens.jsonl")
    let budget = try scratch.write(
      await makerlab("budget", "--json-budget").output, to: "budget.json")
    for (day, tokens) in [("10", "200000"), ("17", "203700")] {
      let run = await makerlab(
        "budget", "log", "--item", "SD-\(day)", "--phase", "EXEC", "--tokens", tokens, "--model",
        "sonnet", "--time", "2026-11-\(day)T09:00:00Z", "--log", log)
      #expect(run.code == .done, "\(run.notes)")
    }
    let read = ["--budget", budget, "--token-log", log, "--now", "2026-11-18"]
    let one = ["allocate", "--agent", "API", "--phase", "exec"]
    let run = await makerlab(one + read)
    // 203,700 of the 210,000 tokens of medium models are 97 %, of all 700,000 only 29.1 %.
    let typed = await makerlab(one + ["--consumed", "0.97"])
    #expect(run.code == typed.code && run.notes.isEmpty, "\(run.notes)")
    let sentence =
      "the week of 2026-11-16 has consumed 97.0 % of its medium tokens (203,700 of 210,000): zone red"
    #expect(
      run.output == typed.output.replacing("because\n", with: "because\n  \(sentence)\n"))
    let object = try await makerlab(one + read + ["--format", "json"]).object()
    #expect(object["limit"] == .text("medium tokens") && object["zone"] == .text("red"))
    let table = await makerlab(["allocate"] + read)
    let zone = await makerlab(["allocate", "--consumed", "0.97"])
    var lines = table.output.split(separator: "\n").map(String.init)
    #expect(lines.count > 1 && lines.remove(at: 1) == sentence)
    #expect(lines == zone.output.split(separator: "\n").map(String.init))
    // The week after begins with nothing.
    let after = await makerlab(
      one + ["--budget", budget, "--token-log", log, "--now", "2026-11-25"])
    #expect(after.output.contains("has consumed 0.0 % of its"), "\(after.output)")
    #expect(after.output.contains(": zone green"))
  }

  /// What cannot be recorded does not count.
  @Test func anOverrideWhoseLogCannotBeWrittenIsNone() async throws {
    let scratch = try ScratchFolder()
    let run = await allocate(
      "--agent", "API", "--phase", "exec", "--force", "large", "--reason", "r", "--log",
      scratch.path("no-such-folder/overrides.jsonl"))
    #expect(run.isRefusal, "\(run.notes)")
  }

  /// What somebody else wrote into a log is listed without what steers a terminal, and none is recorded.
  @Test(arguments: ["table", "csv", "json"])
  func nothingThatSteersATerminalIsStoredOrPrinted(format: String) async throws {
    let scratch = try ScratchFolder()
    let log = scratch.path("steered.jsonl")
    for option in ["--reason", "--by"] {
      let others = option == "--by" ? ["--reason", "r"] : []
      let run = await makerlab(
        [
          "allocate", "--agent", "API", "--phase", "exec", "--force", "large", "--log", log, option,
          "a\u{1B}[2Jb",
        ] + others)
      #expect(run.isRefusal && run.notes[0].contains("\(option) must be on one line"))
    }
    #expect(!FileManager.default.fileExists(atPath: log))
    _ = try scratch.write(
      #"{"kind": "override", "by": "x\u001b[31m", "reason": "y\u202e"}"# + "\n", to: "steered.jsonl"
    )
    let run = await allocate("--log", log, "--format", format)
    #expect(run.code == .done && run.output.contains("x"))
    #expect(!run.output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  @Test func coloursMoveNothing() async throws {
    for words in [["--zone", "red"], [], ["--agent", "API", "--phase", "exec"]] {
      var coloured: [String] = []
      let context = LabContext(
        write: { coloured.append($0) }, note: { _ in }, environment: [:], showsColour: true)
      _ = await Lab.run(["allocate"] + words, in: context)
      let plain = await makerlab(["allocate"] + words, environment: [:])
      let text = coloured.joined(separator: "\n")
      #expect(text.contains("\u{1B}["))
      #expect(text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain.output)
    }
  }
}
