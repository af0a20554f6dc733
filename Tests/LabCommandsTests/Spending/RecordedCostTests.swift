import ExperimentDesign
import Foundation
import LabCommands
import MAKERCore
import Storage
import Testing

@Suite struct RecordedCostTests {
  /// A folder whose store has recorded replies: channel, tokens in, cached ones, tokens out.
  private func results(
    _ replies: [(channel: String, input: Int?, cached: Int?, output: Int?)]
  ) throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    let journal = try DrawStore(path: scratch.path("lab.sqlite"))
    defer { journal.close() }
    let recording = try journal.saveRecording("channel=c\ntask=t")
    try journal.commit(
      replies.enumerated().map { index, reply in
        .recorded(
          RecordedDraw(
            key: DrawKey(
              recording: recording.description,
              coordinates: DrawCoordinates(trial: 0, step: 0, draw: index), request: "r"),
            prompt: Prompt(instructions: "i", step: "s"), temperature: 0, channel: reply.channel,
            body: [], text: [],
            usage: Usage(inputTokens: reply.input, outputTokens: reply.output),
            cachedInputTokens: reply.cached))
      })
    return scratch
  }

  private func prices(_ scratch: ScratchFolder, _ words: String...) async -> CommandRun {
    await makerlab(["prices", "--of", scratch.path] + words, environment: [:])
  }

  @Test func oneRunHasItsCostOnEveryDay() async throws {
    let scratch = try results([
      ("anthropic:claude-3-5-haiku,top-p=0.9", 1_000_000, nil, 200_000),
      ("anthropic:claude-3-5-haiku,top-p=0.9", 1_000_000, nil, 0),
    ])
    // Two million tokens in and a fifth of a million out, before and after a cut.
    for (day, cost) in [("2024-12-04", "$3.00"), ("2024-12-05", "$2.40")] {
      let run = await prices(scratch, "--on", day)
      #expect(run.code == .done, "\(run.notes)")
      #expect(run.output.hasSuffix("In all \(cost)."), "\(run.output)")
      #expect(run.output.contains("2,000,000"))
    }
    let early = await prices(scratch, "--on", "2024-11-03")
    #expect(early.output.hasSuffix("In all unknown; what is known comes to $0.00."))
    let csv = await prices(scratch, "--on", "2024-12-05", "--format", "csv")
    #expect(csv.output.split(separator: "\n").last?.contains(",2.40,shipped,") == true)
  }

  /// People see a row for each model, whatever else it was asked with; programs see every channel.
  @Test func optionsOfAChannelSplitNoRow() async throws {
    let scratch = try results([
      ("anthropic:claude-3-5-haiku,temperature=0.1,top-p=0.9", 1_000_000, nil, 200_000),
      ("anthropic:claude-3-5-haiku,seed=7", 1_000_000, nil, 0),
    ])
    let table = await prices(scratch, "--on", "2024-12-05")
    let rows = table.output.split(separator: "\n").filter { $0.hasPrefix("anthropic") }
    #expect(rows.count == 1 && rows[0].hasPrefix("anthropic:claude-3-5-haiku  "), "\(rows)")
    #expect(rows[0].contains("2,000,000") && rows[0].hasSuffix("$2.40"), "\(rows)")
    let csv = await prices(scratch, "--on", "2024-12-05", "--format", "csv")
    #expect(csv.output.split(separator: "\n").count == 3 && csv.output.contains("seed=7"))
  }

  @Test func aPartThatIsUnknownMakesTheSumUnknown() async throws {
    let scratch = try results([
      ("openai:gpt-4.1-mini", 10_000, 4000, 1000), ("openai:gpt-9", 10, nil, 10),
      ("openai:gpt-4.1-mini", nil, nil, nil),
    ])
    let run = await prices(scratch)
    // 6000·0.40 + 4000·0.10 + 1000·1.60, in millionths of a dollar.
    #expect(run.output.contains("at least $0.0044"), "\(run.output)")
    #expect(run.output.hasSuffix("In all unknown; what is known comes to $0.0044."))
    let json = await prices(scratch, "--format", "json")
    #expect(json.output.contains("\"cost\": null") && !json.output.contains("\"cost\": \"0"))
  }

  /// Who sells a provider's models elsewhere has prices of his own.
  @Test func theShippedBookIsForTheProvidersThemselves() async throws {
    let elsewhere = try results([
      ("openai:gpt-4.1-mini,base-url=https://models.example/v1", 1000, nil, 1000)
    ])
    #expect(await prices(elsewhere).output.contains("In all unknown"))
    let own = try results([
      ("openai:gpt-4.1-mini,base-url=http://127.0.0.1:9/v1", 1000, nil, 1000)
    ])
    #expect(await prices(own).output.hasSuffix("In all $0.002."))
  }

  @Test func aStoreWithoutRepliesIsRefusedInOneLine() async throws {
    let run = await prices(try results([]))
    #expect(run.isRefusal, "\(run.notes)")
    #expect(run.notes.first?.contains("no recorded replies in this store") == true)
  }
}
