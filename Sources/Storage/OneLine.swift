extension String {
  /// The text with every control character and line break replaced by a blank.
  ///
  /// What others wrote (a file name, a provider's message) can then neither break a table nor send
  /// commands to the terminal.
  package var onOneLine: String {
    var line = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: line.append(" ")
      default: line.append(scalar)
      }
    }
    return String(line)
  }
}
