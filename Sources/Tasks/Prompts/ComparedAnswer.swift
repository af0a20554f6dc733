/// What a reply comes to under a comparison: equal answers are equal byte by byte.
package struct ComparedAnswer: Hashable, Sendable {
  /// The answer; valid UTF-8.
  package let bytes: [UInt8]

  /// Takes bytes; valid UTF-8.
  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Takes a text.
  package init(_ text: String) { bytes = Array(text.utf8) }

  /// The answer as it is; not for a terminal, see `escaped`.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The answer on one line: control characters, line ends and backslashes stand as `\n`, `\\` or
  /// `\u{1b}`.
  package var escaped: String {
    var line = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": line += "\\\\"
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      case "\t": line += "\\t"
      case "\u{2028}", "\u{2029}": line += Self.escape(scalar)
      default:
        if scalar.properties.generalCategory == .control {
          line += Self.escape(scalar)
        } else {
          line.unicodeScalars.append(scalar)
        }
      }
    }
    return line
  }

  /// Reads what `escaped` writes; nil where it is something else.
  package init?(escaped line: String) {
    var text = ""
    var rest = line.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        text.unicodeScalars.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "\\": text += "\\"
      case "n": text += "\n"
      case "r": text += "\r"
      case "t": text += "\t"
      case "u":
        guard rest.popFirst() == "{", let end = rest.firstIndex(of: "}"),
          let number = UInt32(String(rest[..<end]), radix: 16), let scalar = Unicode.Scalar(number)
        else { return nil }
        text.unicodeScalars.append(scalar)
        rest = rest[rest.index(after: end)...]
      default: return nil
      }
    }
    self.init(text)
    guard escaped == line else { return nil }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{" + String(scalar.value, radix: 16) + "}"
  }
}
