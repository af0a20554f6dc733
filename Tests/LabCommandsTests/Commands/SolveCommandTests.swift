import Foundation
import LabCommands
import MAKERCore
import Telemetry
import Testing

@Suite struct SolveCommandTests {
  private func solve(_ words: String, out: ScratchFolder) async -> CommandRun {
    await makerlab(
      ["solve", "--task", "hanoi", "--out", out.path] + words.split(separator: " ").map(String.init)
    )
  }

  @Test func aSolvedTaskSaysWhatItTookBesideTheory() async throws {
    let out = try ScratchFolder()
    let run = await solve(
      "--disks 8 --channel simulated:p=0.9,v=0.8,latency=5ms --seed 3 --format json", out: out)
    #expect(run.code == .done)
    let object = try run.object()
    #expect(object["solved"] == .bool(true) && object["verdict"] == .text("solved"))
    #expect(object["steps"] == .number(255) && object["undecided"] == .number(0))
    #expect(object["k"] == .number(4), "k_min of p = .9, s = 255, t = .95")
    guard case .number(let draws) = object["draws"], case .number(let votes) = object["votes"],
      case .counts(let flags) = object["flags"], case .number(let z) = object["votes_z"],
      case .number(let flagsZ) = object["flags_z"]
    else {
      Issue.record("fields are missing: \(object)")
      return
    }
    #expect(Int(draws) == Int(votes) + flags.values.reduce(0, +))
    #expect(Set(flags.keys) == ["too long", "no action", "no state"])
    #expect(abs(z) < 5 && abs(flagsZ) < 5)
    #expect(object["cost"] == .null, "an unknown price is unknown")
    // Side by side, the draws of a step take the time of one.
    guard case .number(let parallel) = object["elapsed_s"],
      case .number(let sequential) = object["sequential_s"]
    else { return }
    #expect(abs(sequential - draws * 0.005) < 1e-6)
    #expect(parallel >= 255 * 0.005 - 1e-9 && parallel < sequential / 2)
  }

  @Test func theFilesHoldReportAndSteps() async throws {
    let out = try ScratchFolder()
    let run = await solve("--disks 3 --channel simulated:p=1 --k 2", out: out)
    #expect(run.code == .done && run.output.hasPrefix("hanoi-3: solved"))
    let names = try FileManager.default.contentsOfDirectory(atPath: out.path).sorted()
    #expect(names.count == 3 && names.last == "lab.sqlite", "\(names)")
    let steps = try out.text(names[1])
    #expect(
      steps.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init) == [
        "step,verdict,right,action,votes,draws,channel",
        "0,won,yes,\"[1, 0, 2]\",2,2,0", "1,won,yes,\"[2, 0, 1]\",2,2,0",
        "2,won,yes,\"[1, 2, 1]\",2,2,0", "3,won,yes,\"[3, 0, 2]\",2,2,0",
        "4,won,yes,\"[1, 1, 0]\",2,2,0", "5,won,yes,\"[2, 1, 2]\",2,2,0",
        "6,won,yes,\"[1, 0, 2]\",2,2,0",
      ])
    let status = await makerlab("status", out.path)
    #expect(status.output.contains("solve hanoi-3"), "\(status.output)")
  }

  @Test func theSameCommandAgainDrawsNothing() async throws {
    let out = try ScratchFolder()
    let words = "--disks 6 --channel simulated:p=0.95,v=0.9 --format json"
    let first = try await solve(words, out: out).object()
    let again = try await solve(words, out: out).object()
    #expect(first["resumed"] == .number(0) && again["resumed"] == .number(63))
    for (name, value) in first where !["resumed", "seconds"].contains(name) {
      #expect(again[name] == value, "\(name)")
    }
    // Another size, seed or margin is another solve beside it; nothing of the first is lost.
    #expect(await solve("--disks 5 --channel simulated:p=0.95", out: out).code == .done)
    #expect(try await solve(words + " --seed 2", out: out).object()["resumed"] == .number(0))
    #expect(try await solve(words, out: out).object()["resumed"] == .number(63))
  }

  @Test func wrongAndUndecidedEndWithOne() async throws {
    let out = try ScratchFolder()
    let wrong = await solve(
      "--disks 5 --channel simulated:p=0.4 --k 2 --format json", out: out)
    #expect(wrong.code == .verdict)
    let object = try wrong.object()
    #expect(object["solved"] == .bool(false) && object["verdict"] == .text("wrong"))
    guard case .number(let count) = object["wrong"] else { return }
    #expect(count > 5)
    let undecided = await solve(
      "--disks 5 --channel simulated:p=0.5 --k 4 --cap 5 --format json", out: out)
    #expect(undecided.code == .verdict)
    let fields = try undecided.object()
    #expect(fields["solved"] == .bool(false) && fields["verdict"] == .text("undecided"))
    #expect(fields["undecided"] == .number(1) && fields["undecided_reason"] == .text("cap"))
    let limited = await solve(
      "--disks 5 --channel simulated:p=0.9,v=0.01 --k 3 --draw-limit 9", out: out)
    #expect(limited.code == .verdict && limited.output.contains("--draw-limit"))
  }

  /// A step undecided at the cap goes to the next channel, which here always knows.
  @Test func undecidedStepsGoUpTheLadder() async throws {
    let out = try ScratchFolder()
    let run = await solve(
      "--disks 5 --channel simulated:p=0.7 --k 5 --cap 6 --escalate simulated:p=1 --format json",
      out: out)
    let object = try run.object()
    #expect(run.code == .done && object["verdict"] == .text("solved"))
    guard case .number(let escalations) = object["escalations"] else { return }
    #expect(escalations >= 3)
  }

  /// Legality is knowledge that the voter does not have: only where it is asked for.
  @Test func legalityIsCheckedOnlyWhereAsked() async throws {
    let out = try ScratchFolder()
    let words = "--disks 6 --channel simulated:p=0.7 --k 6 --format json"
    guard case .counts(let plain) = try await solve(words, out: out).object()["flags"],
      case .counts(let legal) = try await solve(words + " --legality", out: out).object()["flags"]
    else {
      Issue.record("no flags")
      return
    }
    #expect(plain.isEmpty)
    #expect(legal["illegal"] ?? 0 > 20)
  }

  @Test func aProfileFileIsAChannel() async throws {
    let out = try ScratchFolder()
    let profile = try out.write(
      #"{"p": 0.95, "v": 0.9, "latency": "exp:2ms", "tokens": 300}"#, to: "mini.json")
    let run = await solve("--disks 4 --channel \(profile) --format csv", out: out)
    #expect(run.code == .done, "\(run.notes)")
    #expect(run.output.split(separator: "\n").count == 2)
  }

  @Test(arguments: [
    ("--task multiplication --factors 98765x4321", 24), ("--task multiplication --digits 7", 56),
    ("--task sorting --numbers 3,-1,3,9223372036854775807,0", 5),
    ("--task sorting --length 40 --seed 9", 40), ("--task chain --steps 500 --answers 7", 500),
  ])
  func everyTaskIsSolved(words: String, steps: Int) async throws {
    let out = try ScratchFolder()
    let run = await makerlab(
      ["solve", "--channel", "simulated:p=0.9,v=0.9", "--target", "0.999", "--format", "json"]
        + ["--out", out.path] + words.split(separator: " ").map(String.init))
    #expect(run.code == .done, "\(run)")
    let object = try run.object()
    #expect(object["solved"] == .bool(true) && object["steps"] == .number(Double(steps)))
    guard case .number(let contested) = object["contested"] else { return }
    #expect(contested > 0, "some votes were wrong")
  }

  /// Other factors are another solve, though the task's name says only their digits.
  @Test func anotherInputIsAnotherSolve() async throws {
    let out = try ScratchFolder()
    var ids: Set<String> = []
    for factors in ["12x34", "12x35"] {
      let run = await makerlab(
        "solve", "--task", "multiplication", "--factors", factors, "--channel", "simulated:p=0.9",
        "--out", out.path, "--format", "json")
      guard case .text(let id) = try run.object()["id"] else { continue }
      ids.insert(id)
    }
    #expect(ids.count == 2)
  }

  /// The log of a solve, replayed, is its report; metrics stand beside it.
  @Test(arguments: ["info", "debug"]) func theLogReplaysToTheReport(level: String) async throws {
    let out = try ScratchFolder()
    let log = out.path("events.jsonl")
    let run = await solve(
      "--disks 6 --channel simulated:p=0.8,v=0.9 --k 3 --cap 9 --escalate simulated:p=0.95 "
        + "--log \(log) --log-level \(level) --metrics \(out.path("metrics.prom")) --format json",
      out: out)
    let object = try run.object()
    let replay = try LogReplay(log)
    #expect(replay.hasDraws == (level == "debug") && replay.tornLines == 0)
    #expect(replay.ownReport == replay.report)
    #expect(object["draws"] == .number(Double(replay.report.issued)))
    #expect(object["votes"] == .number(Double(replay.report.votes)))
    #expect(object["flags_total"] == .number(Double(replay.report.flags.total)))
    #expect(object["escalations"] == .number(Double(replay.report.escalations)))
    #expect(replay.report.escalations > 0 && replay.report.flags.total > 0)
    #expect(try out.text("metrics.prom").contains("makerlab_draws_total \(replay.report.issued)"))
  }

  /// What came out is shown, and kept with what was asked.
  @Test func theReportHoldsInputOutputAndSettings() async throws {
    let out = try ScratchFolder()
    let words = [
      "solve", "--task", "multiplication", "--factors", "12345x678", "--seed", "4", "--out",
      out.path, "--channel", "simulated:p=0.97,v=0.9,price-in=0.4,price-out=1.6,tokens-in=100",
    ]
    let run = await makerlab(words)
    #expect(run.output.contains("12345 x 678 = 8369910"), "\(run.output)")
    let object = try await makerlab(words + ["--format", "json"]).object()
    #expect(object["output"] == .text("12345 x 678 = 8369910"))
    #expect(object["seed"] == .number(4) && object["k_choice"] == .text("k_min"))
    guard case .number(let cost) = object["cost"], case .number(let tokens) = object["tokens_out"],
      case .number(let draws) = object["draws"]
    else {
      Issue.record("no cost: \(object)")
      return
    }
    let expected = (draws * 100 * 0.4 + tokens * 1.6) / 1e6
    #expect(abs(cost - expected) < 1e-9 * expected)
  }

  /// A cap or a limit that could have been met leaves no exact value to compare with.
  @Test func noTheoryWhereALimitMattered() async throws {
    let out = try ScratchFolder()
    for words in ["--k 2 --cap 30", "--k 3 --draw-limit 40"] {
      let object = try await solve(
        "--disks 3 --channel simulated:p=0.99 --format json " + words, out: out
      ).object()
      #expect(object["votes_z"] == .null && object["flags_exact"] == .null, "\(words)")
    }
  }

  /// The same channel in other words is the same channel.
  @Test func spellingIsNoIdentity() async throws {
    let out = try ScratchFolder()
    var ids: Set<String> = []
    for spec in ["p=0.9,v=0.95", "v=0.950,p=9e-1", "v=.95,p=0.90,latency=0ms"] {
      let object = try await solve("--disks 3 --channel simulated:\(spec) --format json", out: out)
        .object()
      if case .text(let id) = object["id"] { ids.insert(id) }
    }
    #expect(ids.count == 1)
  }

  /// Votes of a step that was given up are no votes of a decided one.
  @Test func aFailedStepIsNoPartOfTheMean() async throws {
    let out = try ScratchFolder()
    let object = try await solve(
      "--disks 6 --channel simulated:p=1,latency=exp:20ms --timeout 90ms --attempts 2 --k 3 "
        + "--seed 2 --format json", out: out
    ).object()
    #expect(object["verdict"] == .text("failed") && object["votes_per_step"] == .number(3))
    guard case .number(let parallel) = object["elapsed_s"],
      case .number(let sequential) = object["sequential_s"]
    else { return }
    #expect(parallel <= sequential)
  }

  /// A race of many candidates that would take long to solve is left without theory, at once.
  @Test func noTheoryIsWaitedFor() async throws {
    let out = try ScratchFolder()
    let run = await makerlab(
      "solve", "--task", "chain", "--steps", "1", "--k", "12", "--format", "json", "--channel",
      "simulated:shares=0.5;0.1;0.1;0.1;0.1;0.1", "--out", out.path)
    #expect(try run.object()["votes_z"] == .null)
    let quick = await makerlab(
      "solve", "--task", "chain", "--steps", "300", "--k", "3", "--format", "json", "--channel",
      "simulated:shares=0.7;0.2;0.1", "--out", out.path)
    guard case .number(let z) = try quick.object()["votes_z"] else {
      Issue.record("a small race has theory")
      return
    }
    #expect(abs(z) < 5)
  }
}
