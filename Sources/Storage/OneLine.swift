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
  /// The text with everything that steers a terminal replaced by a blank.
  ///
  /// What others wrote (a file name, a provider's message) can then neither break a table nor send
  /// commands to the terminal.
  package var onOneLine: String { replacingSteering(with: " ") { _ in false } }

  /// The text, of several lines, with everything else that steers a terminal replaced by U+FFFD.
  package var onLines: String {
    replacingSteering(with: "\u{FFFD}") { $0 == "\n" || $0 == "\t" }
  }

  private func replacingSteering(
    with sign: Unicode.Scalar, unless isKept: (Unicode.Scalar) -> Bool
  ) -> String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      text.append(scalar.steersTerminal && !isKept(scalar) ? sign : scalar)
    }
    return String(text)
  }
}
