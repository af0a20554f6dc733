package import Markdown

/// Pieces that pages are made of.
extension HTML {
  /// A paragraph.
  package static func paragraph(_ pieces: HTML...) -> HTML { .element("p", [:], HTML(pieces)) }

  /// A paragraph in small, muted type: what a reader may pass over.
  package static func note(_ pieces: HTML...) -> HTML {
    .element("p", ["class": "note"], HTML(pieces))
  }

  /// A word of a program within a line: a path, a column, an option.
  package static func code(_ text: String) -> HTML { .element("code", [:], .text(text)) }

  /// Lines of a program or of commands, in a box that scrolls where it is too narrow.
  ///
  /// - Parameters:
  ///   - text: The lines.
  ///   - label: What they are, for those who do not see the box.
  /// - Returns: The box.
  package static func codeBlock(_ text: String, label: String) -> HTML {
    .element(
      "pre", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": label],
      .element("code", [:], .lines(text)))
  }

  /// A link to a place of the page.
  ///
  /// - Parameters:
  ///   - id: The place, as `ReportSection.id` has it.
  ///   - text: What is shown.
  /// - Returns: The link.
  package static func link(to id: String, _ text: HTML) -> HTML {
    .element("a", ["href": "#" + id], text)
  }

  /// A list, numbered or not; nothing where there are no items.
  ///
  /// - Parameters:
  ///   - items: The items.
  ///   - isNumbered: Whether they have numbers.
  /// - Returns: The list.
  package static func list(_ items: [HTML], isNumbered: Bool = false) -> HTML {
    guard !items.isEmpty else { return .empty }
    return .element(isNumbered ? "ol" : "ul", [:], HTML(items.map { .element("li", [:], $0) }))
  }

  /// Terms with what is said of each: a manifest, a setting; nothing where there are none.
  package static func terms(_ terms: [(term: String, description: HTML)]) -> HTML {
    guard !terms.isEmpty else { return .empty }
    return .element(
      "dl", ["class": "terms"],
      HTML(
        terms.map {
          .element(
            "div", [:], .element("dt", [:], .text($0.term)), .element("dd", [:], $0.description))
        }))
  }

  /// What is shown when a reader asks for it.
  ///
  /// - Parameters:
  ///   - summary: The line that is always shown.
  ///   - isOpen: Whether the rest is shown at first.
  ///   - content: The rest.
  /// - Returns: The element.
  package static func details(_ summary: HTML, isOpen: Bool = false, _ content: HTML) -> HTML {
    .element(
      "details", ["open": isOpen ? "" : nil], .element("summary", [:], summary), content)
  }

  /// How a state stands out besides its words.
  package enum Tone: String, CaseIterable, Sendable {
    /// As was hoped, not so, not known, nothing of that, or to be looked at now.
    case good, bad, open, plain, alarm

    /// A sign for those who see no colours.
    var sign: String {
      switch self {
      case .good: "✓"
      case .bad: "✗"
      case .open: "?"
      case .plain: "–"
      case .alarm: "▲"
      }
    }
  }

  /// A state in a word or a few, with a sign and a colour.
  package static func badge(_ text: String, _ tone: Tone) -> HTML {
    .element(
      "span", ["class": "badge " + tone.rawValue],
      .element("span", ["aria-hidden": "true"], .text(tone.sign)), HTML(source: "\u{A0}"),
      .text(text))
  }

  /// A box that stands out: what a reader must not miss.
  ///
  /// - Parameters:
  ///   - tone: How it stands out.
  ///   - content: What stands in it.
  /// - Returns: The box.
  package static func callout(_ tone: Tone, _ content: HTML) -> HTML {
    .element("div", ["class": "callout " + tone.rawValue], content)
  }

  /// A text in Markdown, its headings from a level on.
  ///
  /// Nothing in it reaches out of the page: pictures become their words, and only links to the web stay.
  ///
  /// - Parameters:
  ///   - document: The text.
  ///   - level: Level of its greatest headings; 1 to 6.
  package init(_ document: MarkdownDocument, headingLevel level: Int) {
    self.init(source: MarkdownMarkup.tamed(document.html, headingLevel: level))
  }
}
