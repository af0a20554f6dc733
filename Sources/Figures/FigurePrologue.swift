import Foundation

/// The script gnuplot runs: variables, data format and style, and then the experiment's own plot.
package enum FigurePrologue {
  /// Gnuplot's names for the variables it defines itself.
  static let reservedNames: Set<String> = ["pi"]

  /// Returns the script that draws a request.
  ///
  /// - Parameters:
  ///   - request: What is drawn.
  ///   - format: The picture format.
  ///   - output: Absolute path of the file to draw into.
  /// - Returns: The script, one command a line.
  package static func script(
    for request: FigureRequest, format: FigureFormat, output: String
  ) -> String {
    let caption = FigureCaption(request.texts["caption"] ?? "")
    var commands = [
      "set encoding utf8", format.terminal, "set output \(GnuplotString.quoted(output))",
    ]
    commands += dataFormat + FigureStyle.commands + variables(of: request, caption: caption)
    if request.texts["title"] != nil {
      commands.append("set title title noenhanced font ',13' offset 0,0.3")
    }
    commands += caption.commands
    commands += ["load \(GnuplotString.quoted(request.script.path))", "set output"]
    return commands.map { $0 + "\n" }.joined()
  }

  private static let dataFormat = [
    "set datafile separator ','",
    "set datafile commentschars '#'",
    "set datafile columnheaders",
    "set fit quiet nologfile",
    "set samples 500",
  ]

  private static func variables(of request: FigureRequest, caption: FigureCaption) -> [String] {
    var values = request.texts.mapValues { GnuplotString.quoted($0) }
    if values["caption"] != nil { values["caption"] = GnuplotString.quoted(lines: caption.lines) }
    for (name, file) in request.dataFiles { values[name] = GnuplotString.quoted(file.path) }
    return values.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
  }
}
