import LabCommands
import Testing

@Suite struct HelpTests {
  @Test(arguments: Lab.commands.map { $0.description.name })
  func everyCommandHasHelpWithExamples(name: String) async {
    for word in ["--help", "-h"] {
      let run = await makerlab(name, word)
      #expect(run.code == .done)
      #expect(run.notes.isEmpty)
      #expect(run.output.contains("makerlab \(name)"))
      #expect(run.output.contains("Examples"))
      for option in Lab.commands.first(where: { $0.description.name == name })?.description.options
        ?? []
      {
        #expect(run.output.contains("--\(option.name)"))
      }
    }
  }

  @Test func helpWinsOverWhatIsWrongBesideIt() async {
    let run = await makerlab("explain", "--p", "7", "--nonsense", "--help")
    #expect(run.code == .done)
    #expect(run.notes.isEmpty)
  }

  @Test(arguments: ["--help", "-h", "help"]) func theProgramListsItsCommands(word: String) async {
    let run = await makerlab(word)
    #expect(run.code == .done)
    for command in Lab.commands { #expect(run.output.contains(command.description.name)) }
    #expect(run.notes.isEmpty)
  }

  @Test func theVersionIsOneLine() async {
    let run = await makerlab("--version")
    #expect(run.code == .done)
    #expect(run.written == ["makerlab \(Lab.version)"])
  }

  @Test func aMisspeltCommandIsRefusedWithTheNearest() async {
    for (word, nearest) in [("explian", "explain"), ("chek", "check"), ("mrege", "merge")] {
      let run = await makerlab(word, "--p", ".9")
      #expect(run.isRefusal)
      #expect(run.notes.first?.contains("'\(nearest)'") == true)
    }
    #expect((await makerlab("xyzzyxyzzy")).isRefusal)
    #expect((await makerlab([])).isRefusal)
  }
}
