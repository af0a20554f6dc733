/// What a server wrote, made fit for a line of ours: it is data, and may be meant to do harm.
package enum ServerText {
  /// Most characters of a line that are shown.
  package static let mostCharacters = 200
  /// Most characters that are looked at; a server may send millions.
  private static let mostRead = 4000

  /// Returns one line of at most 200 characters without control characters and without the key.
  ///
  /// - Parameters:
  ///   - text: What the server wrote.
  ///   - key: The key, which a server may echo whole or in part; nil where none was sent.
  /// - Returns: The line, with `…` at its end where it was cut.
  package static func line(_ text: String, hiding key: APIKey? = nil) -> String {
    var clean = String.UnicodeScalarView()
    var endsInBlank = true
    for scalar in text.unicodeScalars.prefix(mostRead) {
      let isBlank = isHarmful(scalar) || scalar.properties.isWhitespace
      if isBlank, endsInBlank { continue }
      clean.append(isBlank ? " " : scalar)
      endsInBlank = isBlank
    }
    if endsInBlank, !clean.isEmpty { clean.removeLast() }
    let whole = key.map { $0.hidden(in: String(clean)) } ?? String(clean)
    let scalars = whole.unicodeScalars
    if scalars.count <= mostCharacters { return whole }
    return String(scalars.prefix(mostCharacters - 1)) + "…"
  }

  /// Returns a name, as of a model, on one line of at most 200 characters.
  static func name(_ text: String) -> String { line(text) }

  /// Whether a terminal might obey a scalar, or show what follows it in another order.
  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
    default: false
    }
  }
}
