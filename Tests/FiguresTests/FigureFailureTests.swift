import Figures
import Foundation
import TestSupport
import Testing

/// What keeps a picture from being made or put in its place is an error that names the file.
@Suite struct FigureFailureTests {
  private let fixture: FigureFixture

  init() throws { fixture = try FigureFixture() }

  private func notWritten(_ body: () throws -> Void) throws -> String {
    let error = #expect(throws: FigureError.self) { try body() }
    guard case .notWritten(let path, let reason) = try #require(error) else {
      Issue.record("\(error.map { "\($0)" } ?? "no error")")
      return ""
    }
    #expect(!reason.isEmpty)
    return path
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    // A file stands where the folder of the figures should be.
    let file = try fixture.write("", to: "out")
    let path = try notWritten {
      try FigureRenderer(gnuplot: try Gnuplot.find()).render(try fixture.request())
    }
    #expect(path == file.path)
    #expect(try Data(contentsOf: file).isEmpty, "the file is left alone")
  }

  @Test func aPictureThatCannotTakeItsPlaceIsNamed() throws {
    let taken = fixture.url("out/demo.svg")
    try FileManager.default.createDirectory(
      at: taken.appendingPathComponent("inside"), withIntermediateDirectories: true)
    let path = try notWritten {
      try FigureRenderer(gnuplot: try Gnuplot.find()).render(try fixture.request())
    }
    #expect(path == taken.path)
  }

  @Test func aWorkingFolderThatIsNotThereIsNamed() throws {
    let script = try fixture.write("x = 1\n", to: "fine.gp")
    let path = try notWritten {
      try Gnuplot.find().run(script, in: fixture.url("nowhere"), figure: "f")
    }
    #expect(path == fixture.url("nowhere/errors.txt").path)
  }

  @Test func aProgramThatCannotBeStartedIsNamed() throws {
    let script = try fixture.write("x = 1\n", to: "fine.gp")
    let gone = fixture.url("gnuplot")
    #expect(throws: FigureError.gnuplotMissing(lookedFor: gone.path)) {
      try Gnuplot(executable: gone).run(script, in: fixture.folder, figure: "f")
    }
  }

  /// A program that fails and says nothing gives no reason.
  @Test func silenceIsSaid() throws {
    let program = fixture.url("gnuplot")
    try StandIn.write("#!/bin/sh\nexit 3\n", to: program.path)
    let script = try fixture.write("x = 1\n", to: "fine.gp")
    let expected = FigureError.gnuplotFailed(figure: "f", firstLine: "it gave no reason")
    #expect(throws: expected) {
      try Gnuplot(executable: program).run(script, in: fixture.folder, figure: "f")
    }
    #expect("\(expected)" == "gnuplot failed on figure f: it gave no reason")
  }
}
