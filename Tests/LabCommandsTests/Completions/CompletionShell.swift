import Foundation
import LabCommands
import Testing

/// A real shell that has read our script, in a folder with experiments, files and names that nobody expects.
struct CompletionShell {
  let shell: Shell
  let folder: ScratchFolder

  /// Short name of an experiment that a shell must neither run nor take apart.
  static let oddName = "odd name/a $(touch pwned) 'q'"

  init(_ shell: Shell) async throws {
    self.shell = shell
    folder = try ScratchFolder()
    for name in ["core/kmin", "core/nines", Self.oddName, "alone"] {
      try folder.write("{}", to: "place/Experiments/\(name)/experiment.json")
    }
    try folder.write("", to: "place/Results/lab.sqlite")
    try folder.write("", to: "place/data file.csv")
    let script = await makerlab("completions", shell.rawValue)
    try #require(script.code == .done)
    try folder.write(script.output + "\n", to: "script")
    try folder.write(Self.bash, to: "bash")
    try folder.write(Self.fish, to: "fish")
    try folder.write(Self.zsh, to: "zsh")
    try folder.write(Self.zshInside, to: "inside")
    try folder.write(Self.bashTyped, to: "typed")
  }

  /// What the shell offers at the end of each line, without what stands before a `=` and behind a folder.
  func offers(for lines: [String]) async throws -> [String: Set<String>] {
    try folder.write(lines.map { $0 + "\n" }.joined(), to: "lines")
    try folder.write("", to: "answers")
    let start =
      switch shell {
      case .bash: "bash --norc --noprofile ../bash"
      case .fish: "fish --no-config ../fish"
      case .zsh: "zsh -f ../zsh"
      }
    try await run(start)
    var offers: [String: Set<String>] = [:]
    var line = ""
    for answer in try folder.text("answers").split(separator: "\n") {
      if answer.hasPrefix("line ") {
        line = String(answer.dropFirst(5))
        offers[line] = []
      } else {
        try #require(answer.hasPrefix("word "), "\(shell): \(answer)")
        offers[line]?.insert(plain(answer.dropFirst(5)))
      }
    }
    try #require(Set(lines) == Set(offers.keys))
    return offers
  }

  /// What stands on the line after somebody has typed the words, with ^I for the completion key.
  func typed(_ lines: [String]) async throws -> [String] {
    try folder.write(lines.map { $0 + "\n" }.joined(), to: "lines")
    try folder.write("", to: "answers")
    try await run("zsh -f ../typed")
    return try folder.text("answers").split(separator: "\n").map(String.init)
  }

  private func run(_ start: String) async throws {
    let ending = try await MakerlabProcess.run([folder.path], shell: "cd \"$2/place\" && \(start)")
    try #require(ending.code == 0, "\(shell): \(ending.noteLines)")
    #expect(ending.notes.isEmpty, "\(shell): \(ending.noteLines)")
  }

  private func plain(_ answer: Substring) -> String {
    var word = String(answer)
    if word.hasPrefix("--"), let equals = word.firstIndex(of: "=") {
      word = String(word[word.index(after: equals)...])
    }
    if word.hasSuffix("/") { word.removeLast() }
    // Some stand there as they will be inserted.
    return shell == .fish ? word : word.replacing("\\", with: "")
  }
}

extension CompletionShell {
  /// Calls the function as readline does: words are parted at = as well.
  private static let bash = #"""
    source ../script
    while IFS= read -r line; do
      printf 'line %s\n' "$line" >> ../answers
      read -ra COMP_WORDS <<< "${line//=/ = }"
      [[ $line == *' ' || $line == *= ]] && COMP_WORDS+=('')
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _makerlab
      [[ ${#COMPREPLY[@]} == 0 ]] || printf 'word %s\n' "${COMPREPLY[@]}" >> ../answers
    done < ../lines
    """#

  private static let fish = #"""
    source ../script
    while read -l line
        echo "line $line" >> ../answers
        for word in (complete -C "$line" | string replace -r '\t.*' '')
            echo "word $word" >> ../answers
        end
    end < ../lines
    exit 0
    """#

  /// Completion of zsh works in its line editor alone, and that on a terminal alone.
  private static let zsh = #"""
    zmodload zsh/zpty
    zpty inside zsh -f -i
    zpty -w inside "source ../inside"
    while zpty -r inside part; do :; done
    """#

  private static let zshInside = #"""
    setopt extended_glob no_auto_list no_list_beep
    PROMPT=''
    autoload -Uz compinit
    compinit -u -D
    source ../script
    compadd() {
      # Calls that only ask what would match are no answer.
      if [[ " ${(j: :)@[1,(i)(-|--)]} " == *' -'[a-zA-Z]#(O|A|D)' '* ]]; then
        builtin compadd "$@"
        return
      fi
      local -a found
      builtin compadd -O found "$@"
      (( $#found )) && print -rl -- "word "$^found >> ../answers
      builtin compadd "$@"
    }
    answer() {
      local line
      for line in "${(@f)$(<../lines)}"; do
        print -r -- "line $line" >> ../answers
        BUFFER=$line CURSOR=$#line
        zle complete-word
      done
      exit
    }
    zle -N zle-line-init answer
    """#

  /// Types lines into bash on a terminal of its own; ^T writes what stands there, ^A^K deletes it.
  private static let bashTyped = #"""
    zmodload zsh/zpty
    zpty inside bash --norc --noprofile -i
    zpty -w inside 'source ../script; bind -x '\''"\C-t": printf "%s\n" "$READLINE_LINE" >> ../answers'\'
    key=$'\t'
    for line in "${(@f)$(<../lines)}"; do
      zpty -w -n inside "${line//^I/$key}"$'\C-t\C-a\C-k'
    done
    zpty -w inside exit
    while zpty -r inside part; do :; done
    """#
}
