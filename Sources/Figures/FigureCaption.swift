import Foundation

/// The caption under a figure, broken into lines, and the room it needs.
struct FigureCaption: Equatable, Sendable {
  /// Characters a line may hold at the caption's type size.
  static let columns = 130

  let lines: [String]

  init(_ text: String) {
    var lines: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, last.count + 1 + word.count <= Self.columns {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    self.lines = lines
  }

  /// Commands that draw gnuplot's variable `caption`; none for an empty caption.
  var commands: [String] {
    guard !lines.isEmpty else { return [] }
    let firstLine = String(format: "%.4f", 0.0265 + 0.0235 * Double(lines.count - 1))
    let margin = String(format: "%.2f", 4.4 + 0.95 * Double(lines.count))
    return [
      "set label 1 caption at screen 0.015,\(firstLine) noenhanced font ',9' tc rgb '#404040'",
      "set bmargin \(margin)",
    ]
  }
}
