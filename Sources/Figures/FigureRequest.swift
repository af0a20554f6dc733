package import Foundation

/// A figure to be drawn: the experiment's script, its data and the text around it.
package struct FigureRequest: Equatable, Sendable {
  /// File name without extension; letters, digits, `-`, `_` and `.`, first a letter or digit.
  package let name: String
  /// The experiment's `figure.gp`; it only plots, everything else is in the prologue.
  package let script: URL
  /// CSV files by the name of the gnuplot variable that will hold their path.
  package let dataFiles: [String: URL]
  /// Text by the name of the gnuplot variable that will hold it.
  ///
  /// `title` and `caption` are drawn by the prologue; a script that draws another text must say
  /// `noenhanced`.
  package let texts: [String: String]
  /// Folder in which `NAME.png` and `NAME.svg` are written.
  package let outputFolder: URL

  /// Takes what is to be drawn; see the properties.
  ///
  /// The name starts with a letter or digit and holds only these, `.`, `_` and `-`; variables of files
  /// and texts are lowercase and none of the prologue's own.
  package init(
    name: String, script: URL, dataFiles: [String: URL], texts: [String: String] = [:],
    outputFolder: URL
  ) {
    precondition(
      name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]*/) != nil, "bad figure name: \(name)")
    for variable in Array(dataFiles.keys) + Array(texts.keys) {
      precondition(
        variable.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil, "bad variable name: \(variable)")
      precondition(
        !FigurePrologue.reservedNames.contains(variable), "\(variable) is the prologue's own")
    }
    precondition(
      Set(dataFiles.keys).isDisjoint(with: texts.keys), "a variable holds a file or a text")
    // A relative path could begin with `<` or `|`, which gnuplot takes for a command to run.
    for url in [script, outputFolder] + dataFiles.values {
      precondition(url.isFileURL && url.path.hasPrefix("/"), "not an absolute path: \(url)")
    }
    self.name = name
    self.script = script
    self.dataFiles = dataFiles
    self.texts = texts
    self.outputFolder = outputFolder
  }
}
