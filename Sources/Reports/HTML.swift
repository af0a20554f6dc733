import TextFormats

/// A piece of HTML in which every text is escaped.
///
/// Markup comes from the elements made here, from literals of this project (`markup`) and from the Markdown
/// target alone: text that others wrote is never markup.
package struct HTML: Equatable, Sendable, ExpressibleByStringLiteral {
  /// The markup of the piece.
  package let source: String

  /// Takes markup as it is; only this target may.
  init(source: String) { self.source = source }

  /// Takes a literal as text.
  package init(stringLiteral text: String) { self = .text(text) }

  /// Joins pieces, with nothing between them.
  package init(_ pieces: [HTML]) { source = pieces.map(\.source).joined() }

  /// No markup at all.
  package static let empty = HTML(source: "")

  /// A text on one line: markup is escaped, and what steers shows as `\u{1b}`.
  package static func text(_ text: String) -> HTML {
    HTML(source: escaped(text) { _ in false })
  }

  /// A text that keeps its line ends and tabs, for `pre` and its like.
  package static func lines(_ text: String) -> HTML {
    HTML(source: escaped(text) { $0 == "\n" || $0 == "\t" })
  }

  /// Markup that stands in this project's source as a literal.
  package static func markup(_ literal: StaticString) -> HTML {
    HTML(source: "\(literal)")
  }

  /// An element.
  ///
  /// - Parameters:
  ///   - name: Its name, small letters and digits.
  ///   - attributes: Names and values in their order; one without a value is left out.  A value of `href` or
  ///     `src` that is neither a place of the page, nor a picture in it, nor of the web (`http`, `https`)
  ///     is left out too.
  ///   - children: What stands in it; an element that can hold nothing has none.
  /// - Returns: The element.
  package static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ children: HTML...
  ) -> HTML {
    precondition(name.wholeMatch(of: /[a-z][a-z0-9]*/) != nil, "no name of an element: \(name)")
    var tag = "<" + name
    for (attribute, value) in attributes {
      precondition(
        attribute.wholeMatch(of: /[a-z][a-z-]*/) != nil && !attribute.hasPrefix("on"),
        "no attribute that may be set: \(attribute)")
      guard let value, !isLink(attribute) || isHarmless(value) else { continue }
      tag += " \(attribute)=\"" + escaped(value) { _ in false } + "\""
    }
    tag += ">"
    guard !void.contains(name) else {
      precondition(children.isEmpty, "\(name) holds nothing")
      return HTML(source: tag)
    }
    return HTML(source: tag + HTML(children).source + "</\(name)>")
  }

  /// Joins two pieces.
  package static func + (left: HTML, right: HTML) -> HTML { HTML([left, right]) }

  /// Whether there is no markup.
  package var isEmpty: Bool { source.isEmpty }

  /// Elements that hold nothing and have no end.
  private static let void: Set<String> = ["br", "hr", "img", "meta", "link", "wbr", "col"]

  private static func isLink(_ attribute: String) -> Bool {
    ["href", "src"].contains(attribute)
  }

  private static func isHarmless(_ link: String) -> Bool {
    ["#", "https://", "http://", "data:image/", "data:,"].contains { link.hasPrefix($0) }
  }

  private static func escaped(
    _ text: String, unless isKept: (Unicode.Scalar) -> Bool
  ) -> String {
    var markup = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": markup += "&amp;"
      case "<": markup += "&lt;"
      case ">": markup += "&gt;"
      case "\"": markup += "&quot;"
      case "'": markup += "&#39;"
      case _ where scalar.steersTerminal && !isKept(scalar):
        markup += "\\u{" + String(scalar.value, radix: 16) + "}"
      // No text may hold these two, not even as a reference.
      case "\u{FFFE}", "\u{FFFF}": markup += "\u{FFFD}"
      default: markup.unicodeScalars.append(scalar)
      }
    }
    return markup
  }
}
