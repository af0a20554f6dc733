import Foundation
import LabCommands
import Testing

/// The paper's run as text: 20 disks, calibrated error .0022, k = 3; `make soak` runs it.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MAKERLAB_SOAK"] != nil))
struct MillionStepsSoakTests {
  /// Null: votes and flags are as theory says; 5 sigma each, at five seeds.
  ///
  /// Each run is solved with probability .989, so one seed of five may end wrong, hardly two.
  @Test func aMillionStepsAreSolvedAndAgreeWithTheory() async throws {
    var solved = 0
    for seed in 1...5 {
      let out = try ScratchFolder()
      let object = try await makerlab(
        "solve", "--task", "hanoi", "--disks", "20", "--k", "3", "--seed", "\(seed)",
        "--channel", "simulated:p=0.9978,v=0.968", "--out", out.path, "--format", "json"
      ).object()
      guard case .number(let votesZ) = object["votes_z"],
        case .number(let flagsZ) = object["flags_z"]
      else {
        Issue.record("seed \(seed): no theory: \(object)")
        continue
      }
      #expect(object["decided"] == .number(1_048_575), "seed \(seed)")
      #expect(abs(votesZ) < 5 && abs(flagsZ) < 5, "seed \(seed): z \(votesZ) and \(flagsZ)")
      solved += object["solved"] == .bool(true) ? 1 : 0
    }
    #expect(solved >= 4, "\(solved) of 5 solved")
  }
}
