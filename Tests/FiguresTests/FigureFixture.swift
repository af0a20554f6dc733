import Figures
import Foundation

/// A folder of its own for a test, and figures drawn in it; the folder goes when the test ends.
final class FigureFixture: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("figures-tests-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Absolute path inside the folder, the file not created.
  func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

  /// Writes a file and returns where it is.
  func write(_ text: String, to name: String) throws -> URL {
    try Data(text.utf8).write(to: url(name))
    return url(name)
  }

  /// The theory of a race for p = 0.8 and made-up points beside it, on a logarithmic axis.
  func request(
    name: String = "demo", script: String = FigureFixture.plot,
    texts: [String: String] = ["title": "Wrong races", "caption": "Lines: theory."]
  ) throws -> FigureRequest {
    FigureRequest(
      name: name, script: try write(script, to: "figure.gp"),
      dataFiles: ["races": try write(Self.csv, to: "races.csv")], texts: texts,
      outputFolder: url("out"))
  }

  static let csv = """
    # experiment: demo
    k,theory,estimate,low,high
    1,0.2,0.203,0.196,0.210
    2,0.0588,0.0571,0.053,0.0612
    3,0.0154,0.0158,0.0137,0.0181
    4,0.00389,0.0036,0.0026,0.0048

    """

  static let plot = """
    set xlabel 'margin {/:Italic k} (votes)'
    set ylabel 'P(wrong)'
    set logscale y
    set format y '10^{%T}'
    set xrange [0.5:4.5]
    plot races using 'k':'theory' with lines linestyle 1 title 'theory', \\
      races using 'k':'estimate':'low':'high' with yerrorbars linestyle 11 title 'Monte Carlo'

    """
}
