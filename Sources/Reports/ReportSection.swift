/// A part of a report with a heading of its own.
package struct ReportSection: Equatable, Sendable {
  /// Its place in the page; a letter, then letters, digits and `. _ / ~ -`, once in a page.
  package let id: String
  /// Its heading.
  package let title: String
  /// Its name in the contents; shorter than the heading where that is a sentence.
  package let contentsTitle: String
  /// What stands below the heading.
  package let content: HTML
  /// Parts of it, one level of headings below.
  package let parts: [ReportSection]

  /// Describes a part.
  ///
  /// - Parameters:
  ///   - id: Its place in the page; see `identifier(of:)` for one that comes from a name.
  ///   - title: Its heading, any text.
  ///   - content: What stands below the heading.
  ///   - contentsTitle: Its name in the contents; the heading unless given.
  ///   - parts: Parts of it.
  package init(
    id: String, title: String, content: HTML, contentsTitle: String? = nil,
    parts: [ReportSection] = []
  ) {
    precondition(
      id.wholeMatch(of: /[A-Za-z][A-Za-z0-9._\/~-]*/) != nil, "no id of a section: \(id)")
    self.id = id
    self.title = title
    self.contentsTitle = contentsTitle ?? title
    self.content = content
    self.parts = parts
  }

  /// Returns an id that stands for any text: other signs become their numbers, two texts two ids.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - prefix: A word before it, so that sections of several kinds share no id.
  /// - Returns: The id, as `experiment-core/kmin`.
  package static func identifier(of text: String, prefix: String) -> String {
    var id = prefix + "-"
    for scalar in text.unicodeScalars {
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar)
      if isPlain || scalar == "/" || scalar == "." || scalar == "_" || scalar == "-" {
        id.unicodeScalars.append(scalar)
      } else {
        id += "~" + String(scalar.value, radix: 16) + "~"
      }
    }
    return id
  }

  /// The part with its heading at a level.
  func html(headingLevel level: Int) -> HTML {
    .element(
      "section", ["id": id, "aria-labelledby": id + "-heading", "class": "level\(level)"],
      .element(
        "h\(min(6, level))", ["id": id + "-heading"], .text(title)), content,
      HTML(parts.map { $0.html(headingLevel: level + 1) }))
  }

  /// The ids of the part and of those in it.
  var ids: [String] { [id] + parts.flatMap(\.ids) }
}
