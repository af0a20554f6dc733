import Figures
import Foundation
import LabCommands
import Testing

/// Figures of tables of any origin.
struct TableFigureTests {
  @Test(arguments: [
    (["--script", "a.gp", "--data", "a=b.csv"], "--picture"),
    (["--script", "a.gp", "--picture", "p"], "--script needs --data"),
    (["--script", "a.gp", "--picture", "p", "--data", "b.csv"], "name=file"),
    (["--script", "a.gp", "--picture", "p", "--data", "title=b.csv"], "name=file"),
    (
      ["--script", "a.gp", "--picture", "p", "--data", "a=b", "--data", "a=c"],
      "names 'a' twice"
    ),
    (["--script", "a.gp", "--picture", "a b", "--data", "a=b"], "'a b' is no name"),
    (["core/kmin", "--script", "a.gp", "--picture", "p", "--data", "a=b"], "'core/kmin'"),
    (["--data", "a=b.csv", "core/kmin"], "--data goes with --script"),
    ([], "experiment"),
  ])
  func optionsThatDoNotFitAreRefused(words: [String], problem: String) async {
    let run = await makerlab(["plot"] + words)
    #expect(run.isRefusal, "\(words): \(run.notes)")
    #expect(run.notes.first?.contains(problem) == true, "\(words): \(run.notes)")
  }

  @Test(.enabled(if: (try? Gnuplot.find()) != nil, "needs gnuplot"))
  func tablesAreDrawn() async throws {
    let folder = try ScratchFolder()
    let (table, script) = (folder.path + "/t.csv", folder.path + "/t.gp")
    try "# a comment\nk,share\n1,0.5\n2,0.75\n".write(
      toFile: table, atomically: true, encoding: .utf8)
    try "plot points using \"k\":\"share\" with points notitle\n".write(
      toFile: script, atomically: true, encoding: .utf8)
    let words = [
      "plot", "--script", script, "--data", "points=\(table)", "--picture",
      folder.path + "/points", "--title", "shares", "--caption", "two of them",
    ]
    let run = await makerlab(words, environment: ProcessInfo.processInfo.environment)
    #expect(run.code == .done, "\(run.notes)")
    for name in ["points.png", "points.svg"] {
      #expect(FileManager.default.fileExists(atPath: folder.path + "/" + name))
    }
    let missing = await makerlab(
      words.map { $0 == "points=\(table)" ? "points=/nonexistent.csv" : $0 },
      environment: ProcessInfo.processInfo.environment)
    #expect(missing.isRefusal, "\(missing.notes)")
  }
}
