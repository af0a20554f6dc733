import LabCommands
import Testing

@Suite struct HelpTextTests {
  @Test func theHelpOfACommandIsAlignedAndComplete() {
    let expected = """
      Usage: makerlab explain <model> [<experiment>...] [options]

      Says how many votes a step needs and what a task costs.

      The derivation is shown in your numbers.

      Operands:
        <model>            Name of the model.
        [<experiment>...]  Experiments to explain.

      Options:
        --p <probability>             Probability that one valid vote is right; above
                                      0.5, below 1
        --steps <count>               Steps of the task; at least 1; default: 1
        --price-in <usd-per-million>  Price of a million prompt tokens; USD, at least
                                      0
        --tag <text>                  A word to remember the run by; may be repeated
        --format <format>             One of table, json, csv; default: table
        --quiet                       Print results only
        --help                        Show this help.

      Examples:
        makerlab explain gpt --p 0.99 --steps 1e6
            A million steps at 99 % a vote.

      """
    #expect(HelpText().text(for: CommandFixture.explain) == expected)
  }

  @Test func theHelpOfTheProgramListsCommandsAndExitCodes() {
    let run = CommandDescription("run", abstract: "Runs experiments.")
    let expected = """
      Usage: makerlab <command> [options]

      A laboratory for voting.

      Commands:
        explain  Says how many votes a step needs and what a task costs.
        run      Runs experiments.

      Exit codes:
        0    done
        1    a verdict differs from what was expected, or a solve ended undecided or
             wrong
        2    wrong usage or a bad definition
        3    a budget stopped the run
        4    a channel, a provider or Slurm failed
        130  interrupted; rerun the same command to resume

      Run 'makerlab <command> --help' for the options and examples of a command.

      """
    let help = HelpText().text(
      for: [CommandFixture.explain, run], abstract: "A laboratory for voting.")
    #expect(help == expected)
  }

  @Test func aNameTooWideForItsColumnStandsAlone() {
    let command = CommandDescription(
      "c", abstract: "C.",
      options: [
        .value("a-very-long-option-name", "and-placeholder", help: "Help.", isRequired: true)
      ])
    let lines = HelpText(width: 60).text(for: command).split(separator: "\n")
    #expect(lines.contains("  --a-very-long-option-name <and-placeholder>"))
    #expect(lines.contains("          Help; required"))
    #expect(lines.first == "Usage: makerlab c")
    #expect(lines.allSatisfy { $0.count <= 60 })
  }
}
