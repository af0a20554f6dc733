/// Completions for fish: a line for each command, option and operand.
struct FishCompletions {
  let commands: [CommandDescription]

  /// The script, with a newline at the end.
  var text: String {
    """
    # \(Shell.fish.remark)

    \(Self.machinery)

    complete -c makerlab -f
    complete -c makerlab -n 'not __makerlab_in' -l help -d 'list the commands'
    complete -c makerlab -n 'not __makerlab_in' -l version -d 'print the version'
    \(commands.map(rows).joined(separator: "\n"))
    """ + "\n"
  }

  private func rows(_ command: CommandDescription) -> String {
    let name = Shell.fish.quoted(command.name)
    let here = Shell.fish.quoted("__makerlab_in \(name)")
    var lines = [
      "complete -c makerlab -n 'not __makerlab_in' -a \(name) -d \(Shell.fish.quoted(command.abstract))"
    ]
    for option in command.options {
      let value = option.completion.map { " " + arguments($0, isOption: true) } ?? ""
      lines.append(
        "complete -c makerlab -n \(here) -l \(option.name)\(value) -d \(Shell.fish.quoted(option.help))"
      )
    }
    lines.append(
      "complete -c makerlab -n \(here) -l help -d 'show the help of the command'")
    let flags = command.options.filter { $0.kind == .flag }.map { "--\($0.name)" } + ["--help"]
    for (first, operand) in command.operandPlaces where operand.completion != .nothing {
      let last = operand.most == .max ? "-1" : "\(first + operand.most - 1)"
      let place = Shell.fish.quoted(
        "__makerlab_at \(name) \(first) \(last) \(flags.joined(separator: " "))")
      lines.append(
        "complete -c makerlab -n \(place) \(arguments(operand.completion, isOption: false))")
    }
    return lines.joined(separator: "\n")
  }

  private func arguments(_ completion: ValueCompletion, isOption: Bool) -> String {
    let exclusively = isOption ? "-x" : ""
    let text =
      switch completion {
      case .nothing: exclusively
      case .words(let words):
        "\(exclusively) -a \(Shell.fish.quoted(words.map(Shell.fish.quoted).joined(separator: " ")))"
      case .files: isOption ? "-r -F" : "-F"
      case .folders: "\(exclusively) -a '(__makerlab_folders)'"
      case .experiments:
        "\(exclusively) -a '(__makerlab_experiments; __makerlab_folders)'"
      }
    return text.drop { $0 == " " } + ""
  }

  private static let machinery = #"""
    # Whether a command is typed, and is the one that is named, if any is.
    function __makerlab_in
        set -l words (commandline -opc)
        test (count $words) -ge 2; or return 1
        test (count $argv) -eq 0; or test "$words[2]" = "$argv[1]"
    end

    # Whether the cursor is at an operand of a command, counted from 0: from one place to another, -1 for the end;
    # the options of the command that take no value follow.
    function __makerlab_at
        __makerlab_in $argv[1]; or return 1
        set -l words (commandline -opc)
        set -l operand 0
        set -l pending 0
        set -l ended 0
        for word in $words[3..]
            if test $pending = 1
                set pending 0
            else if test $ended = 1
                set operand (math $operand + 1)
            else
                switch $word
                    case --
                        set ended 1
                    case '--*=*'
                    case '--*'
                        contains -- $word $argv[4..]; or set pending 1
                    case '*'
                        set operand (math $operand + 1)
                end
            end
        end
        test $pending = 0 -a $operand -ge $argv[2]; or return 1
        test $argv[3] = -1; or test $operand -le $argv[3]
    end

    # Folders, without the option that stands before them in one word.
    function __makerlab_folders
        __fish_complete_directories (commandline -ct | string replace -r '^--[^=]*=' '')
    end

    # The suites and experiments below Experiments, by their short names.
    function __makerlab_experiments
        set -l names
        for path in Experiments/*/experiment.json Experiments/*/*/experiment.json
            set -l name (string replace -r '^Experiments/(.*)/experiment\.json$' '$1' -- $path)
            set -a names $name (string replace -r '/.*' '' -- $name)
        end
        printf '%s\n' $names | sort -u
    end
    """#
}
