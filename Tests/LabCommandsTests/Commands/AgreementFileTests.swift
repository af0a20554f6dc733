import Foundation
import LabCommands
import Testing

@Suite struct AgreementFileTests {
  /// An experiment is in `agreement.csv` once, whatever seeds the store holds.
  @Test func agreementHoldsEachExperimentOnce() async throws {
    let folder = try ScratchFolder()
    let definition = PaperTablesTests.calibration.replacingOccurrences(of: "3000", with: "300")
    let experiment = try folder.experiment(definition)
    let other = try folder.experiment(definition, in: "suite/a")
    let out = folder.path("out")
    func ours() throws -> (seeds: [String], values: [String]) {
      let text = try folder.text("out/suite/agreement.csv")
      let seeds = text.split(separator: "\n").filter { $0.contains(" seed ") }
      return (seeds.map { String($0.dropFirst(2)) }, try ParsedTable(text).column("ours"))
    }
    func run(_ words: String...) async throws {
      let run = await makerlab(["run"] + words + ["--out", out, "--no-figures"])
      #expect(run.code == .done, "\(run.notes)")
    }
    try await run(experiment)
    let own = try ours()
    #expect(own.seeds == ["suite/trial seed 1"] && own.values.count == 1)
    try await run(experiment, "--seed", "7")
    let seventh = try ours()
    #expect(seventh.seeds == ["suite/trial seed 7"] && seventh.values.count == 1)
    // The run of another experiment goes back to the definition's own seed.
    try await run(other)
    let both = try ours()
    #expect(both.seeds == ["suite/a seed 1", "suite/trial seed 1"])
    #expect(both.values.count == 2 && both.values[1] == own.values[0])
    // Exported are the tables of every seed, one over the other; the last stay.
    let export = await makerlab("export", out)
    #expect(export.code == .done, "\(export.notes)")
    #expect(try ours().seeds == ["suite/a seed 1", "suite/trial seed 7"])
    #expect(try folder.text("out/suite/trial.csv").contains("# seed 7"))
  }
}
