import Economics
import Foundation
import LabCommands
import Testing

@Suite struct WorkflowCommandTests {
  private func workflow(_ words: String...) async -> CommandRun {
    await makerlab(["workflow", "--trials", "400"] + words, environment: [:])
  }

  /// A row of the table of numbers, by its quantity.
  private func row(_ quantity: String, of run: CommandRun) throws -> [String] {
    let line = try #require(
      run.output.split(separator: "\n").first { $0.hasPrefix(quantity + ",") })
    return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func theShippedWorkflowIsPricedOnTheDayOfItsPlan() async throws {
    let run = await workflow()
    #expect(run.code == .done, "\(run.notes)")
    #expect(run.output.hasPrefix("five agents under a planner\n5 agents side by side"))
    #expect(run.output.contains("prices of 2025-10-21 from the shipped price book of 2026-11-20"))
    #expect(run.output.contains("small: anthropic:claude-haiku-4-5, 1.00 in, 5.00 out"))
    #expect(run.output.contains("Bash Read Write Edit Grep Glob"))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 160 })
  }

  /// At the author's own prices the helpers cost what is claimed: .054 + 5·(.044 + .02 + .01 + .03).
  @Test func theSimulationStandsBesideTheExactValue() async throws {
    let run = await workflow("--stated-prices", "--format", "csv", "--seed", "3")
    let cost = try row("cost", of: run)
    let exact = try #require(Double(cost[5]))
    #expect(abs(exact - 0.574) < 1e-12)
    let z = try #require(Double(cost[6]))
    #expect(abs(z) < 5, "seed 3: expected \(exact), observed \(cost[2]), z \(z)")
    let span = try row("makespan", of: run)
    let spanZ = try #require(Double(span[6]))
    #expect(abs(spanZ) < 5, "seed 3: expected \(span[5]), observed \(span[2]), z \(spanZ)")
    #expect(try row("all_large_cost", of: run)[5].isEmpty, "nobody states its price")
    // On the medium tier the executors take 40,000 and 10,000 tokens.
    let medium = try #require(Double(try row("all_medium_cost", of: run)[5]))
    #expect(medium > 1.404)
  }

  @Test func moreAgentsThanPlacesTakeTurns() async throws {
    let all = try row("makespan", of: await workflow("--format", "csv", "--agents", "8"))
    let limited = try row(
      "makespan", of: await workflow("--format", "csv", "--agents", "8", "--limit", "2"))
    let (short, long) = try (#require(Double(all[2])), #require(Double(limited[2])))
    #expect(long > 2 * short)
    #expect(limited[5].isEmpty, "no exact value is known")
    let one = try row("makespan", of: await workflow("--format", "csv", "--agents", "1"))
    #expect(try #require(Double(one[2])) < short)
  }

  @Test func anUnknownPriceIsNoCost() async throws {
    let run = await workflow("--on", "2024-01-01")
    #expect(run.code == .done)
    #expect(run.output.contains("small: anthropic:claude-haiku-4-5, unknown"))
    #expect(!run.output.contains("$0 ") && run.output.contains("unknown"))
  }

  @Test func aWorkflowOfOnesOwnIsRead() async throws {
    let scratch = try ScratchFolder()
    let printed = await makerlab("workflow", "--json-workflow")
    let file = try scratch.write(
      printed.output.replacing("\"agents\": 5", with: "\"agents\": 3"), to: "mine.json")
    let run = await workflow(file, "--format", "json")
    #expect(run.code == .done, "\(run.notes)")
    #expect(run.output.contains("\"agents\": 3"))
    let wrong = try scratch.write(
      printed.output.replacing("\"tier\": \"small\"", with: "\"tier\": \"tiny\""), to: "wrong.json")
    let refusal = await workflow(wrong)
    #expect(refusal.isRefusal)
    #expect(refusal.notes.first?.contains("kinds[0].tier: 'tiny' is unknown") == true)
  }

  /// What a file says is shown, never obeyed by a terminal.
  @Test func aNameCannotSteerTheTerminal() async throws {
    let scratch = try ScratchFolder()
    let printed = await makerlab("workflow", "--json-workflow")
    let file = try scratch.write(
      printed.output.replacing("\"worktree-manager\"", with: "\"a\\u001b[2Jb\""), to: "mine.json")
    let run = await workflow(file)
    #expect(run.code == .done, "\(run.notes)")
    #expect(!run.output.unicodeScalars.contains("\u{1b}"))
  }

  @Test(arguments: [
    (["--agents", "0"], "--agents must be from 1 to 1000"),
    (["--trials", "99"], "--trials must be"),
    (["--on", "yesterday"], "--on must be a day"),
    (["--stated-prices", "--on", "2025-10-21"], "--stated-prices takes the place"),
    (["no-such.json"], "no-such.json: this workflow cannot be read"),
    (["--json-workflow", "a.json"], "name no file beside it"),
    (["--agents", "1000", "--trials", "1000000"], "simulate fewer runs"),
  ])
  func wrongUseIsRefusedInOneLine(words: [String], part: String) async throws {
    let run = await makerlab(["workflow"] + words, environment: [:])
    #expect(run.isRefusal, "\(run.notes)")
    #expect(run.notes.first?.contains(part) == true, "\(run.notes)")
  }
}
