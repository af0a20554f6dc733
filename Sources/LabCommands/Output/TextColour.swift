/// A colour of words on a terminal.
package enum TextColour: String, Sendable, CaseIterable {
  case blue = "34"
  case cyan = "36"
  case magenta = "35"
  case green = "32"
  case yellow = "33"
  case orange = "38;5;208"
  case red = "31"
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
