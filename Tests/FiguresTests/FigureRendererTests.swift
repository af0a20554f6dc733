import Figures
import Foundation
import Testing

@Suite struct FigureRendererTests {
  private let fixture: FigureFixture
  private let renderer: FigureRenderer

  init() throws {
    fixture = try FigureFixture()
    renderer = FigureRenderer(gnuplot: try Gnuplot.find())
  }

  @Test func bothFormatsAreDrawn() throws {
    let files = try renderer.render(try fixture.request())
    #expect(files.map(\.lastPathComponent) == ["demo.png", "demo.svg"])
    let png = try Data(contentsOf: files[0])
    #expect(Array(png.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    let svg = try String(contentsOf: files[1], encoding: .utf8)
    #expect(svg.contains("Lines: theory."))
    #expect(svg.contains("Wrong races"))
    #expect(svg.contains("Monte Carlo"))
    let made = try FileManager.default.contentsOfDirectory(atPath: fixture.url("out").path)
    #expect(made.sorted() == ["demo.png", "demo.svg"])
  }

  @Test func aSecondRunGivesTheSameBytesAndLeavesTheFilesAlone() throws {
    let request = try fixture.request()
    let files = try renderer.render(request)
    let bytes = try files.map { try Data(contentsOf: $0) }
    let past = Date(timeIntervalSince1970: 1_000_000_000)
    for file in files {
      try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: file.path)
    }
    try renderer.render(request)
    #expect(try files.map { try Data(contentsOf: $0) } == bytes)
    for file in files {
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
      #expect(attributes[.modificationDate] as? Date == past)
    }
  }

  @Test(arguments: [
    "π ≥ ½ – é", "`touch @`", "$(touch @)", "'; system(\"touch @\")", "'.system('touch @').'",
    "\\n\\t", "{/*10 x}", "a_b^c @x &{y} ~z{.5 w} \\U+03b1 %s <b> & \\\\ \"q\"",
  ])
  func textIsDrawnAsItIsAndNeverRun(template: String) throws {
    // A short path, so that the caption is one line wherever temporary files are kept.
    let bait = URL(filePath: "/tmp/bait-\(UUID().uuidString.prefix(8))")
    let text = template.replacingOccurrences(of: "touch @", with: "touch \(bait.path)")
    let request = try fixture.request(
      script: FigureFixture.plot + "\nset output\n",
      texts: ["title": "T " + text, "caption": "C " + text])
    let svg = try String(contentsOf: try renderer.render(request)[1], encoding: .utf8)
    let drawn = text.replacingOccurrences(of: "&", with: "&amp;")
      .replacingOccurrences(of: "<", with: "&lt;")
    #expect(svg.contains("<text>T \(drawn)</text>"))
    #expect(svg.contains("<text>C \(drawn)</text>"))
    #expect(!FileManager.default.fileExists(atPath: bait.path))
  }

  @Test func pathsAreNeverRunEither() throws {
    let folder = fixture.url("it's `touch bait` $(touch bait) {a_b}")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let data = folder.appendingPathComponent("< touch bait.csv")
    let script = folder.appendingPathComponent("| touch bait.gp")
    try Data(FigureFixture.csv.utf8).write(to: data)
    try Data(FigureFixture.plot.utf8).write(to: script)
    let files = try renderer.render(
      FigureRequest(
        name: "demo", script: script, dataFiles: ["races": data], outputFolder: folder))
    #expect(files.map { FileManager.default.fileExists(atPath: $0.path) } == [true, true])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 4)
  }

  @Test func aLineBreakInTextIsABlank() throws {
    let request = try fixture.request(texts: ["title": "one\nsystem('date')", "caption": "a\u{7}b"])
    let svg = try String(contentsOf: try renderer.render(request)[1], encoding: .utf8)
    #expect(svg.contains("<text>one system('date')</text>"))
    #expect(svg.contains("<text>a b</text>"))
  }

  @Test func aFailingScriptWritesNothing() throws {
    let request = try fixture.request(script: "plot races using 'no such column':1\n")
    #expect {
      try renderer.render(request)
    } throws: { error in
      guard case FigureError.gnuplotFailed("demo", let line) = error else { return false }
      return line.contains("line 1: ") && line.contains("figure.gp")
    }
    #expect(!FileManager.default.fileExists(atPath: fixture.url("out").path))
  }

  @Test func aScriptThatDrawsNothingFails() throws {
    let request = try fixture.request(script: "x = 1\n")
    #expect(
      throws: FigureError.gnuplotFailed(figure: "demo", firstLine: "figure.gp drew nothing")
    ) {
      try renderer.render(request)
    }
  }

  @Test func missingFilesAreNamed() throws {
    let request = FigureRequest(
      name: "demo", script: fixture.url("none.gp"), dataFiles: [:], outputFolder: fixture.folder)
    let expected = FigureError.fileMissing(figure: "demo", path: fixture.url("none.gp").path)
    #expect(throws: expected) { try renderer.render(request) }
  }
}
