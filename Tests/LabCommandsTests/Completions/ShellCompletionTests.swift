import Foundation
import LabCommands
import Testing

/// What the real shells offer, held against the tables that parse the command line.
@Suite(.timeLimit(.minutes(10))) struct ShellCompletionTests {
  private static let commands = Lab.commands.map { $0.description }

  @Test(arguments: Shell.allCases) func everyCommandAndOptionIsOffered(shell: Shell) async throws {
    let names = Self.commands.map(\.name)
    let offers = try await CompletionShell(shell).offers(
      for: ["makerlab ", "makerlab -"] + names.map { "makerlab \($0) --" }
        + ["makerlab budget --", "makerlab nonsense --"])
    #expect(offers["makerlab "] == Set(names))
    #expect(offers["makerlab -"]?.isSuperset(of: ["--help", "--version"]) == true)
    for command in Self.commands {
      #expect(
        offers["makerlab \(command.name) --"]
          == Set(command.options.map { "--\($0.name)" } + ["--help"]),
        "\(shell) \(command.name)")
    }
    #expect(offers["makerlab nonsense --"] == [])
  }

  @Test(arguments: Shell.allCases) func everyOptionHasItsValues(shell: Shell) async throws {
    let rows = Self.commands.flatMap { command in
      command.options.compactMap { option in
        option.completion.map { (line: "makerlab \(command.name) --\(option.name)", values: $0) }
      }
    }
    let offers = try await CompletionShell(shell).offers(
      for: rows.flatMap { ["\($0.line) ", "\($0.line)="] })
    for (line, values) in rows {
      for line in ["\(line) ", "\(line)="] {
        expect(offers[line] ?? ["?"], values, "\(shell): \(line)")
      }
    }
  }

  @Test(arguments: Shell.allCases) func everyOperandHasItsValues(shell: Shell) async throws {
    // Options and their values are no operands, before -- at least.
    let words = [
      "compare": "A", "replay": "core/kmin", "predict": "A", "budget": "--seed 1",
      "fit": "--bootstrap=9", "providers": "--ping ollama", "run": "--workers 2 core --dry-run",
      "status": "--", "check": "-- --seed",
    ]
    let rows = Self.commands.filter { !$0.operands.isEmpty }
    let offers = try await CompletionShell(shell).offers(
      for: rows.flatMap { command in
        ["makerlab \(command.name) "]
          + (words[command.name].map { ["makerlab \(command.name) \($0) "] } ?? [])
      } + ["makerlab budget status l", "makerlab replay core/kmin co"])
    for command in rows {
      let operands = command.operands.map(\.completion)
      expect(offers["makerlab \(command.name) "] ?? ["?"], operands[0], "\(shell) \(command.name)")
      guard let word = words[command.name] else { continue }
      // What follows a first operand that takes one word is the second.
      let isPast = ["compare", "replay", "predict"].contains(command.name)
      expect(
        offers["makerlab \(command.name) \(word) "] ?? ["?"], operands[isPast ? 1 : 0],
        "\(shell) \(command.name) \(word)")
    }
    #expect(offers["makerlab budget status l"] == [])
    #expect(offers["makerlab replay core/kmin co"] == [])
  }

  @Test(arguments: Shell.allCases) func namesAreNeverRun(shell: Shell) async throws {
    let inside = try await CompletionShell(shell)
    let offers = try await inside.offers(
      for: ["makerlab run co", "makerlab plot odd", "makerlab fit da", "makerlab run --format=j"])
    #expect(offers["makerlab run co"] == ["core", "core/kmin", "core/nines"])
    #expect(offers["makerlab plot odd"] == ["odd name", CompletionShell.oddName])
    #expect(offers["makerlab fit da"] == ["data file.csv"])
    #expect(offers["makerlab run --format=j"] == ["json"])
    #expect(!inside.folder.exists("place/pwned"))
  }

  @Test func whatBashInsertsIsQuoted() async throws {
    let inside = try await CompletionShell(.bash)
    let lines = try await inside.typed([
      "makerlab run odd^I/^I", "makerlab fit da^I", "makerlab fit 'da^I",
      "makerlab run --format=c^I",
      "makerlab run --out=Res^I", "makerlab sel^I", "makerlab run core/k^I",
    ])
    #expect(
      lines == [
        #"makerlab run odd\ name/a\ \$\(touch\ pwned\)\ \'q\' "#, #"makerlab fit data\ file.csv "#,
        "makerlab fit 'data file.csv' ", "makerlab run --format=csv ",
        "makerlab run --out=Results/", "makerlab self-test ", "makerlab run core/kmin ",
      ])
    #expect(!inside.folder.exists("place/pwned"))
  }

  private func expect(_ offered: Set<String>, _ values: ValueCompletion, _ place: String) {
    let names = ["core", "core/kmin", "core/nines", "alone", "odd name", CompletionShell.oddName]
    switch values {
    // zsh also offers options where no operand is left.
    case .nothing: #expect(offered.allSatisfy { $0.hasPrefix("--") }, "\(place): \(offered)")
    case .words(let words): #expect(offered == Set(words), "\(place)")
    case .files: #expect(offered == ["data file.csv", "Results", "Experiments"], "\(place)")
    case .folders: #expect(offered == ["Results", "Experiments"], "\(place)")
    case .experiments:
      #expect(offered == Set(names + ["Results", "Experiments"]), "\(place)")
    }
  }
}
