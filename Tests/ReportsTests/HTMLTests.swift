import RandomStreams
import Reports
import Testing

@Suite struct HTMLTests {
  /// Names that would be markup, steer a page or turn it round.
  static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x",
    "</style><b>", "]]>-->", "a&b&amp;c", "\u{202E}txt.exe", "\u{0}\u{1B}[31m\u{9B}", "a\u{2028}b",
    "\u{FFFF}",
  ]

  @Test(arguments: hostile)
  func textIsNeverMarkup(_ text: String) {
    for piece in [
      HTML.text(text), .lines(text), .code(text), .badge(text, .bad), .codeBlock(text, label: text),
      .element("p", ["title": text, "class": "x"], .text(text)),
    ] {
      let bare = piece.source.replacing(/<\/?[a-z0-9]+( [a-z-]+="[^"<>]*")*>/, with: "")
      #expect(!bare.contains(where: { "<>\"'".contains($0) }), "\(piece.source)")
      #expect(
        !piece.source.unicodeScalars.contains {
          $0.properties.isNoncharacterCodePoint || $0.value == 0x202E || $0.value == 0x1B
            || $0.value == 0
        })
    }
  }

  @Test func textIsEscaped() {
    #expect(HTML.text("<&>\"'").source == "&lt;&amp;&gt;&quot;&#39;")
    #expect(HTML.text("a\nb\u{1B}").source == "a\\u{a}b\\u{1b}")
    #expect(HTML.lines("a\n\tb\r").source == "a\n\tb\\u{d}")
    let literal: HTML = "<b>"
    #expect(literal.source == "&lt;b&gt;")
    #expect(HTML.markup("<b>x</b>").source == "<b>x</b>")
  }

  @Test func elementsAreWellFormed() {
    let piece = HTML.element(
      "p", ["class": "a\"b", "title": nil], "one", .element("br"), .element("b", [:], "two"))
    #expect(piece.source == "<p class=\"a&quot;b\">one<br><b>two</b></p>")
    #expect((HTML.text("a") + "b").source == "ab")
    #expect(HTML.list([]).isEmpty && HTML.terms([]).isEmpty)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JAVASCRIPT:x", " javascript:x", "data:text/html,x", "file:///etc", "x",
    "//elsewhere",
  ])
  func linksThatRunSomethingAreLeftOut(_ link: String) {
    #expect(HTML.element("a", ["href": link], "x").source == "<a>x</a>")
    #expect(HTML.element("img", ["src": link, "alt": "x"]).source == "<img alt=\"x\">")
  }

  @Test func linksToThePageAndTheWebStay() {
    #expect(HTML.link(to: "a", "b").source == "<a href=\"#a\">b</a>")
    #expect(
      HTML.element("a", ["href": "https://a?b&c"], "d").source
        == "<a href=\"https://a?b&amp;c\">d</a>")
  }

  @Test func randomTextReadsBack() {
    var random = WordStream(StreamKey(seed: 41))
    let alphabet = Array("<>&\"'ab =/!-;#\u{202E}\u{7}\u{E9}\u{1F600}".unicodeScalars)
    for round in 0..<500 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int(random.next() % 12) {
        text.append(alphabet[Int(random.next() % UInt64(alphabet.count))])
      }
      let source = HTML.text(String(text)).source
      let back = source.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
        .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
        .replacing("&amp;", with: "&")
        .replacing("\\u{202e}", with: "\u{202E}").replacing("\\u{7}", with: "\u{7}")
      #expect(back == String(text), "round \(round): \(source)")
      #expect(!source.contains(where: { "<>\"'".contains($0) }), "round \(round): \(source)")
    }
  }
}
