/// One page that holds all it shows: no script, no font and no picture comes from elsewhere.
package struct ReportPage: Equatable, Sendable {
  /// Its title, any text.
  package let title: String
  /// What stands below the title: of what the page is, and what it says in a line.
  package let opening: HTML
  /// Its sections, no id twice.
  package let sections: [ReportSection]

  /// Describes a page.
  ///
  /// - Parameters:
  ///   - title: Its title.
  ///   - opening: What stands below the title.
  ///   - sections: Its sections, in their order.
  package init(title: String, opening: HTML, sections: [ReportSection]) {
    let ids = sections.flatMap(\.ids)
    precondition(Set(ids).count == ids.count, "two sections of a page have one id")
    self.title = title
    self.opening = opening
    self.sections = sections
  }

  /// How every page begins; nothing else does.
  package static let beginning =
    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta name=\"generator\" content=\"makerlab report\">"

  /// The whole file, with a line end at the end.
  package var html: String {
    let policy =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
      + "form-action 'none'"
    let head = HTML([
      .element("meta", ["charset": "utf-8"]),
      .element("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
      .element(
        "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .element("meta", ["name": "color-scheme", "content": "light dark"]),
      .element("title", [:], .text(title)),
      .element("link", ["rel": "icon", "href": "data:,"]),
      .element("style", [:], HTML(source: ReportStyle.css + ReportStyle.experiments)),
    ])
    let body = HTML.element(
      "body", [:],
      .element("a", ["class": "skip", "href": "#content"], "Skip to the content"),
      .element(
        "header", ["class": "masthead"], .element("h1", [:], .text(title)), opening),
      .element(
        "div", ["class": "frame"],
        .element(
          "nav", ["class": "contents", "aria-label": "Contents", "tabindex": "0"], contents),
        .element(
          "main", ["id": "content", "tabindex": "-1"],
          HTML(sections.map { $0.html(headingLevel: 2) }))))
    return Self.beginning + head.source + "</head>" + body.source + "</html>\n"
  }

  /// Links to the sections and their parts.
  private var contents: HTML {
    .list(
      sections.map { section in
        .link(to: section.id, .text(section.contentsTitle))
          + .list(section.parts.map { .link(to: $0.id, .text($0.contentsTitle)) })
      })
  }
}
