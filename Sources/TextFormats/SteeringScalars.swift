extension Unicode.Scalar {
  /// Whether a terminal may obey the scalar, or show what stands around it in another order: control
  /// characters, line separators, and the marks that turn the direction of a text.
  package var steersTerminal: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    case .format:
      switch value {
      case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: return true
      // The others join letters and signs, or cannot be seen.
      default: return false
      }
    default: return false
    }
  }
}

extension String {
  /// The text on one line, with what steers a terminal as `\u{1b}`.
  package var escapedOnOneLine: String {
    guard unicodeScalars.contains(where: \.steersTerminal) else { return self }
    var line = ""
    for scalar in unicodeScalars {
      if scalar.steersTerminal {
        line += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
    return line
  }
}
