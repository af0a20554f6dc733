import Figures
import Foundation
import LabCommands
import Testing

/// Figures of sweeps and studies: drawn by the run, drawn anew from the store, and refused in one line.
@Suite(.enabled(if: (try? Gnuplot.find()) != nil, "needs gnuplot"))
struct SweepFigureTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../..").standardized

  /// The words of a picture; a caption is broken into lines.
  private static func words(of svg: String) -> String {
    svg.replacing(/<[^>]*>/, with: " ").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  private func makerlabWithGnuplot(_ words: String...) async -> CommandRun {
    await makerlab(words, environment: ProcessInfo.processInfo.environment)
  }

  /// The script of the shipped sweep draws any sweep over questions.
  @Test func aSweepIsDrawnAndDrawnAnew() async throws {
    let sweep = try SweepFolder(SweepFolder.definition(trials: 12))
    let (experiment, out) = (sweep.experiment, sweep.folder.path("out"))
    let none = await makerlabWithGnuplot("plot", experiment, "--out", out)
    #expect(none.isRefusal, "\(none.notes)")
    try FileManager.default.copyItem(
      atPath: Self.root.appending(path: "Experiments/providers/own-steps/figure.gp").path,
      toPath: experiment + "/figure.gp")
    let run = await makerlabWithGnuplot("run", experiment, "--out", out)
    #expect(run.code == .done, "\(run.notes)")
    let svg = try sweep.folder.text("out/providers/six.svg")
    let text = Self.words(of: svg)
    #expect(text.contains("n = 12 trials a cell of six.csv, seed 3"), "\(text.suffix(500))")
    // A line for each temperature, of the channel without its settings.
    #expect(text.contains("simulated:p=0.7,T=0.3") && text.contains("simulated:p=0.7,T=0.9"))
    for file in ["six.svg", "six.png"] {
      try FileManager.default.removeItem(atPath: sweep.folder.path("out/providers/" + file))
    }
    let plot = await makerlabWithGnuplot("plot", experiment, "--out", out)
    #expect(plot.code == .done, "\(plot.notes)")
    #expect(try sweep.folder.text("out/providers/six.svg") == svg)
  }

  @Test func aSweepWithoutAScriptOrDrawsIsRefused() async throws {
    let sweep = try SweepFolder(SweepFolder.definition(trials: 12))
    let run = await sweep.run("run")
    #expect(run.code == .done, "\(run.notes)")
    let bare = await sweep.run("plot")
    #expect(bare.isRefusal && bare.notes[0].hasSuffix("no figure.gp there"), "\(bare.notes)")
    try sweep.folder.write("plot data using \"k\":\"accuracy\"\n", to: "providers/six/figure.gp")
    // Without gnuplot the run says so and goes on; plot has nothing else to do.
    let silent = await sweep.run("run")
    #expect(silent.code == .done)
    #expect(silent.notes.count { $0.contains("providers/six: no figure: cannot run") } == 1)
    #expect(await sweep.run("plot").code == .usage)
  }

  @Test func aStudyIsDrawn() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.study)
    let bare = await makerlabWithGnuplot("plot", experiment, "--out", folder.path("out"))
    #expect(bare.isRefusal && bare.notes[0].hasSuffix("no figure.gp there"), "\(bare.notes)")
    try folder.write(
      "plot data using \"day\":\"pace_within\" with points title \"within\"\n",
      to: "suite/trial/figure.gp")
    let plot = await makerlabWithGnuplot("plot", experiment, "--out", folder.path("out"))
    #expect(plot.code == .done, "\(plot.notes)")
    let text = Self.words(of: try folder.text("out/suite/trial.svg"))
    #expect(text.contains("Of trial.csv, seed 2. n = 10 simulated weeks a point"), "\(text)")
    try folder.write("plot nothing using 1:2\n", to: "suite/trial/figure.gp")
    let failed = await makerlabWithGnuplot("plot", experiment, "--out", folder.path("out"))
    #expect(failed.code == .usage)
    #expect(failed.notes.count { $0.contains("suite/trial: no figure: gnuplot failed") } == 1)
  }

  private static let study = """
    {"title": "t", "seed": 2, "study": "budget_forecast",
     "given": {"streams": [
         {"name": "even", "per_weekday": 8, "mean_tokens": 1000, "lognormal": 0.1}],
       "modelled": ["even"], "weeks_before": [1], "days": [0.5, 6.5], "limits": [1],
       "tolerance": 0.2, "weeks": 10, "draws": 39}, "claims": []}
    """
}
