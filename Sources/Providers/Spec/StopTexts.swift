/// Texts that end a reply, as the spec of a channel writes them.
///
/// They stand one after another with semicolons between them.  `\n`, `\r`, `\t` and `\\` mean what they
/// mean elsewhere, and `\x2C` is a comma: any character below 128 can be written so, and those that a
/// spec or a mixture of channels uses itself must be.
enum StopTexts {
  /// Most texts; OpenAI takes no more.
  static let most = 4

  /// Reads texts.
  ///
  /// - Parameter value: The value of the key.
  /// - Returns: One to four texts, none empty.
  /// - Throws: `ProviderSpecError`.
  static func read(_ value: SpecValue) throws(ProviderSpecError) -> [String] {
    var texts: [String] = []
    for part in value.text.split(separator: ";", omittingEmptySubsequences: false) {
      guard let text = unescaped(part), !text.isEmpty else {
        throw value.refused(
          "1 to \(most) texts with semicolons between them; write \\n for a line break, \\x2C for a "
            + "comma")
      }
      texts.append(text)
    }
    guard texts.count <= most else { throw value.refused("at most \(most) texts") }
    return texts
  }

  /// Writes texts so that they can be read again and stand on one line.
  static func write(_ texts: [String]) -> String {
    texts.map { text in
      text.unicodeScalars.map { escaped($0) }.joined()
    }.joined(separator: ";")
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    case "\\": return "\\\\"
    case "\u{0}"..<"!", ",", ";", "|", "(", ")", "\u{7F}":
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "\\x" + (digits.count < 2 ? "0" : "") + digits
    default: return String(scalar)
    }
  }

  private static func unescaped(_ text: Substring) -> String? {
    var plain = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        plain.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "n": plain.append("\n")
      case "r": plain.append("\r")
      case "t": plain.append("\t")
      case "\\": plain.append("\\")
      case "x":
        let digits = String(String.UnicodeScalarView(rest.prefix(2)))
        guard digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit),
          let code = UInt8(digits, radix: 16), code < 128
        else { return nil }
        plain.append(Unicode.Scalar(code))
        rest = rest.dropFirst(2)
      default: return nil
      }
    }
    return String(plain)
  }
}
