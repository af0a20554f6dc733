import Figures
import Foundation

/// A figure of tables of any origin, drawn by a script of the user's own.
struct TableFigure {
  private let request: FigureRequest

  /// The options that describe it.
  static let options: [OptionDescription] = [
    .value("script", "file", help: "gnuplot script that plots tables of your own"),
    .value(
      "data", "name=file", help: "a CSV table and the script's variable for it",
      isRepeatable: true),
    .value("picture", "path", help: "where that figure goes, without .png"),
    .value("title", "text", help: "title of that figure"),
    .value("caption", "text", help: "caption of that figure"),
  ]

  /// Reads the options; nil where experiments are meant.
  ///
  /// - Parameter arguments: The command line.
  /// - Throws: `LabError` where options do not fit together.
  init?(_ arguments: Arguments) throws {
    let experiments = arguments.operands("experiment")
    guard let script = arguments.string("script") else {
      for option in Self.options where arguments.value(option.name) != nil {
        throw LabError("--\(option.name) goes with --script: the script that draws the figure")
      }
      if experiments.isEmpty { throw UsageError.missingOperand("experiment") }
      return nil
    }
    if let experiment = experiments.first {
      throw LabError("--script draws tables, so '\(experiment)' has no place there; leave it out")
    }
    let picture = URL(fileURLWithPath: try arguments.required("picture").text)
    let name = picture.lastPathComponent
    guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]*/) != nil else {
      throw LabError("--picture: '\(name)' is no name of letters, digits, - _ and .")
    }
    var files: [String: URL] = [:]
    for value in arguments.values("data") {
      let sides = value.text.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, sides[0].wholeMatch(of: /[a-z][a-z0-9_]*/) != nil,
        !["title", "caption", "pi"].contains(sides[0])
      else {
        throw UsageError.invalidValue(
          source: "--data", value: value.text,
          expected: "name=file, the name of lowercase letters, digits and _, as points=points.csv")
      }
      guard files.updateValue(URL(fileURLWithPath: sides[1]), forKey: sides[0]) == nil else {
        throw LabError("--data names '\(sides[0])' twice")
      }
    }
    guard !files.isEmpty else { throw LabError("--script needs --data: the tables that it plots") }
    var texts: [String: String] = [:]
    for name in ["title", "caption"] { texts[name] = arguments.string(name) }
    request = FigureRequest(
      name: name, script: URL(fileURLWithPath: script), dataFiles: files, texts: texts,
      outputFolder: picture.deletingLastPathComponent())
  }

  /// Draws it.
  ///
  /// - Parameter context: The surroundings.
  /// - Throws: `FigureError` where a file is missing or gnuplot fails.
  func draw(in context: LabContext) throws {
    let files = try FigureRenderer(gnuplot: Gnuplot.find(environment: context.environment))
      .render(request)
    for file in files { context.note("drawn: \(file.lastPathComponent)") }
  }
}
