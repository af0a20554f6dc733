import LabCommands
import Testing
import TextFormats

/// Draws of a calibration as a file, which `predict` holds races against.
@Suite struct CalibrationDrawsTests {
  @Test func drawsOfEachStepAreWrittenAndPredicted() async throws {
    let folder = try ScratchFolder()
    let draws = folder.path("draws.csv")
    let run = await makerlab(
      "calibrate", "--task", "hanoi", "--disks", "3", "--channel", "simulated:p=.7,v=.8",
      "--repeats", "5", "--draws", draws)
    #expect(run.code == .done, "\(run.notes)")
    let table = try ParsedTable(folder.text("draws.csv"))
    #expect(table.columns == ["step", "right", "wrong", "flagged"])
    // Seven steps of five draws each, some of them right, wrong and flagged.
    #expect(table.rows.count == 7)
    #expect(Set(try table.column("step")).count == 7)
    let (right, wrong, flagged) = (
      try table.counts("right"), try table.counts("wrong"), try table.counts("flagged")
    )
    for row in table.rows.indices { #expect(right[row] + wrong[row] + flagged[row] == 5) }
    #expect(right.reduce(0, +) > wrong.reduce(0, +))

    let races = try table.column("step").map { "2,0,\($0),right,2" }.joined(separator: "\n")
    let file = try folder.write("k,run,step,verdict,votes\n" + races, to: "races.csv")
    let words = ["predict", draws, file, "--repetitions", "600", "--format"]
    let csv = try ParsedTable(await makerlab(words + ["csv"]).output)
    let json = await makerlab(words + ["json"])
    #expect(json.code == .done, "\(json.notes)")
    let objects = try #require(try JSONReader.value(Array(json.output.utf8)).elements)
    #expect(objects.count == csv.rows.count)
    #expect(try objects.map { $0["model"]?.string } == csv.column("model"))
    let observed = try csv.column("observed").map(Double.init)
    #expect(objects.map { $0["observed"]?.double } == observed)
  }

  @Test func drawsThatAreAllFlaggedPredictNothing() async throws {
    let folder = try ScratchFolder()
    let draws = try folder.write("step,right,wrong,flagged\na,0,0,3\n", to: "draws.csv")
    let races = try folder.write("k,run,step,verdict,votes\n2,0,a,right,2\n", to: "races.csv")
    let run = await makerlab("predict", draws, races)
    #expect(run.isRefusal, "\(run.notes)")
    #expect(run.notes[0].contains("no draw is valid, so that nothing can be expected"))
  }
}
