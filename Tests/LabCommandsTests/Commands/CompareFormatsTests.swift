import Foundation
import LabCommands
import Storage
import Testing
import TextFormats

/// What `compare` says of tables that cannot be held against each other row by row, and how.
@Suite struct CompareFormatsTests {
  private func table(_ text: String, in name: String, of folder: ScratchFolder) throws -> String {
    try folder.write("# seed 1\n" + text, to: name + "/suite/trial.csv")
    return folder.path(name)
  }

  @Test func otherShapesAreOneDifference() async throws {
    let folder = try ScratchFolder()
    let a = try table("p,votes\n0.9,3\n", in: "a", of: folder)
    for (name, text, place, what) in [
      ("b", "p,draws\n0.9,3\n", "columns", "differ"),
      ("c", "p,votes\n0.9,3\n0.8,4\n", "rows", "1 against 2"),
    ] {
      let run = await makerlab(
        "compare", a, try table(text, in: name, of: folder), "--format", "csv")
      #expect(run.code == .verdict, "\(run.notes)")
      let found = try ParsedTable(run.output)
      #expect(try found.column("place") == [place])
      #expect(try found.column("values") == [what])
      #expect(try found.column("verdict") == ["differs"])
    }
  }

  /// z is a number where there is one, and null where values have to be equal.
  @Test func jsonHasNumbers() async throws {
    let folder = try ScratchFolder()
    let a = try table("p,votes\n0.9,3\n", in: "a", of: folder)
    let b = try table("p,votes\n0.9,4\n", in: "b", of: folder)
    let run = await makerlab("compare", a, b, "--format", "json")
    #expect(run.code == .verdict)
    let found = try #require(try JSONReader.value(Array(run.output.utf8)).elements)
    #expect(found.count == 1)
    #expect(found[0]["place"]?.string == "row 1, votes")
    #expect(found[0]["values"]?.string == "3 against 4")
    #expect(found[0]["z"]?.isNull == true)
  }

  @Test func tablesOfOtherThingsAreNotOfPoints() async throws {
    let folder = try ScratchFolder()
    let a = try table("p,votes\n0.9,3\n", in: "a", of: folder)
    try folder.write("# seed 2\np,votes\n0.9,4\n", to: "b/suite/trial.csv")
    let run = await makerlab("compare", a, folder.path("b"))
    #expect(run.isRefusal, "\(run.notes)")
    #expect(run.notes[0].contains("no column fidelity; is it a table of points?"))
  }

  /// Plain and tilted races of a setting are two rows, each held against its own: P(wrong) of the tilted
  /// ones is the mean of their likelihood ratios, and one that is ten times as large is found.
  @Test func tiltedRacesAreComparedByTheirWeights() async throws {
    let folder = try ScratchFolder()
    // A cap that ends races at several leads, so that not all ratios are alike.
    let text = TiltedRunTests.text.replacing("0.99", with: "0.8").replacing("[6]", with: "[3]")
      .replacing("[40]", with: "[7]")
    let experiment = try folder.experiment(text)
    for seed in ["1", "9"] {
      let run = await makerlab("run", experiment, "--seed", seed, "--out", folder.path(seed))
      #expect(run.code == .done, "\(run.notes)")
    }
    func compared() async throws -> (code: ExitCode, rows: [[String: JSONValue]]) {
      let run = await makerlab(
        "compare", folder.path("1"), folder.path("9"), "--all", "--format", "json")
      let found = try #require(try JSONReader.value(Array(run.output.utf8)).elements)
      return (
        run.code,
        found.map { Dictionary(uniqueKeysWithValues: ($0.members ?? []).map { ($0.0, $0.1) }) }
      )
    }
    let (code, rows) = try await compared()
    #expect(code == .done, "\(rows)")
    let places = rows.compactMap { $0["place"]?.string }
    #expect(places.count { $0.contains("tilted") } == 1, "\(places)")
    #expect(places.count { $0.hasSuffix("failure") } == 2, "\(places)")
    let tilted = try #require(rows.first { $0["place"]?.string?.contains("tilted") == true })
    let z = try #require(tilted["z"]?.double)
    #expect(z != 0 && abs(z) < 5, "seeds 1 and 9, z \(z)")

    let path = folder.path("9/suite/trial.csv")
    let table = try CSVTable(contentsOf: path)
    let weights = try #require(table.columns.firstIndex(of: "weights"))
    let changed = table.rows.map { row in
      var row = row
      if let sum = Int(row[weights]) { row[weights] = "\(10 * sum)" }
      return row
    }
    try CSVTable(comments: table.comments, columns: table.columns, rows: changed).write(to: path)
    let other = try await compared()
    #expect(other.code == .verdict)
    #expect(
      other.rows.filter { $0["verdict"]?.string == "differs" }
        .allSatisfy { $0["place"]?.string?.contains("tilted") == true })
  }
}
