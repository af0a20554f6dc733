import LabCommands
import Testing

@Suite struct ValueCompletionTests {
  @Test func rowsSayWhatIsOffered() {
    for (name, domain, expected): (String, ValueDomain?, ValueCompletion) in [
      ("file", nil, .files), ("folder", nil, .folders), ("experiment", nil, .experiments),
      ("table|json|csv", nil, .words(["table", "json", "csv"])),
      ("greedy-first|number", nil, .words(["greedy-first"])),
      ("chain|jsonl:FILE", nil, .words(["chain"])), ("count", .integer(1...9), .nothing),
      ("name", .choice(["a", "b"]), .words(["a", "b"])),
      ("k", .either(["k_min"], .integer(1...9)), .words(["k_min"])), ("number", nil, .nothing),
    ] {
      #expect(ValueCompletion(name: name, domain: domain) == expected, "\(name)")
    }
  }

  /// A new operand is to say what may stand there: by its domain, or by a name that means a place.
  @Test func everyOperandOffersSomethingOrIsFreeText() {
    let free = ["model", "task", "point", "trial", "pattern"]
    for command in Lab.commands {
      for operand in command.description.operands where !free.contains(operand.name) {
        #expect(
          operand.completion != .nothing, "\(command.description.name) <\(operand.name)>")
      }
    }
  }

  @Test func operandsNameTheirWords() async {
    let operand = OperandDescription(
      "action", help: "{words}; default a", arity: .optional, domain: .choice(["a", "b", "c"]))
    #expect(operand.help == "a, b or c; default a")
    #expect(operand.completion == .words(["a", "b", "c"]))
    #expect(ValueDomain.listed(["a"]) == "a")
    #expect(ValueDomain.listed([]).isEmpty)
    let run = await makerlab("completions", "bahs")
    #expect(
      run.notes == [
        "makerlab: <shell> must be one of bash, zsh, fish, not 'bahs'; did you mean bash?"
      ])
  }
}
