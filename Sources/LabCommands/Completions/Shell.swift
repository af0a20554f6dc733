import JobArrays

/// A shell that completes what is typed.
package enum Shell: String, CaseIterable, Sendable {
  /// GNU bash.
  case bash
  /// The Z shell.
  case zsh
  /// The friendly interactive shell.
  case fish

  /// The script that completes the program's commands, options and values.
  ///
  /// - Parameter commands: The table of each command.
  /// - Returns: The script, with a newline at the end.
  package func completions(of commands: [CommandDescription]) -> String {
    switch self {
    case .bash: BashCompletions(commands: commands).text
    case .zsh: ZshCompletions(commands: commands).text
    case .fish: FishCompletions(commands: commands).text
    }
  }

  /// A text as one word of a script, in single quotes where it needs any.
  ///
  /// - Parameter text: The text.
  /// - Returns: The word, which the shell reads as the text whatever stands in it.
  func quoted(_ text: String) -> String {
    if text.wholeMatch(of: /[A-Za-z0-9_.\/-]+/) != nil { return text }
    switch self {
    case .bash, .zsh: return ShellWord.quoted(text)
    case .fish:
      let inner = text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
      return "'" + inner + "'"
    }
  }

  /// The remark at the head of a script.
  var remark: String { "Completions of makerlab, written by `makerlab completions \(rawValue)`." }
}
