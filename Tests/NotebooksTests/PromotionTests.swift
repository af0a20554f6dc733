import Notebooks
import RandomStreams
import Testing

@Suite struct PromotionTests {
  /// What a block shows, in the order of the page.
  private func outputs(_ page: NotebookPage) -> [(fence: Int, lines: PageLines)] {
    page.cells.flatMap { cell -> [(Int, PageLines)] in
      switch cell.work {
      case .console(let commands, _): commands.map { (cell.line, $0.output) }
      case .query(_, _, let result): [(cell.line, result)]
      case .tool(_, _, let answer): [(cell.line, answer)]
      case .shell, .file: []
      }
    }
  }

  private static let text = """
    Prose.\t
    ```console
    $ one
    1
    $ two
    ```
    - list

      ```console
      $ three
      ...

      3
      ```
    > ```sql store=a
    > select 1
    > ```
    > ```csv
    > ```

    The end, without a line end
    """

  private func page(_ text: String = text) throws -> NotebookPage {
    try NotebookPage(path: "p.md", text: text)
  }

  @Test func noEditChangesNothing() throws {
    #expect(try page().applying([]).text == Self.text)
  }

  /// Any lines but those that end a block or begin a command can be put into any block, and are then
  /// what the block shows; the rest of the page stays as it was.
  @Test func editedBlocksShowTheirLines() throws {
    var random = WordStream(StreamKey(seed: 5))
    let words = ["", "a", "  b", "\tc", "> d", "- e", "# f", "~~", "`x`", "$y", "...", "é", "<b>"]
    for round in 0..<200 {
      let page = try page()
      let edits = outputs(page).filter { _ in Bool.random(using: &random) }.map { output in
        PageEdit(
          fence: output.fence, old: output.lines,
          new: (0..<Int.random(in: 0...4, using: &random)).map { _ in
            words[Int.random(in: 0..<words.count, using: &random)]
          })
      }
      let edited = try page.applying(edits)
      let shown = outputs(edited).map(\.lines.texts)
      let wanted = outputs(page).map { output in
        edits.first { $0.old == output.lines }?.new ?? output.lines.texts
      }
      #expect(shown == wanted, "round \(round): \(edited.text)")
      #expect(edited.text.hasPrefix("Prose.\t\n```console\n$ one\n"))
      #expect(edited.text.hasSuffix("\n\nThe end, without a line end"))
      #expect(edited.cells.count == page.cells.count)
    }
  }

  @Test(arguments: [
    ("```", "'```' begins with a fence"), ("$ rm", "'$ rm' begins with '$ '"),
    ("~~~~\n```", "begins with a fence"), ("````", "'````' begins with a fence"),
    ("50 %\r100 %", "a line with a carriage return (CR)"), ("\0", "a line with a zero byte"),
  ])
  func whatCannotStandInABlockIsRefused(line: String, reason: String) throws {
    let page = try page()
    let first = outputs(page)[0]
    // The other edit does no harm and is not named.
    let second = outputs(page)[1]
    let edits = [
      PageEdit(fence: first.fence, old: first.lines, new: ["before", line]),
      PageEdit(fence: second.fence, old: second.lines, new: ["fine"]),
    ]
    let error = try #require(throws: NotebookErrors.self) { try page.applying(edits) }
    #expect(error.all.first?.problem.contains(reason) == true, "\(error)")
    #expect(!error.all.contains { $0.line == second.lines.first })
    #expect(error.all.first?.line == 4, "\(error)")
    #expect(error.all.first?.problem.contains("cannot stand in this block") == true)
  }
}
