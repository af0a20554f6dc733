/// New lines for some lines of a page.
package struct PageEdit: Equatable, Sendable {
  /// Line of the fence of the block that they stand in; from 1.
  package let fence: Int
  /// What the page has there.
  package let old: PageLines
  /// What it gets.
  package let new: [String]

  /// Describes an edit.
  ///
  /// - Parameters:
  ///   - fence: Line of the fence of the block, from 1.
  ///   - old: What the page has there.
  ///   - new: What it gets.
  package init(fence: Int, old: PageLines, new: [String]) {
    self.fence = fence
    self.old = old
    self.new = new
  }
}

extension NotebookPage {
  /// Returns the page with new lines in place of old ones; all other bytes are as they were.
  ///
  /// - Parameter edits: Edits in the order of the page, which do not overlap.
  /// - Returns: The page.
  /// - Throws: `NotebookErrors` where an output cannot stand in its block, such as one with a fence.
  package func applying(_ edits: [PageEdit]) throws(NotebookErrors) -> NotebookPage {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String($0) ?? String(decoding: $0, as: UTF8.self) }
    for edit in edits.reversed() {
      // What a list or a quotation puts before the lines of the block.
      let fence = lines[edit.fence - 1]
      let prefix = String(
        fence.prefix { $0 != "`" && $0 != "~" }.map { $0 == ">" || $0.isWhitespace ? $0 : " " })
      let old = edit.old.first - 1..<edit.old.first - 1 + edit.old.texts.count
      lines.replaceSubrange(old, with: edit.new.map { $0.isEmpty ? prefix.trimmed : prefix + $0 })
    }
    let page: NotebookPage
    do throws(NotebookErrors) {
      page = try NotebookPage(path: path, text: lines.joined(separator: "\n"))
    } catch {
      throw NotebookErrors(all: refusals(edits) + error.all)
    }
    guard page.outputs.elementsEqual(promised(edits), by: ==) else {
      throw NotebookErrors(all: refusals(edits))
    }
    return page
  }

  /// All outputs that the page shows, in order.
  var outputs: [[String]] { outputLines.map(\.texts) }

  private var outputLines: [PageLines] {
    cells.flatMap { cell -> [PageLines] in
      switch cell.work {
      case .console(let commands, _): commands.map(\.output)
      case .query(_, _, let result): [result]
      case .tool(_, _, let answer): [answer]
      case .shell, .file: []
      }
    }
  }

  /// The outputs that the page must show after edits.
  private func promised(_ edits: [PageEdit]) -> [[String]] {
    outputLines.map { output in edits.first { $0.old == output }?.new ?? output.texts }
  }

  /// Says which edits cannot be made; all where none has a line that is known for it.
  private func refusals(_ edits: [PageEdit]) -> [NotebookError] {
    let found = edits.compactMap { edit in
      edit.new.lazy.compactMap(Self.obstacle).first.map { refusal(edit, $0) }
    }
    return found.isEmpty
      ? edits.map { refusal($0, "its lines do not come out as they went in") } : found
  }

  private func refusal(_ edit: PageEdit, _ reason: String) -> NotebookError {
    NotebookError(
      page: path, line: edit.old.first,
      problem: "what was printed cannot stand in this block: \(reason); elide the line")
  }

  /// What keeps a line from standing in a block; nil where nothing is known to.
  private static func obstacle(_ line: String) -> String? {
    let shown = line.count > 60 ? line.prefix(60) + "…" : line
    if line.utf8.contains(UInt8(ascii: "\r")) { return "a line with a carriage return (CR)" }
    if line.utf8.contains(0) { return "a line with a zero byte" }
    if line.hasPrefix("$ ") { return "'\(shown)' begins with '$ ', as a command does" }
    let start = line.drop { $0 == " " }
    guard start.hasPrefix("```") || start.hasPrefix("~~~") else { return nil }
    return "'\(shown)' begins with a fence, which ends a block"
  }
}

extension String {
  /// Without blanks at the end.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
