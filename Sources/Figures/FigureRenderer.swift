package import Foundation

/// Draws figures: runs gnuplot in a temporary folder and moves each picture to its place.
package struct FigureRenderer: Equatable, Sendable {
  /// What draws.
  package let gnuplot: Gnuplot

  /// Takes the gnuplot to draw with.
  package init(gnuplot: Gnuplot) { self.gnuplot = gnuplot }

  /// Draws a figure as `NAME.png` and `NAME.svg`.
  ///
  /// Each file appears whole or not at all, and one that would not change is left alone; nothing is
  /// written unless all formats could be drawn.
  ///
  /// - Parameter request: What is drawn; its output folder is created when missing.
  /// - Returns: The files, PNG first.
  /// - Throws: `FigureError`.
  @discardableResult
  package func render(_ request: FigureRequest) throws(FigureError) -> [URL] {
    let pictures = try draw(request, as: FigureFormat.allCases).map { format, bytes in
      (request.outputFolder.appendingPathComponent("\(request.name).\(format.rawValue)"), bytes)
    }
    try Self.makeFolder(request.outputFolder)
    for (file, bytes) in pictures { try Self.replace(file, with: bytes) }
    return pictures.map(\.0)
  }

  /// Draws a figure as SVG and writes nothing.
  ///
  /// - Parameter request: What is drawn; its output folder is left alone.
  /// - Returns: The picture.
  /// - Throws: `FigureError`.
  package func svg(_ request: FigureRequest) throws(FigureError) -> String {
    let pictures = try draw(request, as: [.svg])
    return String(decoding: pictures.flatMap(\.bytes), as: UTF8.self)
  }

  /// Draws all formats in a folder that goes away.
  private func draw(
    _ request: FigureRequest, as formats: [FigureFormat]
  ) throws(FigureError) -> [(format: FigureFormat, bytes: Data)] {
    let inputs = [request.script] + request.dataFiles.sorted { $0.key < $1.key }.map(\.value)
    for input in inputs where !FileManager.default.isReadableFile(atPath: input.path) {
      throw .fileMissing(figure: request.name, path: input.path)
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("makerlab-figure-\(UUID().uuidString)", isDirectory: true)
    try Self.makeFolder(folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    var pictures: [(format: FigureFormat, bytes: Data)] = []
    for format in formats {
      pictures.append((format, try draw(request, as: format, in: folder)))
    }
    return pictures
  }

  private func draw(
    _ request: FigureRequest, as format: FigureFormat, in folder: URL
  ) throws(FigureError) -> Data {
    let script = folder.appendingPathComponent("prologue.\(format.rawValue).gp")
    let picture = folder.appendingPathComponent("picture.\(format.rawValue)")
    let text = FigurePrologue.script(for: request, format: format, output: picture.path)
    try Self.replace(script, with: Data(text.utf8))
    try gnuplot.run(script, in: folder, figure: request.name)
    guard let bytes = try? Data(contentsOf: picture), !bytes.isEmpty else {
      throw .gnuplotFailed(
        figure: request.name, firstLine: "\(request.script.lastPathComponent) drew nothing")
    }
    return bytes
  }

  private static func makeFolder(_ folder: URL) throws(FigureError) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .notWritten(path: folder.path, reason: error.localizedDescription)
    }
  }

  private static func replace(_ file: URL, with bytes: Data) throws(FigureError) {
    if (try? Data(contentsOf: file)) == bytes { return }
    do {
      try bytes.write(to: file, options: .atomic)
    } catch {
      throw .notWritten(path: file.path, reason: error.localizedDescription)
    }
  }
}
