import Markdown
import TextFormats

/// Makes cells of the blocks of a page, one after another.
struct CellReader {
  private let page: String
  /// All lines of the page.
  private let lines: [String]
  private var cells: [NotebookCell] = []
  private var errors: [NotebookError] = []
  /// A cell whose answer must be the next block.
  private var asked: Asked?

  private typealias Problem = BlockLabels.Problem

  private struct Asked {
    let language: String
    let line: Int
    let cell: (PageLines) -> NotebookCell
  }

  init(page: String, lines: [String]) {
    self.page = page
    self.lines = lines
  }

  /// Ends the page.
  ///
  /// - Returns: Its cells.
  /// - Throws: All errors, where there are any.
  mutating func finish() throws(NotebookErrors) -> [NotebookCell] {
    dropUnanswered()
    guard errors.isEmpty else { throw NotebookErrors(all: errors) }
    return cells
  }

  /// Reads the next block.
  ///
  /// - Parameter block: The block.
  mutating func read(_ block: MarkdownBlock) {
    let fence = block.lines.lowerBound - 1
    do throws(Problem) {
      guard isClosed(block) else { throw Problem(text: "a block without an end") }
      try read(block, BlockLabels(block.words), at: fence)
    } catch {
      dropUnanswered()
      errors.append(NotebookError(page: page, line: fence, problem: error.text))
    }
  }

  private mutating func read(
    _ block: MarkdownBlock, _ labels: BlockLabels, at fence: Int
  ) throws(Problem) {
    let body = PageLines(first: block.lines.lowerBound, texts: PageLines.split(block.text))
    if let asked, labels.language == asked.language, labels.isEmpty {
      self.asked = nil
      if asked.language == "json" { try Self.checkAnswer(body) }
      cells.append(asked.cell(body))
      return
    }
    dropUnanswered()
    let isSlow = labels["slow"] != nil
    func cell(_ work: NotebookCell.Work, seed: Int? = nil) -> NotebookCell {
      NotebookCell(work: work, line: fence, isSlow: isSlow, seed: seed)
    }
    if let path = try labels.path("file") {
      try labels.allow(["file", "append", "slow"])
      cells.append(cell(.file(path, text: block.text, appends: labels["append"] != nil)))
      return
    }
    switch labels.language {
    case "text": try labels.allow([])
    case "console":
      try labels.allow(["exit", "seed", "slow"])
      let exit = try labels.integer("exit", in: 0...255) ?? 0
      let seed = try labels.integer("seed", in: 0...Int.max)
      cells.append(cell(.console(try Self.commands(body), exit: exit), seed: seed))
    case "sh":
      try labels.allow(["seed", "slow"])
      guard body.texts.contains(where: Self.hasText) else {
        throw Problem(text: "a sh block without a command")
      }
      cells.append(cell(.shell(body), seed: try labels.integer("seed", in: 0...Int.max)))
    case "sql":
      try labels.allow(["store", "slow"])
      guard let store = try labels.path("store") else {
        throw Problem(text: "a sql block needs store=PATH, the SQLite file that it reads")
      }
      guard body.texts.contains(where: Self.hasText) else {
        throw Problem(text: "a sql block without a statement")
      }
      asked = Asked(language: "csv", line: fence) {
        cell(.query(store: store, sql: block.text, result: $0))
      }
    case "json" where labels["tool"] != nil:
      try labels.allow(["tool", "slow"])
      let arguments: JSONValue
      do { arguments = try JSONReader.value(Array(block.text.utf8)) } catch {
        throw Problem(text: "the arguments of a tool are a JSON object: \(error)")
      }
      guard arguments.members != nil else {
        throw Problem(text: "the arguments of a tool are a JSON object")
      }
      let name = labels["tool"] ?? ""
      asked = Asked(language: "json", line: fence) {
        cell(.tool(name: name, arguments: block.text, answer: $0))
      }
    case "csv", "json":
      throw Problem(
        text: "a \(labels.language) block needs file=PATH, or to follow the "
          + (labels.language == "csv" ? "sql" : "json tool=NAME") + " block that it answers")
    default:
      throw Problem(
        text: "a '\(labels.language)' block is neither run nor prose; known are console, sh, sql, "
          + "json tool=NAME, text, and any with file=PATH")
    }
  }

  /// Says that a cell has no answer, where one waits for it.
  private mutating func dropUnanswered() {
    guard let asked else { return }
    errors.append(
      NotebookError(
        page: page, line: asked.line,
        problem: "the next block must be the answer, a \(asked.language) block without labels"))
    self.asked = nil
  }

  /// Whether a fence stands behind the block, so that it does not swallow the rest of the page.
  private func isClosed(_ block: MarkdownBlock) -> Bool {
    let index = block.lines.upperBound - 1
    guard lines.indices.contains(index) else { return false }
    let line = lines[index].drop { $0 == " " || $0 == "\t" || $0 == ">" }
      .reversed().drop { $0 == " " || $0 == "\t" }
    guard let mark = line.first, mark == "`" || mark == "~" else { return false }
    return line.count >= 3 && line.allSatisfy { $0 == mark }
  }

  /// The commands of a console block; a `\` at the end of a line takes the next one in.
  private static func commands(_ body: PageLines) throws(Problem) -> [ConsoleCommand] {
    guard body.texts.first?.hasPrefix("$ ") == true else {
      throw Problem(text: "a console block begins with '$ ' and a command")
    }
    var commands: [ConsoleCommand] = []
    var index = 0
    while index < body.texts.count {
      let start = index
      var source = [String(body.texts[index].dropFirst(2))]
      while source.last?.hasSuffix("\\") == true, index + 1 < body.texts.count {
        index += 1
        source.append(body.texts[index])
      }
      index += 1
      guard source.contains(where: hasText) else {
        throw Problem(text: "line \(body.first + start): '$ ' without a command")
      }
      let output = index
      while index < body.texts.count, !body.texts[index].hasPrefix("$ ") { index += 1 }
      commands.append(
        ConsoleCommand(
          source: PageLines(first: body.first + start, texts: source),
          output: PageLines(first: body.first + output, texts: Array(body.texts[output..<index]))))
    }
    return commands
  }

  /// Checks that an answer of a tool is JSON, or a text with elisions.
  private static func checkAnswer(_ body: PageLines) throws(Problem) {
    if body.texts.contains(where: { $0 == "..." || $0.contains(Elision.withinLine) }) { return }
    do { _ = try JSONReader.value(Array(body.text.utf8)) } catch {
      throw Problem(text: "the answer of a tool is JSON, or lines with elisions: \(error)")
    }
  }

  private static func hasText(_ line: String) -> Bool { line.contains { !$0.isWhitespace } }
}
