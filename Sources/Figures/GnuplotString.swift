/// Text on its way into a gnuplot script.
///
/// Inside single quotes gnuplot substitutes no backquotes and no macros and knows no escape but the
/// doubled quote.  What is drawn must also be drawn `noenhanced`: in enhanced mode gnuplot reads
/// `_ ^ { } @ & ~ \U+` as markup, and no escape is safe, because `\&` makes the SVG invalid.
package enum GnuplotString {
  /// Returns a single-quoted literal; control characters and line breaks become blanks.
  package static func quoted(_ text: String) -> String {
    // gnuplot 5.4 takes a doubled quote right after the opening one for an empty text.
    let scalars = text.unicodeScalars
    let quotes = String(scalars.prefix { $0 == "'" })
    let start = quotes.isEmpty ? "'" : "'' . \"\(quotes)\" . '"
    var literal = ""
    for scalar in scalars.dropFirst(quotes.unicodeScalars.count) {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: literal += " "
      default: literal += scalar == "'" ? "''" : String(scalar)
      }
    }
    return start + literal + "'"
  }

  /// Returns an expression for several lines of text, joined by line breaks.
  package static func quoted(lines: [String]) -> String {
    lines.isEmpty ? "''" : lines.map { quoted($0) }.joined(separator: " . \"\\n\" . ")
  }
}
