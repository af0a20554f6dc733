/// Text as one word of a POSIX shell.
package enum ShellWord {
  /// Returns a text in single quotes, between which the shell interprets nothing.
  ///
  /// - Parameter text: Any text without a NUL byte.
  /// - Returns: The word.
  package static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
