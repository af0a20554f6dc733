import Markdown
import Reports
import Testing

@Suite struct ReportPageTests {
  private func page(_ name: String) -> ReportPage {
    var table = ReportTable(
      caption: name, columns: [.text(.text(name)), .number("n")], firstRows: 2)
    for row in 0..<5 { table.append([.text(name), .text("\(row)")]) }
    let figure = ReportFigure(
      svg: "<svg width=\"900\" height=\"600\"><text>\(name) 100% #'&\"</text></svg>",
      alternative: name, caption: .text(name))
    return ReportPage(
      title: name, opening: .paragraph(.text(name)),
      sections: [
        ReportSection(
          id: "summary", title: name, content: table.html,
          parts: [
            ReportSection(
              id: ReportSection.identifier(of: name, prefix: "experiment"), title: name,
              content: figure.html)
          ])
      ])
  }

  @Test(arguments: HTMLTests.hostile + ["core/kmin"])
  func everyTagIsOurs(_ name: String) {
    let html = page(name).html
    let names = Set(html.matches(of: /<([a-z0-9]+)/).map { String($0.output.1) })
    #expect(
      names.isSubset(of: [
        "html", "head", "meta", "title", "link", "style", "body", "a", "header", "h1", "p", "div",
        "nav", "ul", "li", "main", "section", "h2", "h3", "table", "caption", "thead", "tbody",
        "tr",
        "th", "td", "details", "summary", "figure", "img", "figcaption",
      ]), "\(names)")
    #expect(html.matches(of: /<style>/).count == 1 && html.matches(of: /<\/style>/).count == 1)
    #expect(html == page(name).html)
  }

  @Test func linksOfTheContentsLead() {
    let html = page("core/kmin").html
    let ids = Set(html.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) })
    let links = html.matches(of: /\shref="#([^"]*)"/).map { String($0.output.1) }
    #expect(links == ["content", "summary", "experiment-core/kmin"])
    #expect(ids.isSuperset(of: links))
  }

  @Test func nothingIsLoaded() {
    let html = page("a").html
    #expect(html.contains("default-src &#39;none&#39;"))
    #expect(!html.contains("http://") && !html.contains("https://") && !html.contains("<script"))
  }

  @Test func furtherRowsAreShownOnDemand() {
    let html = page("a").html
    #expect(html.contains("<summary>3 more rows</summary>"))
    #expect(html.matches(of: /<tr>/).count == 7)
    #expect(html.contains("<th scope=\"row\">a</th><td class=\"number\">0</td>"))
  }

  @Test func figuresHoldTheirPictureAndItsSize() {
    let figure = ReportFigure(
      svg: "<svg width=\"900\" height=\"600.5\" x='1'>\n50% #\u{E9}\"</svg>", alternative: "a",
      caption: .empty)
    #expect(
      figure.html.source.contains(
        "src=\"data:image/svg+xml,%3Csvg width=%22900%22 height=%22600.5%22 x=%271%27%3E 50%25 %23%C3%A9%22%3C/svg%3E\""
      ), "\(figure.html.source)")
    #expect(figure.html.source.contains("alt=\"a\" width=\"900\" height=\"600\""))
    let bare = ReportFigure(svg: "<svg/>", alternative: "a", caption: .empty)
    #expect(!bare.html.source.contains("width"))
  }

  @Test func twoNamesNeverShareAnId() {
    let names = ["a b", "a~20~b", "a-b", "a/b", "A b", "\u{E9}", "e\u{301}", "", "~"]
    let ids = names.map { ReportSection.identifier(of: $0, prefix: "x") }
    #expect(Set(ids).count == names.count, "\(ids)")
    for id in ids { _ = ReportSection(id: id, title: "", content: .empty) }
  }

  /// A sign that combines makes one character of itself and of a tag's end before it.
  @Test(arguments: ["\u{301}", "\u{FE0F}", "\u{200D}", "\u{20DD}", "\u{1F3FD}"])
  func aSignBehindATagHidesNoTag(_ sign: String) {
    let rest = "\(sign)![x](https://a/b.png) [x](ftp://a/b)"
    for text in [
      rest, "## \(rest)", "- \(rest)\n- \(rest)", "> \(rest)", "**\(rest)**",
      "| \(rest) | x |\n|---|---|\n| \(rest) | x |", "![\(rest)](https://a/b.png)",
      "[\(rest)](ftp://a/b)", "[\(sign)](ftp://a/b) ![\(sign)](https://a/b.png)",
    ] {
      let html = HTML(MarkdownDocument(text), headingLevel: 4).source.utf8
      for part in ["<img", "=\"ftp:", "<h2"] {
        #expect(html.firstRange(of: part.utf8) == nil, "\(text): \(String(html))")
      }
      for (begin, end) in [("<li>", "</li>"), ("<div", "</div>"), ("<p>", "</p>"), ("<a", "</a>")] {
        #expect(
          html.ranges(of: begin.utf8).count == html.ranges(of: end.utf8).count,
          "\(text): \(String(html))")
      }
    }
    let named = HTML(MarkdownDocument("![\(sign)word](https://a/b.png)"), headingLevel: 4).source
    #expect(named.utf8.firstRange(of: "word".utf8) != nil, "\(named)")
  }

  @Test func markdownReachesNowhere() {
    let html = HTML(
      MarkdownDocument(
        """
        # Title
        ## Part
        ![a <picture>](https://a/b.png) [web](https://a/?b&c) [file](../x.md) [run](javascript:x)
        note[^1] <b>raw</b>

        | a | b |
        |---|---|
        | `<` | 2 |

        [^1]: Foot.
        """), headingLevel: 4
    ).source
    #expect(html.contains("<h4>Title</h4>") && html.contains("<h5>Part</h5>"))
    #expect(!html.contains("<img") && html.contains("a &lt;picture&gt;"))
    #expect(html.contains("<a href=\"https://a/?b&amp;c\">web</a>"))
    #expect(html.contains("file") && !html.contains("../x.md") && !html.contains("javascript"))
    #expect(!html.contains(" id=") && !html.contains("<b>"))
    #expect(html.matches(of: /<div/).count == html.matches(of: /<\/div>/).count)
    #expect(html.contains("tabindex=\"0\"") && html.contains("<th scope=\"col\">a</th>"))
  }
}
