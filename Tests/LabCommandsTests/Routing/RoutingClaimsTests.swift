import Foundation
import LabCommands
import Testing

@Suite struct RoutingClaimsTests {
  static let folder = URL(filePath: #filePath)
    .appending(path: "../../../../Experiments/claims/routing").standardized.path

  /// The verdicts, by numbers that are known by hand: .05^(1/6), 19 tasks, 67.5 %, a tenth, the mean of
  /// four at .95 and four at .85, and two votes at .855.
  @Test func theClaimsAreJudgedByNumbersKnownByHand() async throws {
    let run = await makerlab("check", Self.folder, "--format", "csv")
    #expect(run.code == .done, "\(run.notes)")
    let rows = run.output.split(separator: "\n").map(String.init)
    for (id, verdict, found) in [
      ("H01", "undecided", "bound the rate only above 0.607; it takes 19 without a failure"),
      ("H02", "supported", "The saving is 0.675"),
      ("H03", "contradicted", "100 tasks cost 0.325 dollars against 1:"),
      ("H04", "undecided", "The 8 decisions average 0.9 where"),
      ("H05", "contradicted", "differ by a factor of 3, not 10"),
      ("H05", "contradicted", "with a margin of 2 do as well from a ratio of 2.66"),
    ] {
      let row = try #require(rows.first { $0.hasPrefix("\(id),") })
      #expect(row.hasPrefix("\(id),\(verdict),\(verdict),") && row.contains(found), "\(row)")
    }
  }

  @Test func aStudyOfNonsenseIsRefusedInOneLine() async throws {
    let shipped = try String(contentsOfFile: Self.folder + "/experiment.json", encoding: .utf8)
    let scratch = try ScratchFolder()
    for (old, new, problem) in [
      ("\"medium\": 0.95", "\"medium\": 1.95", "given.medium: 1.95 must be above 0, below 1"),
      ("\"projected\": 100", "\"projected\": 0", "given.projected: 0 must be 1 to 1e9"),
      (
        "\"complexity_label\": 4", "\"complexity\": 4", "the rules have no strategy 'complexity'"
      ),
      ("\"tasks\": 20000", "\"tasks\": 1", "given.stream.tasks: 1 must be 100 to 1e6"),
      ("\"share\": 0.9", "\"sure\": 0.9", "unknown key"),
    ] {
      let folder = try scratch.experiment(shipped.replacing(old, with: new), in: "claims/bad")
      let run = await makerlab("check", folder)
      #expect(run.code == .usage && run.written.isEmpty, "\(new): \(run.output)")
      #expect(run.notes.last?.contains(problem) == true, "\(run.notes)")
    }
  }
}
