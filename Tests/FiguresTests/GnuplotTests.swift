import Figures
import Foundation
import Testing

@Suite struct GnuplotTests {
  @Test func itIsFoundOnThePath() throws {
    let fixture = try FigureFixture()
    let program = try fixture.write("#!/bin/sh\n", to: "gnuplot")
    let path = "/nowhere:" + fixture.folder.path
    #expect(throws: FigureError.gnuplotMissing(lookedFor: "gnuplot")) {
      try Gnuplot.find(environment: ["PATH": path])
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    #expect(try Gnuplot.find(environment: ["PATH": path]).executable.path == program.path)
  }

  @Test(arguments: [
    [String: String](), ["PATH": ""], ["PATH": "/nowhere"], ["PATH": "/usr", "HOME": "/"],
  ])
  func withoutItTheErrorSaysSo(environment: [String: String]) {
    #expect(throws: FigureError.gnuplotMissing(lookedFor: "gnuplot")) {
      try Gnuplot.find(environment: environment)
    }
  }

  @Test func theEnvironmentMayChooseAnother() throws {
    let chosen = try Gnuplot.find(environment: ["MAKERLAB_GNUPLOT": "/bin/sh", "PATH": ""])
    #expect(chosen.executable.path == "/bin/sh")
    #expect(throws: FigureError.gnuplotMissing(lookedFor: "/nowhere/gnuplot")) {
      try Gnuplot.find(environment: ["MAKERLAB_GNUPLOT": "/nowhere/gnuplot", "PATH": "/usr/bin"])
    }
  }

  @Test func aFailingScriptIsReportedByItsFirstError() throws {
    let fixture = try FigureFixture()
    let script = try fixture.write("x = 1\nplot nothing + 1\n", to: "bad.gp")
    let expected = FigureError.gnuplotFailed(
      figure: "f", firstLine: "\"\(script.path)\" line 2: undefined variable: nothing")
    #expect(throws: expected) {
      try Gnuplot.find().run(script, in: fixture.folder, figure: "f")
    }
  }

  @Test func aScriptThatDoesNotEndIsStopped() throws {
    let fixture = try FigureFixture()
    let script = try fixture.write("pause 30\n", to: "slow.gp")
    let gnuplot = Gnuplot(executable: try Gnuplot.find().executable, timeLimit: 0.3)
    let start = Date()
    #expect(throws: FigureError.timedOut(figure: "f", limit: 0.3)) {
      try gnuplot.run(script, in: fixture.folder, figure: "f")
    }
    #expect(Date().timeIntervalSince(start) < 10)
  }

  @Test func itReadsNothingFromItsInput() throws {
    let fixture = try FigureFixture()
    let script = try fixture.write("pause -1\n", to: "asks.gp")
    let gnuplot = Gnuplot(executable: try Gnuplot.find().executable, timeLimit: 10)
    #expect(throws: Never.self) {
      try gnuplot.run(script, in: fixture.folder, figure: "f")
    }
  }
}
