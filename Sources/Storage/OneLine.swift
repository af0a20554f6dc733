import TextFormats

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
