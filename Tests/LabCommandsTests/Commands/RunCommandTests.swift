import ExperimentDesign
import Foundation
import LabCommands
import Storage
import Testing

@Suite struct RunCommandTests {
  @Test func aRunWritesItsStoreAndTables() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.races)
    let run = await makerlab("run", experiment, "--out", folder.path("out"))
    #expect(run.code == .done)
    #expect(run.notes.count == 2)
    #expect(run.output.contains("supported"))
    let text = try folder.text("out/suite/trial.csv")
    #expect(text.hasPrefix("# experiment suite/trial\n# seed 1\n# epoch "))
    let table = try ParsedTable(text)
    #expect(table.rows.count == 30)
    #expect(try table.counts("trials") == Array(repeating: 10_000, count: 30))
    let (votes, draws) = (try table.counts("votes"), try table.counts("draws"))
    for (row, rate) in try table.column("v").enumerated() {
      // A valid rate of 1 flags nothing; .8 flags a fifth, at 5 sigma of at least 10,000 draws.
      let share = Double(votes[row]) / Double(draws[row])
      #expect(
        rate == "1" ? share == 1 : abs(share - 0.8) < 5 * (0.16 / Double(draws[row])).squareRoot())
    }
    let store = try LabStore(readingOnly: folder.path("out/lab.sqlite"))
    defer { store.close() }
    #expect(try store.points().count == 30)
    let stored = try #require(try store.runs().first)
    #expect(stored.ending == "finished")
    #expect(stored.manifest.command == "makerlab run \(experiment) --out \(folder.path("out"))")
  }

  @Test func whatIsDoneIsNotDoneAgain() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.races)
    let words = ["run", experiment, "--out", folder.path("out")]
    _ = await makerlab(words)
    let before = try folder.tables("out")
    let again = await makerlab(words)
    #expect(again.code == .done)
    #expect(again.notes.first?.contains("30 of 30 points done, 0 votes") == true, "\(again.notes)")
    #expect(try folder.tables("out") == before)
  }

  @Test func moreTrialsGoOnWhereFewerEnded() async throws {
    let folder = try ScratchFolder()
    let out = folder.path("out")
    try folder.experiment(Definitions.tiny(trials: 500), in: "suite/trial")
    _ = await makerlab("run", folder.path("suite"), "--out", out)
    let experiment = try folder.experiment(Definitions.tiny(trials: 900), in: "suite/trial")
    _ = await makerlab("run", experiment, "--out", out)
    _ = await makerlab("run", experiment, "--out", folder.path("fresh"))
    #expect(try folder.tables("out") == folder.tables("fresh"))
    let trials = try ParsedTable(folder.text("out/suite/trial.csv")).counts("trials")
    #expect(trials == [900, 900])
  }

  @Test func aFactorAndTheSeedCanBeReplaced() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny())
    let run = await makerlab(
      "run", experiment, "--set", "p=.7,.75,.8", "--set", "k=1", "--seed", "9", "--out",
      folder.path("out"))
    #expect(run.code == .done)
    let text = try folder.text("out/suite/trial.csv")
    #expect(text.contains("# seed 9\n"))
    let table = try ParsedTable(text)
    #expect(try table.column("p") == ["0.7", "0.75", "0.8"])
    #expect(try table.column("k") == ["1", "1", "1"])
  }

  @Test func aDryRunRunsNothing() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.races)
    let run = await makerlab("run", experiment, "--dry-run", "--out", folder.path("out"))
    #expect(run.code == .done)
    #expect(run.output.contains("30 points"))
    #expect(run.output.contains("with"))
    #expect(!folder.exists("out"))
  }

  @Test func aMissingGnuplotOnlyCostsTheFigure() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny())
    try folder.write("plot data using 1:1\n", to: "suite/trial/figure.gp")
    let run = await makerlab("run", experiment, "--out", folder.path("out"))
    #expect(run.code == .done)
    #expect(folder.exists("out/suite/trial.csv"))
    #expect(!folder.exists("out/suite/trial.png"))
    let notes = run.notes.filter { $0.contains("gnuplot") }
    #expect(notes.count == 1)
    #expect(notes.first?.contains("install") == true)
    #expect(notes.first?.contains("MAKERLAB_GNUPLOT") == true)
    // Nothing about figures where none was asked for.
    let silent = await makerlab("run", experiment, "--out", folder.path("out"), "--no-figures")
    #expect(silent.code == .done)
    #expect(!silent.notes.contains { $0.contains("gnuplot") })
  }

  @Test(arguments: [
    "--workers 0", "--workers 1025", "--workers 1.5", "--seed -1", "--seed 1e19", "--seed x",
    "--shard 1", "--shard 2/2", "--shard -1/2", "--shard 0/0", "--shard a/b", "--shard 0/2/3",
    "--set p=2", "--set p=nan", "--set p=", "--set q=1", "--set p", "--set k=0", "--set k=k_min",
    "--set steps=1.5", "--set shares=.5;.4", "--nonsense", "--cap 3",
  ])
  func badOptionsAreRefusedInOneLine(words: String) async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny())
    let run = await makerlab(
      ["run", experiment, "--out", folder.path("out")]
        + words.split(separator: " ").map(String.init))
    #expect(run.isRefusal, "\(run)")
    #expect(!folder.exists("out"), "a refused command leaves nothing behind")
  }

  @Test func whatIsNoExperimentIsRefused() async throws {
    let folder = try ScratchFolder()
    #expect((await makerlab("run", folder.path("nowhere"))).isRefusal)
    #expect((await makerlab("run", folder.path)).isRefusal)
    #expect((await makerlab("run")).isRefusal)
    let odd = try folder.experiment(Definitions.tiny(), in: "suite/a name; with `marks`")
    #expect((await makerlab("run", odd, "--out", folder.path("out"))).isRefusal)
    #expect(!folder.exists("out"))
  }

  /// As where a script's variable is unset: the working folder is not what was meant.
  @Test func anEmptyFolderIsRefused() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny())
    for words in [
      ["run", experiment, "--out", ""], ["check", experiment, "--out="], ["status", ""],
      ["export", ""], ["plot", experiment, "--out", ""], ["merge", "", "--out", folder.path("x")],
      ["merge", folder.path, "--out", ""],
    ] {
      let run = await makerlab(words)
      #expect(run.isRefusal, "\(words): \(run)")
      #expect(run.notes.first?.contains("empty") == true, "\(words): \(run.notes)")
    }
  }

  @Test func aFolderBelowAFileIsRefused() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny())
    let file = try folder.write("text", to: "file")
    let run = await makerlab("run", experiment, "--out", file + "/below")
    #expect(run.isRefusal)
    #expect(run.notes.first?.contains(file + "/below") == true)
    #expect(run.notes.first?.contains("Not a directory") == true, "\(run.notes)")
    #expect(try folder.text("file") == "text")
  }
}
