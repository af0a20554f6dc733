/// Completions for bash: a function that looks up what may stand at the cursor.
struct BashCompletions {
  let commands: [CommandDescription]

  /// The script, with a newline at the end.
  var text: String {
    """
    # \(Shell.bash.remark)

    # Says of a command ($1) which options there are, and what may stand behind one of them or as an operand,
    # counted from 0 ($2).
    _makerlab_row() {
      commands=(\(names))
      options=() kind='' values=()
      case $1 in
    \(commands.map(row).joined(separator: "\n"))
      esac
    }

    \(Self.machinery)
    """ + "\n"
  }

  private func row(_ command: CommandDescription) -> String {
    var lines = [
      "  \(Shell.bash.quoted(command.name)))",
      "    options=(\(command.optionWords.joined(separator: " ")))",
      "    case $2 in",
    ]
    for option in command.options {
      guard let completion = option.completion else { continue }
      lines.append("    --\(option.name)) \(assignment(completion)) ;;")
    }
    for (first, operand) in command.operandPlaces {
      let places =
        operand.most == .max
        ? "[0-9]*" : (first..<first + operand.most).map(String.init).joined(separator: " | ")
      lines.append("    \(places)) \(assignment(operand.completion)) ;;")
    }
    return (lines + ["    esac ;;"]).joined(separator: "\n")
  }

  private func assignment(_ completion: ValueCompletion) -> String {
    switch completion {
    case .nothing: "kind=nothing"
    case .words(let words):
      "kind=words values=(\(words.map(Shell.bash.quoted).joined(separator: " ")))"
    case .files: "kind=files"
    case .folders: "kind=folders"
    case .experiments: "kind=experiments"
    }
  }

  /// The names of the commands, as words.
  private var names: String {
    commands.map { Shell.bash.quoted($0.name) }.joined(separator: " ")
  }
}

extension BashCompletions {
  /// Names are compared as texts and never read as code: a folder may be called anything.
  private static let machinery = #"""
    # Adds the suites and experiments below Experiments whose short names begin with a word ($1).
    _makerlab_experiments() {
      local path name before=''
      for path in Experiments/*/experiment.json Experiments/*/*/experiment.json; do
        [[ -e $path ]] || continue
        name=${path#Experiments/}
        name=${name%/experiment.json}
        if [[ $name == */* && ${name%%/*} != "$before" ]]; then
          before=${name%%/*}
          [[ $before == "$1"* ]] && COMPREPLY+=("$before")
        fi
        [[ $name == "$1"* ]] && COMPREPLY+=("$name")
      done
    }

    _makerlab() {
      local words=() commands=() options=() values=() kind='' pending='' word current head
      local glued=0 ended=0 operand=0 i
      COMPREPLY=()
      # Readline has also parted words at = and : inside them.
      for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if ((${#words[@]} > 1)) && [[ $glued == 1 || $word == [:=]* ]]; then
          words[${#words[@]} - 1]+=$word
        else
          words+=("$word")
        fi
        if [[ $word == [:=]* ]]; then glued=1; else glued=0; fi
      done
      current=${words[${#words[@]} - 1]}
      if ((${#words[@]} <= 2)); then
        kind=words
        if [[ $current == -* ]]; then
          values=(--help --version)
        else
          _makerlab_row '' ''
          kind=words values=("${commands[@]}")
        fi
      else
        for ((i = 2; i < ${#words[@]} - 1; i++)); do
          word=${words[i]}
          if [[ -n $pending ]]; then
            pending=''
          elif ((ended)); then
            operand=$((operand + 1))
          else
            case $word in
            --) ended=1 ;;
            --*=*) ;;
            --*)
              _makerlab_row "${words[1]}" "$word"
              pending=$kind ;;
            *) operand=$((operand + 1)) ;;
            esac
          fi
        done
        if [[ -n $pending ]]; then
          kind=$pending
        elif [[ $ended == 0 && $current == --*=* ]]; then
          _makerlab_row "${words[1]}" "${current%%=*}"
          current=${current#*=}
        elif [[ $ended == 0 && $current == -* ]]; then
          _makerlab_row "${words[1]}" "$current"
          kind=words values=("${options[@]}")
        else
          _makerlab_row "${words[1]}" "$operand"
        fi
      fi
      case $kind in
      words)
        for word in "${values[@]}"; do
          [[ $word == "$current"* ]] && COMPREPLY+=("$word")
        done ;;
      files)
        compopt -o filenames 2> /dev/null
        while IFS= read -r word; do
          COMPREPLY+=("$word")
        done < <(compgen -f -- "$current") ;;
      folders)
        compopt -o filenames 2> /dev/null
        while IFS= read -r word; do
          COMPREPLY+=("$word")
        done < <(compgen -d -- "$current") ;;
      experiments)
        # Quoted here: readline leaves a $ alone in what is no file.
        head=${current//\\/}
        _makerlab_experiments "${head#[\"\']}"
        while IFS= read -r word; do
          COMPREPLY+=("$word/")
        done < <(compgen -d -- "$current")
        if [[ $current != [\"\']* ]]; then
          for i in "${!COMPREPLY[@]}"; do
            printf -v "COMPREPLY[i]" %q "${COMPREPLY[i]}"
          done
        fi
        [[ ${#COMPREPLY[@]} == 1 && $COMPREPLY == */ ]] && compopt -o nospace 2> /dev/null ;;
      esac
      # Readline puts a reply behind the last = or : that is typed.
      head=${current%"${current##*[:=]}"}
      if [[ -n $head && $COMP_WORDBREAKS == *"${head: -1}"* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"$head"}")
      fi
    }

    complete -F _makerlab makerlab
    """#
}
