import Economics
import Foundation
import Reports
import Storage

extension ReportTable {
  /// A table of a command as a table of a page.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - caption: What it shows, in a sentence.
  init(_ table: TextTable, caption: String) {
    self.init(
      caption: caption,
      columns: table.columns.map {
        $0.isNumeric ? .number(.text($0.title)) : .text(.text($0.title))
      })
    for row in table.rows { append(row.map(Self.cell)) }
  }

  /// Longest text of a cell that stays on one line, as a time does; characters.
  private static let mostOnOneLine = 24

  private static func cell(_ text: String) -> HTML {
    text.count <= mostOnOneLine
      ? .element("span", ["class": "short"], .text(text)) : .text(text)
  }
}

extension HTML {
  /// Lines of a command, a paragraph each.
  static func paragraphs(_ lines: [String]) -> HTML {
    HTML(lines.map { .paragraph(.text($0)) })
  }

  /// What a reader must know of a log, in a box; nothing where there is nothing.
  static func notes(_ notes: [String]) -> HTML {
    notes.isEmpty ? .empty : .callout(.open, .list(notes.map { .text($0) }))
  }
}

extension BudgetZone {
  /// How the zone stands out besides its name.
  var tone: HTML.Tone {
    switch self {
    case .green: .good
    case .yellow: .open
    case .orange, .red: .bad
    }
  }

  /// The zone in a word, with a sign and a colour.
  var badge: HTML {
    let sign =
      switch self {
      case .green: "✓"
      case .yellow, .orange: "!"
      case .red: "✗"
      }
    return .element(
      "span", ["class": "badge " + tone.rawValue],
      .element("span", ["aria-hidden": "true"], .text(sign)), .text("\u{A0}" + rawValue))
  }
}

/// A figure that is drawn for a page and for nothing else.
enum DashboardFigure {
  /// Draws a figure in a folder that goes away.
  ///
  /// - Parameters:
  ///   - name: What it is called where it is not drawn.
  ///   - part: The part of the page that it belongs to.
  ///   - context: The surroundings, which are told where it is not drawn.
  ///   - alternative: What it shows, in a sentence.
  ///   - draw: Draws it; told the path without ending, returns the files.
  /// - Returns: The figure, or in a line why there is none.
  /// - Throws: What keeps the folder from being made.
  static func html(
    _ name: String, of part: String, in context: LabContext, alternative: String,
    _ draw: (String) throws -> [URL]
  ) throws -> HTML {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("makerlab-report-\(UUID().uuidString)", isDirectory: true)
    try LabFolder.make(folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      let files = try draw(folder.appendingPathComponent("figure").path)
      guard let file = files.first(where: { $0.pathExtension == "svg" }) else { return .empty }
      let svg = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      return ReportFigure(svg: svg, alternative: alternative, caption: .empty).html
    } catch {
      return .note(.text(context.noteMissing(figure: name, of: part, because: error)))
    }
  }
}
