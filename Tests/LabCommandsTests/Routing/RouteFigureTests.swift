import Figures
import Foundation
import LabCommands
import Testing

@Suite struct RouteFigureTests {
  private func judgedLog(_ scratch: ScratchFolder) async -> String {
    let log = scratch.path("r.jsonl")
    for (id, end) in [("a", "--succeeded"), ("b", "--failed")] {
      _ = await makerlab("route", "think", "--id", id, "--log", log)
      _ = await makerlab("route", "--outcome", id, end, "--log", log)
    }
    return log
  }

  @Test(.enabled(if: (try? Gnuplot.find()) != nil, "needs gnuplot"))
  func theCalibrationCurveIsDrawn() async throws {
    let scratch = try ScratchFolder()
    let log = await judgedLog(scratch)
    let run = await makerlab(
      ["route", "--report", "--log", log, "--figure", scratch.path("curve")],
      environment: ProcessInfo.processInfo.environment)
    #expect(run.code == .done && run.notes == ["drawn: curve.png", "drawn: curve.svg"])
    #expect(try scratch.text("curve.svg").contains("share done by the tier alone"))
    #expect(try scratch.read("curve.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test func whatCannotBeDrawnIsSaidInOneLine() async throws {
    let scratch = try ScratchFolder()
    let log = await judgedLog(scratch)
    for (path, problem) in [
      (scratch.path("curve"), "cannot run '/nonexistent/gnuplot'"),
      (scratch.path("a'b"), "--figure: 'a'b' is no name of letters, digits, - _ and ."),
    ] {
      let run = await makerlab("route", "--report", "--log", log, "--figure", path)
      #expect(run.code == .usage && run.notes.count == 1)
      #expect(run.notes.first?.contains(problem) == true, "\(run.notes)")
    }
    let open = scratch.path("open.jsonl")
    _ = await makerlab("route", "think", "--log", open)
    let run = await makerlab("route", "--report", "--log", open, "--figure", scratch.path("curve"))
    #expect(run.notes == ["makerlab: --figure: no decision has an outcome yet"])
    #expect(!scratch.exists("curve.png"))
  }
}
