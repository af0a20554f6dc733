import TextFormats

/// What must be changed in the markup that Markdown makes before it may stand in a page of another.
///
/// In that markup `<` begins a tag and nothing else, for text is escaped there.  Tags are found by their bytes:
/// a sign that combines with the one before it makes one character of it and of a tag's end.
enum MarkdownMarkup {
  /// Returns markup with its headings moved, without ids, pictures, and links that lead nowhere.
  ///
  /// - Parameters:
  ///   - markup: What the Markdown target made.
  ///   - level: Level of its greatest headings; 1 to 6.
  /// - Returns: The markup.
  static func tamed(_ markup: String, headingLevel level: Int) -> String {
    precondition((1...6).contains(level), "headings have levels 1 to 6, not \(level)")
    var isKept: [Bool] = []
    var tamed = ""
    var rest = markup.utf8[...]
    while let begin = rest.firstIndex(of: UInt8(ascii: "<")),
      let end = rest[begin...].firstIndex(of: UInt8(ascii: ">"))
    {
      tamed += Substring(rest[..<begin])
      let tag = rest[begin...end]
      rest = rest[rest.index(after: end)...]
      let name = Substring(tag.dropFirst().prefix(while: isOfName))
      switch name {
      case "h1", "h2", "h3", "h4", "h5", "h6": tamed += "<\(heading(name, level))>"
      case "/h1", "/h2", "/h3", "/h4", "/h5", "/h6": tamed += "</\(heading(name, level))>"
      case "img": tamed += value(of: "alt", in: tag)
      case "a":
        let link = value(of: "href", in: tag)
        let leads = link.hasPrefix("https://") || link.hasPrefix("http://")
        isKept.append(leads)
        if leads { tamed += "<a href=\"\(link)\">" }
      case "/a": if isKept.popLast() ?? false { tamed += "</a>" }
      case "table":
        tamed +=
          "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table\"><table aria-label=\"Table\">"
      case "th": tamed += Substring(tag.dropLast()) + " scope=\"col\">"
      case "/table": tamed += "</table></div>"
      // Tasks in lists; ids of footnotes would stand twice in a page.
      case "li", "sup", "section": tamed += "<\(name)>"
      case "pre":
        tamed += "<pre class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Code\">"
      default: tamed += Substring(tag)
      }
    }
    return withoutSteering(tamed + Substring(rest))
  }

  /// Shows what steers as `\u{202e}`; line ends and tabs stay.
  private static func withoutSteering(_ markup: String) -> String {
    guard markup.unicodeScalars.contains(where: steers) else { return markup }
    var shown = ""
    for scalar in markup.unicodeScalars {
      if steers(scalar) {
        shown += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    scalar.steersTerminal && scalar != "\n" && scalar != "\t"
  }

  private static func heading(_ name: Substring, _ level: Int) -> String {
    "h\(min(6, (name.last?.wholeNumberValue ?? 1) + level - 1))"
  }

  /// Value of an attribute, still escaped; empty where it is not there.
  private static func value(of attribute: String, in tag: Substring.UTF8View) -> Substring {
    let name = " \(attribute)=\"".utf8
    guard let begin = tag.firstRange(of: name)?.upperBound else { return "" }
    return Substring(tag[begin...].prefix { $0 != UInt8(ascii: "\"") })
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
