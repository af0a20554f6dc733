import Foundation
import LabCommands
import Testing
import TextFormats

@Suite struct RouteCommandTests {
  @Test func aDecisionReadsWell() async throws {
    let run = await makerlab(
      "route", "Rename the field \u{1B}[2J", "--label", "complexity:simple", "--label", "team:web",
      "--tokens-in", "1000", "--tokens-out", "1000")
    #expect(run.code == .done && run.notes.isEmpty)
    #expect(
      run.output == """
        small tier, anthropic:claude-haiku-4-5
          why         complexity_label: complexity:simple
          confidence  0.95, stated by the shipped rules: the chance that the small tier does it alone
          not read    team:web

           tier    model                          cost  of medium
        -  ------  ---------------------------  ------  ---------
        >  small   anthropic:claude-haiku-4-5   $0.006     33.3 %
           medium  anthropic:claude-sonnet-4-5  $0.018      100 %
           large   anthropic:claude-opus-4-5     $0.03      167 %
        for 1,000 tokens in and 1,000 out
        """)
  }

  @Test func jsonAndCSVHoldTheSame() async throws {
    let words = ["route", "think", "--label", "a,\"b\"", "--format"]
    let json = try await makerlab(words + ["json"]).object()
    #expect(json["tier"] == .text("medium") && json["confidence"] == .number(0.6))
    #expect(json["strategy"] == .text("default") && json["labels"] == .texts(["a,\"b\""]))
    #expect(json["id"] == .null && json["cost_large"] == .number(0.09))
    let csv = await makerlab(words + ["csv"])
    #expect(
      csv.output.hasPrefix(
        "id,tier,model,confidence,strategy,rule,routed,override_reason,overruled,labels,cost_small,"
          + "cost_medium,cost_large\n,medium,anthropic:claude-sonnet-4-5,0.6,default,default,medium,"
      ))
  }

  @Test(arguments: [
    (["route"], "operand <task> is missing"),
    (["route", " "], "<task> is empty"),
    (
      ["route", "x", "--label", "complexity:simple", "--label", "complexity:complex"],
      "labels \"complexity:simple\" and \"complexity:complex\": contradict each other: one says small, "
        + "the other large; leave one out"
    ),
    (
      ["route", "x", "--label", "model:gpt"],
      "label \"model:gpt\": model is one of haiku, large, medium, opus, small, sonnet"
    ),
    (["route", "x", "--label", ""], "label: is empty; write it as complexity:simple"),
    (["route", "x", "--report"], "a task and --report: give one of them"),
    (["route", "x", "--cost", "1"], "--cost has no place beside a task"),
    (["route", "--json-rules", "--format", "csv"], "--format has no place beside --json-rules"),
    (["route", "x", "--id", "a"], "--id needs --log or --out: where the decision is kept"),
    (["route", "x", "--override", "large"], "--override needs --reason: why it is right"),
    (
      ["route", "x", "--reason", "y"], "--reason goes with --override: the tier to take instead"
    ),
    (
      ["route", "x", "--override", "large", "--reason", " "],
      "override: needs a reason that is not blank"
    ),
    (["route", "x", "--tokens-in", "5"], "--tokens-in and --tokens-out: give both"),
    (["route", "x", "--rules", "/nonexistent/r"], "/nonexistent/r: these rules cannot be read"),
    (["route", "--file", "/nonexistent/t"], "/nonexistent/t: these tasks cannot be read"),
    (["route", "--report"], "--report needs --log or --out: where the decisions are"),
    (
      ["route", "--outcome", "a", "--succeeded"],
      "--outcome needs --log or --out: where the decisions are"
    ),
    (
      ["route", "--report", "--log", "/nonexistent/l"], "/nonexistent/l: no decision in it"
    ),
  ])
  func whatCannotBeRoutedIsRefusedInOneLine(words: [String], line: String) async {
    let run = await makerlab(words)
    #expect(run.isRefusal && run.notes == ["makerlab: " + line], "\(run.notes)")
  }

  @Test func rulesOfOnesOwnTakeThePlaceOfTheShippedOnes() async throws {
    let scratch = try ScratchFolder()
    let shipped = await makerlab("route", "--json-rules")
    let file = try scratch.write(
      shipped.output.replacing("\"confidence\": 0.60", with: "\"confidence\": 0.25"), to: "r.json")
    let run = await makerlab("route", "think", "--rules", file)
    #expect(run.output.contains("0.25, stated by the \(file) rules"))
    let bad = try scratch.write(
      shipped.output.replacing("\"confidence\": 0.60", with: "\"confidence\": 6"), to: "bad.json")
    let refused = await makerlab("route", "think", "--rules", bad)
    #expect(refused.isRefusal)
    #expect(refused.notes == ["makerlab: \(bad): strategies[3].confidence: must be from 0 to 1"])
  }

  @Test func coloursMoveNothing() async throws {
    let scratch = try ScratchFolder()
    let file = try scratch.write("{\"text\": \"a\"}\n{\"text\": \"fix a typo\"}", to: "t.jsonl")
    for words in [["fix a typo"], ["--file", file]] {
      var coloured: [String] = []
      let context = LabContext(
        write: { coloured.append($0) }, note: { _ in }, environment: [:], showsColour: true)
      _ = await Lab.run(["route"] + words, in: context)
      let plain = await makerlab(["route"] + words, environment: [:])
      let text = coloured.joined(separator: "\n")
      #expect(text.contains("\u{1B}[34msmall\u{1B}[0m"), "\(text)")
      // Names of decisions that nobody gave are made up anew.
      func rest(_ text: String) -> String { text.replacing(#/[0-9a-f]{12}/#, with: "id") }
      #expect(rest(text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")) == rest(plain.output))
    }
  }
}
