/// `makerlab completions`: the script that lets a shell complete what is typed.
enum CompletionsCommand: LabCommand {
  static let description = CommandDescription(
    "completions",
    abstract: "print the script with which a shell completes commands, options and values",
    discussion: """
      The script knows every command, every option, the words that an option or operand takes, and where \
      files, folders or experiments stand.  It is made from the tables that parse the command line, so \
      it is to be written anew with each version; make install writes all three.

      bash reads it from a start-up file or from the folder bash-completion/completions; fish from \
      ~/.config/fish/completions; zsh from a file _makerlab in a folder of fpath, or after compinit from a start-up file.
      """,
    operands: [OperandDescription("shell", help: "{words}", domain: .words(of: Shell.self))],
    examples: [
      .init("source <(makerlab completions bash)", "in ~/.bashrc; with zsh in ~/.zshrc"),
      .init(
        "makerlab completions fish > ~/.config/fish/completions/makerlab.fish",
        "for every fish from now on"),
      .init(
        "makerlab completions zsh > /usr/local/share/zsh/site-functions/_makerlab",
        "for every zsh of the machine"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let shell = try arguments.operandValues("shell")[0].choice(as: Shell.self)
    context.write(shell.completions(of: Lab.commands.map { $0.description }).trimmedEnd)
    return .done
  }
}
