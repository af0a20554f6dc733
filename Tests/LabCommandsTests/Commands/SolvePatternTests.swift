import Foundation
import LabCommands
import Testing

/// `solve --pattern`: the pattern says how is voted, and nothing beside it does.
@Suite struct SolvePatternTests {
  private struct Report: Decodable {
    var verdict: String
    var decided: Int
    var undecided_reason: String?
    var draws: Int
    var votes: Int
    var cancelled: Int
    var escalations: Int
    var k: Int
    var k_choice: String
    var pattern: String?
    var id: String
  }

  private func solve(_ words: String, in out: ScratchFolder) async throws -> Report {
    let run = await makerlab(
      ["solve"] + words.split(separator: " ").map(String.init)
        + ["--out", out.path, "--format", "json"])
    try #require([.done, .verdict].contains(run.code), "\(run.notes)")
    return try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
  }

  @Test func simpleAsksThreeAtOnce() async throws {
    let out = try ScratchFolder()
    let report = try await solve(
      "--task chain --steps 200 --pattern simple --channel simulated:p=0.99", in: out)
    #expect(report.verdict == "solved" && report.decided == 200)
    #expect(report.draws == 600 && report.k == 2 && report.k_choice == "pattern")
    // The third draw is in vain where the first two agree.
    #expect(report.cancelled == 600 - report.votes && report.votes < 420)
    #expect(report.pattern == "simple:tier=small,draws=3,k=2,rule=first-to-k")
    // The same again is a resume of the same solve; another reading of the rule is another solve.
    let again = try await solve(
      "--task chain --steps 200 --pattern simple:draws=3 --channel simulated:p=0.99", in: out)
    #expect(again.id == report.id)
    let other = try await solve(
      "--task chain --steps 200 --pattern simple:rule=first-to-ahead-by-k "
        + "--channel simulated:p=1", in: out)
    #expect(other.id != report.id && other.draws == 600)
  }

  @Test func aLadderHandsStepsOn() async throws {
    let out = try ScratchFolder()
    let report = try await solve(
      "--task hanoi --disks 6 --pattern ladder:tiers=small+large,k=2+1,attempts=4+9 "
        + "--channel simulated:p=0.8 --escalate simulated:p=1", in: out)
    #expect(report.decided > 10 && report.escalations > 0)
    // Replies that are all flagged leave a tier after three of them.
    let flagged = try await solve(
      "--task hanoi --disks 3 --pattern ladder:tiers=small+large,flags=3,attempts=50 "
        + "--channel simulated:p=0.9,v=1e-9 --escalate simulated:p=1", in: out)
    #expect(flagged.verdict == "solved" && flagged.escalations == 7)
    #expect(flagged.draws == 7 * (3 + 2))
    let lost = try await solve(
      "--task hanoi --disks 3 --pattern ladder:tiers=small,flags=4,attempts=50 "
        + "--channel simulated:p=0.9,v=1e-9", in: out)
    #expect(lost.verdict == "undecided" && lost.undecided_reason == "run of flags")
    #expect(lost.draws == 4)
  }

  @Test func adaptiveStopsAtItsCap() async throws {
    let out = try ScratchFolder()
    let report = try await solve(
      "--task chain --steps 50 --pattern adaptive:k=4,cap=4 --channel simulated:p=0.6", in: out)
    #expect(report.verdict == "undecided" && report.undecided_reason == "cap")
  }

  @Test(arguments: [
    ("--pattern simple --k 2", "--k"), ("--pattern simple --cap 3", "--cap"),
    ("--pattern adaptive --draw-limit 9", "--draw-limit"),
    ("--pattern adaptive --target .9", "--target"), ("--pattern twice", "no pattern"),
    ("--pattern ladder", "2 of --escalate"),
    ("--pattern simple --escalate simulated:p=1", "--channel alone"),
    ("--pattern plan-execute-review", "no prompts"), ("--pattern simple:k=5", "simple: k is 5"),
  ])
  func refusesInOneLine(words: String, named: String) async throws {
    let out = try ScratchFolder()
    let run = await makerlab(
      [
        "solve", "--task", "hanoi", "--disks", "3", "--channel", "simulated:p=.9", "--out",
        out.path("out"),
      ] + words.split(separator: " ").map(String.init))
    #expect(run.isRefusal, "\(run.notes)")
    #expect(run.notes.first?.contains(named) == true, "\(run.notes)")
    #expect(!out.exists("out"), "nothing was made")
  }
}
