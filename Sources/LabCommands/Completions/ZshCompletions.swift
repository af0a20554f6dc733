/// Completions for zsh: a specification for `_arguments` of each command.
struct ZshCompletions {
  let commands: [CommandDescription]

  /// The script, with a newline at the end.
  var text: String {
    """
    #compdef makerlab
    # \(Shell.zsh.remark)

    # The suites and experiments below Experiments, by their short names, and folders.
    _makerlab_experiments() {
      local -aU names
      names=(Experiments/*/experiment.json(N:h) Experiments/*/*/experiment.json(N:h:h) Experiments/*/*/experiment.json(N:h))
      names=("${(@)names#Experiments/}")
      _alternative 'experiments:experiment:compadd -a names' 'folders:folder:_files -/'
    }

    _makerlab() {
      if (( CURRENT == 2 )); then
        if [[ $words[2] == -* ]]; then
          local -a options
          options=('--help:list the commands' '--version:print the version')
          _describe -o option options
        else
          local -a commands
          commands=(
    \(commands.map { "        \(named($0))" }.joined(separator: "\n"))
          )
          _describe -t commands command commands
        fi
        return
      fi
      shift words
      (( CURRENT-- ))
      case $words[1] in
    \(commands.map(row).joined(separator: "\n"))
      esac
    }

    if [[ $funcstack[1] == _makerlab ]]; then
      _makerlab "$@"
    else
      compdef _makerlab makerlab
    fi
    """ + "\n"
  }

  private func named(_ command: CommandDescription) -> String {
    Shell.zsh.quoted(
      escaped(command.name) + ":" + command.abstract.replacing("\\", with: "\\\\"))
  }

  private func row(_ command: CommandDescription) -> String {
    let specifications =
      command.options.map(specification) + ["(- *)--help[show the help of the command]"]
      + command.operandPlaces.flatMap(specifications)
    let lines = specifications.map { "      \(Shell.zsh.quoted($0))" }
    return "  \(Shell.zsh.quoted(command.name))) _arguments -S \\\n"
      + lines.joined(separator: " \\\n") + " ;;"
  }

  private func specification(of option: OptionDescription) -> String {
    let start = option.isRepeatable ? "*--\(option.name)" : "--\(option.name)"
    guard let completion = option.completion, case .value(let placeholder) = option.kind else {
      return start + "[\(escaped(option.help))]"
    }
    return start + "=[\(escaped(option.help))]:\(escaped(placeholder)):\(action(completion))"
  }

  private func specifications(first: Int, _ operand: OperandDescription) -> [String] {
    let end = "\(escaped(operand.name)):\(action(operand.completion))"
    return switch operand.arity {
    case .exactly(let count): (1...count).map { "\(first + $0):\(end)" }
    case .optional: ["\(first + 1)::\(end)"]
    case .atLeast: ["*:\(end)"]
    }
  }

  private func action(_ completion: ValueCompletion) -> String {
    switch completion {
    case .nothing: " "
    case .words(let words): "(\(words.map(escaped).joined(separator: " ")))"
    case .files: "_files"
    case .folders: "_files -/"
    case .experiments: "_makerlab_experiments"
    }
  }

  /// A text without what ends a part of a specification.
  private func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\[]:()'\"$`".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }
}
