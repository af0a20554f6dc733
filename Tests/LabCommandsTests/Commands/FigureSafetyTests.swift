import Figures
import Foundation
import LabCommands
import Testing
import TextFormats

/// A title, a folder or a setting must never reach a shell or gnuplot as a command.
@Suite(.enabled(if: (try? Gnuplot.find()) != nil, "needs gnuplot"))
struct FigureSafetyTests {
  private static let script = "plot data using \"p\":\"failure\" with points title \"failure\"\n"

  /// Each would touch a file if any part of it were run.
  private static func injections(_ target: String) -> [String] {
    [
      "a'; system(\"touch \(target)\"); a = '", "`touch \(target)`", "$(touch \(target))",
      "\"; system(\"touch \(target)\") #", "@{system('touch \(target)')}",
      "a'\n!touch \(target)\n'", "a' . system('touch \(target)') . '", "| touch \(target)",
    ]
  }

  private func json(_ text: String) -> String {
    let quoted = JSONText.quoted(text)
    return Definitions.tiny().replacing("\"tiny\"", with: quoted)
  }

  @Test(arguments: 0..<8) func aTitleIsOnlyDrawn(index: Int) async throws {
    let folder = try ScratchFolder()
    let target = folder.path("touched")
    let experiment = try folder.experiment(json(Self.injections(target)[index]))
    try folder.write(Self.script, to: "suite/trial/figure.gp")
    let run = await makerlab(
      ["run", experiment, "--out", folder.path("out")],
      environment: ProcessInfo.processInfo.environment)
    #expect(run.code == .done)
    #expect(!folder.exists("touched"))
    #expect(folder.exists("out/suite/trial.csv"))
    #expect(folder.exists("out/suite/trial.png"), "\(run.notes)")
    let svg = try folder.text("out/suite/trial.svg")
    #expect(svg.contains("touch"), "the title is drawn as it stands")
    let plot = await makerlab(
      ["plot", experiment, "--out", folder.path("out")],
      environment: ProcessInfo.processInfo.environment)
    #expect(plot.code == .done)
    #expect(!folder.exists("touched"))
    #expect(try folder.text("out/suite/trial.svg") == svg)
  }

  /// Gnuplot 5 reads a literal that begins with an escaped quote as two.
  @Test func aTitleThatBeginsWithAQuoteIsOnlyDrawn() async throws {
    for index in 0..<8 {
      let folder = try ScratchFolder()
      let title = "'" + Self.injections(folder.path("touched"))[index].drop { $0 == "a" }
      let experiment = try folder.experiment(json(title))
      try folder.write(Self.script, to: "suite/trial/figure.gp")
      let run = await makerlab(
        ["run", experiment, "--out", folder.path("out")],
        environment: ProcessInfo.processInfo.environment)
      #expect(run.code == .done)
      #expect(!folder.exists("touched"))
      #expect(folder.exists("out/suite/trial.png"), "\(run.notes)")
    }
  }

  @Test(arguments: ["it's `touch touched`", "a\"; system('touch touched') #", "$(touch touched)"])
  func aFolderIsOnlyAFolder(name: String) async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny(), in: name + "/suite/trial")
    try folder.write(Self.script, to: name + "/suite/trial/figure.gp")
    let run = await makerlab(
      ["run", experiment, "--out", folder.path(name + "/out")],
      environment: ProcessInfo.processInfo.environment)
    #expect(run.code == .done)
    #expect(folder.exists(name + "/out/suite/trial.png"), "\(run.notes)")
    let touched = (FileManager.default.subpaths(atPath: folder.path) ?? [])
      .filter { $0.hasSuffix("/touched") || $0 == "touched" }
    #expect(touched.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: "touched"))
  }

  @Test func aBrokenScriptIsSaidAndTheRunGoesOn() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.tiny())
    try folder.write("plot nonsense nonsense\n", to: "suite/trial/figure.gp")
    let environment = ProcessInfo.processInfo.environment
    let run = await makerlab(
      ["run", experiment, "--out", folder.path("out")], environment: environment)
    #expect(run.code == .done)
    #expect(folder.exists("out/suite/trial.csv"))
    #expect(!folder.exists("out/suite/trial.png"))
    #expect(run.notes.count { $0.contains("no figure") } == 1)
    // Where the figure is all that was asked for, it is an error.
    let plot = await makerlab(
      ["plot", experiment, "--out", folder.path("out")], environment: environment)
    #expect(plot.code == .usage)
    #expect(plot.notes.count == 1)
  }

  @Test func aPlotNeedsAFinishedRunAndAScript() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Definitions.races)
    let out = folder.path("out")
    _ = await makerlab("run", experiment, "--shard", "0/2", "--out", out)
    let half = await makerlab("plot", experiment, "--out", out)
    #expect(half.isRefusal)
    #expect(half.notes.first?.contains("15 of 30 points") == true)
    _ = await makerlab("run", experiment, "--out", out)
    let bare = await makerlab("plot", experiment, "--out", out)
    #expect(bare.isRefusal)
    #expect(bare.notes.first?.contains("figure.gp") == true)
  }
}
