import Analysis
import ExperimentDesign
import Foundation
import LabCommands
import MAKERCore
import Simulation
import Testing

@Suite struct SelfTestTests {
  /// The self-test at its default seed, run once.
  private static let report = Result { try SelfTest.report(seed: 1, oracle: TheoryOracle()) }

  private static let samples: Set<String> = [
    "wrong steps", "votes per step", "wrong races", "undecided races", "task failure",
  ]

  /// Who is rejected by what at seed 1.
  ///
  /// A cheat that leaks into what it does not name would be caught by more.  The last two are decided
  /// step by step and have no samples.
  private static let caughtBy: [(cheat: String, checks: Set<String>)] = [
    ("unshuffled mock", samples.union(["valid draws"])),
    ("early stop", samples),
    ("first-to-k", samples),
    ("clamped margin", ["exact margins", "wrong steps", "votes per step", "task failure"]),
    ("margin from a bound", ["exact margins"]),
    ("plurality at the cap", ["wrong races", "undecided races"]),
    ("reused seeds", ["wrong steps", "votes per step", "task failure"]),
    ("cached repeats", samples.union(["valid draws", "failed attempts", "token limit"])),
    ("retries as votes", ["failed attempts"]),
    ("bytes as tokens", ["token limit"]),
  ]

  @Test func everyCheatIsRejectedAndOursAccepted() throws {
    let report = try Self.report.get()
    #expect(report.faults.isEmpty)
    #expect(!report.ours.isRejected, "\(report.ours.objections)")
    #expect(report.cheats.allSatisfy { $0.isRejected && $0.isRejectedByItsCheck })
    for check in report.checks { #expect(!report.catches(check.name).isEmpty, "\(check.name)") }
  }

  @Test func theTableSaysWhichCheckCatchesWhichCheat() throws {
    let report = try Self.report.get()
    #expect(report.cheats.map(\.engine) == Self.caughtBy.map(\.cheat))
    for (cheat, (_, expected)) in zip(report.cheats, Self.caughtBy) {
      // Steps that are all alike make counts scatter so much that these two may pass.
      let sure =
        cheat.engine == "reused seeds"
        ? expected.subtracting(["wrong steps", "votes per step"]) : expected
      #expect(sure.isSubset(of: cheat.caughtBy), "\(cheat.engine): \(cheat.objections)")
      #expect(Set(cheat.caughtBy).isSubset(of: expected), "\(cheat.engine): \(cheat.objections)")
    }
  }

  @Test func falseAlarmRatesAddUp() throws {
    let report = try Self.report.get()
    let sum = report.checks.reduce(0) { $0 + $1.falseAlarmRate }
    #expect(abs(sum / SelfTest.falseAlarmRate - 1) < 1e-12)
  }

  @Test(arguments: [2, 3, 4])
  func oursIsAcceptedAtOtherSeeds(seed: Int) throws {
    let verdict = try SelfTest.verdictOnOurs(
      seed: seed, falseAlarmRate: SelfTest.falseAlarmRate, oracle: TheoryOracle())
    #expect(!verdict.isRejected, "seed \(seed): \(verdict.objections)")
  }

  /// The margins that engines are held against are those of the 60-digit reference.
  @Test func marginsAreThoseOfTheReference() throws {
    let reference = try References.rows("kmin.csv")
    for row in ExactMargins.rows {
      let found = reference.filter {
        Double($0["p"] ?? "") == row.p && Double($0["target"] ?? "") == row.target
          && $0["steps"] == "\(row.steps)" && $0["steps_per_subtask"] == "1"
      }
      #expect(found.map { $0["k_min"] } == ["\(row.margin)"], "\(row)")
    }
  }

  /// A cheat differs from ours only in its part: with none replaced the counts are those of ours.
  @Test(arguments: [nil, 7], [1, 12])
  func aCheatWithoutACheatIsOurs(cap: Int?, steps: Int) throws {
    let point = DesignPoint(
      experiment: "test/self-test", fidelity: .vote, unit: .task, shares: [0.6, 0.4],
      validRate: 0.8, steps: steps, disks: nil, target: nil, margin: 3, marginChoice: .fixed(3),
      minimumMargin: nil, cap: cap, listedVotes: 20)
    let planned = PlannedPoint(point: point, stop: .trials(300))
    let ours = try Samplers.make(for: planned, seed: 5).sample(0..<300)
    let raced = try RaceByRace(planned, seed: 5).sample(0..<300)
    #expect(raced == ours)
    #expect(ours.racesWrong > 0 && (cap == nil) == (ours.racesUndecided == 0))
  }

  @Test func whatPassesIsAFault() {
    func verdict(_ check: String?, _ objections: [String]) -> EngineVerdict {
      EngineVerdict(
        engine: "engine", summary: "", check: check, objections: objections.map { ($0, "") })
    }
    func faults(_ ours: EngineVerdict, _ cheat: EngineVerdict) -> Int {
      SelfTestReport(
        seed: 1, ours: ours, cheats: [cheat, verdict("b", ["b"])],
        checks: [("a", "", 0), ("b", "", 0)]
      ).faults.count
    }
    #expect(faults(verdict(nil, []), verdict("a", ["a"])) == 0)
    #expect(faults(verdict(nil, ["a"]), verdict("a", ["a"])) == 1)
    // Passing every check, or only the one that is there for it, leaves that check without a catch.
    #expect(faults(verdict(nil, []), verdict("a", [])) == 2)
    #expect(faults(verdict(nil, []), verdict("a", ["b"])) == 2)
    #expect(faults(verdict(nil, []), verdict("b", ["b"])) == 1)
  }
}
