import Foundation
import LabCommands
import Testing

@Suite struct PricesCommandTests {
  @Test func everyPriceIsPrintedWithItsSourceAndDays() async throws {
    let run = await makerlab("prices")
    #expect(run.code == .done)
    #expect(
      run.output.hasPrefix("dollars a million tokens; shipped price book of 2026-11-20\nentry "))
    let line = try #require(
      run.output.split(separator: "\n").first { $0.contains("gpt-4.1-nano*") })
    let cells = line.split(separator: " ").map(String.init)
    #expect(
      cells == [
        "openai:gpt-4.1-nano*", "2025-04-14", "0.10", "0.025", "0.40", "-", "2026-11-20",
        "https://developers.openai.com/api/docs/models/gpt-4.1-nano",
      ])
  }

  @Test func aModelResolvesToItsEntryOrToNothing() async throws {
    let run = await makerlab(
      "prices", "openai:gpt-4.1-mini-2025-04-14", "openai:gpt-9", "ollama:qwen3:0.6b", "--format",
      "csv")
    let rows = run.output.split(separator: "\n").map(String.init)
    #expect(rows.count == 4)
    #expect(
      rows[1].hasPrefix(
        "openai:gpt-4.1-mini-2025-04-14,openai,gpt-4.1-mini*,2025-04-14,,0.4,0.1,1.6,0.5,shipped,"))
    #expect(rows[2].hasPrefix("openai:gpt-9,,,,,,,,,,"))
    #expect(rows[3].hasPrefix("ollama:qwen3:0.6b,ollama,*,2026-11-20,,0,,0,,shipped,"))
    let table = await makerlab("prices", "openai:gpt-9")
    #expect(table.output.contains("unknown") && !table.output.contains(" 0.00 "))
  }

  @Test func aModelHasItsPriceOfADay() async throws {
    let models = ["anthropic:claude-3-5-haiku", "anthropic:claude-haiku-4-5"]
    let early = await makerlab(["prices", "--on", "2024-11-20"] + models, environment: [:])
    #expect(early.output.hasPrefix("dollars a million tokens on 2024-11-20; shipped price book"))
    #expect(early.output.contains("2024-11-04 to 2024-12-04"))
    #expect(early.output.contains("unknown"))
    #expect(early.output.contains("the shipped price book has none on 2024-11-20"))
    let late = await makerlab(
      ["prices", "--on", "2025-10-21", "--format", "csv"] + models, environment: [:])
    let rows = late.output.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(rows.count == 3)
    #expect(rows[1].contains("0.8") && rows[1].contains("4"))
    #expect(rows[2].contains("1") && rows[2].contains("5"))
    let all = await makerlab(["prices", "--on", "2024-06-01"], environment: [:])
    #expect(all.output.contains("claude-3-haiku*") && !all.output.contains("claude-haiku-4-5*"))
  }

  @Test func aBookOfOnesOwnGoesFirst() async throws {
    let scratch = try ScratchFolder()
    let file = try scratch.write(
      """
      {"currency": "USD", "date": "2026-01-02", "prices": [
        {"provider": "openai", "model": "gpt-4.1-mini*", "from": "2026-01-01", "input": 7,
         "output": 9, "source": "a contract", "looked_up": "2026-01-02"}]}
      """, to: "mine.json")
    for (words, environment) in [
      (["--prices", file], [:]), ([], ["MAKERLAB_PRICES": file]),
    ] {
      let run = await makerlab(
        ["prices", "openai:gpt-4.1-mini", "openai:gpt-4.1-nano"] + words, environment: environment)
      #expect(run.output.contains("7.00") && run.output.contains("a contract"))
      #expect(run.output.contains("0.025"))
      #expect(run.output.contains("\(file) price book of 2026-01-02, then shipped price book of"))
    }
    let all = await makerlab(["prices", "--prices", file], environment: [:])
    #expect(all.output.contains("openai:gpt-4.1-mini* (replaced)"))
  }

  @Test func theShippedBookCanBeReadAgain() async throws {
    let scratch = try ScratchFolder()
    let book = await makerlab("prices", "--json-book")
    let file = try scratch.write(book.output, to: "mine.json")
    // Its date may be after the clock of the machine that tests it, which no other book's may.
    let json = book.output.replacing("2026-11-20", with: "2025-12-31")
      .replacing(/2026-(02|07|09|10)/, with: "2025-12")
    try scratch.write(json, to: "old.json")
    #expect(FileManager.default.fileExists(atPath: file))
    let run = await makerlab("prices", "--prices", scratch.path("old.json"))
    #expect(run.code == .done, "\(run.notes)")
  }

  @Test(arguments: [
    (["gpt-4.1-mini"], "<model> must be provider:model"), (["--json-book", "a:b"], "--json-book"),
    (["--prices", "no-such-file.json"], "no-such-file.json: this price book cannot be read"),
    (["--on", "21.10.2025"], "--on must be a day as 2026-11-20"),
    (["--on", "2025-02-29"], "--on must be a day as 2026-11-20"),
    (["--on", "2999-01-01"], "--on 2999-01-01 is after today"),
    (
      ["--of", "no-such-folder"], "no-such-folder: there is neither a store nor a folder of results"
    ),
    (["--of", "x", "a:b"], "name no model beside it"),
    (["--json-book", "--on", "2025-01-01"], "--json-book"),
  ])
  func wrongUseIsRefusedInOneLine(words: [String], part: String) async throws {
    let run = await makerlab(["prices"] + words, environment: [:])
    #expect(run.isRefusal, "\(run.notes)")
    #expect(run.notes.first?.contains(part) == true, "\(run.notes)")
  }

  @Test func aWrongBookIsRefusedInOneLine() async throws {
    let scratch = try ScratchFolder()
    let file = try scratch.write(
      """
      {"currency": "USD", "date": "2999-01-02", "prices": []}
      """, to: "mine.json")
    let run = await makerlab(["prices", "--prices", file], environment: [:])
    #expect(run.isRefusal)
    #expect(run.notes.first?.contains("date: 2999-01-02 is after today") == true)
  }
}
