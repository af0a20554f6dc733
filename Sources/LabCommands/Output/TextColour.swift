/// A colour of words on a terminal.
package enum TextColour: String, Sendable, CaseIterable {
  /// Blue, as SGR code 34.
  case blue = "34"
  /// Cyan, as SGR code 36.
  case cyan = "36"
  /// Magenta, as SGR code 35.
  case magenta = "35"
  /// Green, as SGR code 32.
  case green = "32"
  /// Yellow, as SGR code 33.
  case yellow = "33"
  /// Orange, of the 256 colours, for the basic eight have none.
  case orange = "38;5;208"
  /// Red, as SGR code 31.
  case red = "31"
  /// Faint, for what is less important.
  case dim = "2"

  /// Returns a text in this colour; what else steers a terminal must have been taken out before.
  package func paint(_ text: String) -> String {
    "\u{1B}[\(rawValue)m\(text)\u{1B}[0m"
  }

  /// Whether results may be coloured: on a terminal that has colours, for someone who wants them.
  ///
  /// - Parameters:
  ///   - isTerminal: Whether the results go to a terminal.
  ///   - environment: Environment variables; `NO_COLOR` with any text in it turns colours off.
  /// - Returns: Whether they may.
  package static func areWanted(isTerminal: Bool, environment: [String: String]) -> Bool {
    isTerminal && environment["NO_COLOR"]?.isEmpty != false && environment["TERM"] != "dumb"
  }
}
