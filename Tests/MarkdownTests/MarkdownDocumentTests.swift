import Markdown
import Testing

@Suite struct MarkdownDocumentTests {
  static let page = """
    # Title

    Prose with `code`, <b>markup</b> and [a link](javascript:alert(1)).

    ```console slow seed=7
    $ makerlab --version
    makerlab 1
    ```

    - a list with a block

      ~~~sql store=lab.sqlite
      select 1;

      select 2;
      ~~~

        indented, not fenced

    ```
    ```
    """

  @Test func blocksHaveWordsTextAndLines() {
    let blocks = MarkdownDocument(Self.page).blocks
    #expect(
      blocks == [
        MarkdownBlock(
          words: ["console", "slow", "seed=7"], text: "$ makerlab --version\nmakerlab 1\n",
          lines: 6..<8),
        MarkdownBlock(
          words: ["sql", "store=lab.sqlite"], text: "select 1;\n\nselect 2;\n", lines: 13..<16),
        MarkdownBlock(words: [], text: "", lines: 21..<21),
      ])
  }

  @Test func linesOfABlockAreThoseOfTheText() {
    let lines = Self.page.split(separator: "\n", omittingEmptySubsequences: false)
    for block in MarkdownDocument(Self.page).blocks {
      let text = block.lines.map { lines[$0 - 1].drop { $0 == " " } + "\n" }.joined()
      #expect(text == block.text)
    }
  }

  @Test func markupOfTheTextIsLeftOut() {
    let html = MarkdownDocument(Self.page).html
    #expect(html.contains("<h1>Title</h1>"))
    #expect(!html.contains("<b>"))
    #expect(!html.contains("javascript:"))
  }

  @Test func tablesAndStrikethroughAreGitHubs() {
    let html = MarkdownDocument("| a | b |\n|---|--:|\n| 1 | ~~2~~ |\n").html
    #expect(html.contains("<table>"))
    #expect(html.contains("<td align=\"right\"><del>2</del></td>"))
  }

  @Test func anyTextIsMarkdown() {
    for text in ["", "\0", "```", "```console\n$ x", String(repeating: "> ", count: 5000)] {
      let document = MarkdownDocument(text)
      #expect(document.blocks.count <= 1)
      _ = document.html
    }
    #expect(MarkdownDocument("```console\n$ x").blocks.first?.text == "$ x\n")
  }
}
