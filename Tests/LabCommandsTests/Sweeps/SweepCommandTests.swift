import ExperimentDesign
import Foundation
import LabCommands
import Testing

struct SweepCommandTests {
  @Test func aSweepIsOnlyTakenWhenNamedByItself() async throws {
    let sweep = try SweepFolder()
    let suite = sweep.folder.path("providers")
    let out = sweep.folder.path("out")
    let run = await makerlab("run", suite, "--out", out)
    #expect(run.code == .usage)
    #expect(
      run.notes == [
        "makerlab: passed over: providers/six; a sweep over providers may cost money and is only "
          + "taken when named by itself"
      ])
    try sweep.folder.experiment(Definitions.judged(), in: "providers/simulated")
    let both = await makerlab("check", suite, "--out", out)
    #expect(both.code == .done, "\(both.notes)")
    #expect(both.notes.contains { $0.hasPrefix("passed over: providers/six") })
    #expect(!both.output.contains("providers/six"))
  }

  @Test func checkReadsAStoreAndAsksNobody() async throws {
    let sweep = try SweepFolder()
    let check = await sweep.run("check")
    #expect(check.code == .usage)
    #expect(check.notes.last?.contains("no store there") == true, "\(check.notes)")
    #expect(!sweep.folder.exists("out/lab.sqlite"))
  }

  @Test func statusAndExportKnowSweeps() async throws {
    let sweep = try SweepFolder()
    #expect(await sweep.run("run", "--no-figures").code == .done)
    let out = sweep.folder.path("out")
    let status = await makerlab("status", out, "--format", "csv")
    #expect(status.code == .done, "\(status.notes)")
    #expect(status.output.contains("providers/six,3,6,6,720,"), "\(status.output)")
    let copy = sweep.folder.path("copy")
    #expect(await makerlab("export", out, "--to", copy).code == .done)
    #expect(try sweep.folder.tables("copy") == sweep.folder.tables("out"))
    let plot = await sweep.run("plot")
    #expect(plot.code == .usage && plot.notes.last?.contains("no figure.gp there") == true)
  }

  @Test(arguments: [
    (["run"], ["--set", "k=1"], "--set: providers/six asks real providers"),
    (["run"], ["--shard", "0/2"], "--shard: providers/six asks real providers"),
  ])
  func refusals(command: [String], words: [String], message: String) async throws {
    let sweep = try SweepFolder()
    let run = await makerlab(command + [sweep.experiment, "--out", sweep.folder.path("o")] + words)
    #expect(run.code == .usage)
    #expect(run.notes.last?.contains(message) == true, "\(run.notes)")
  }

  /// What a sweep would take: of a mixture every model is named, and what is assumed is heeded.
  @Test func aProjectionKnowsItsModelsAndItsPaths() async throws {
    func dry(_ definition: String) async throws -> CommandRun {
      let sweep = try SweepFolder(definition)
      return await makerlab(
        ["run", sweep.experiment, "--dry-run", "--assume-p", "0.8"],
        environment: ["OPENAI_API_KEY": "sk-none"])
    }
    let mixed = try await dry(
      SweepFolder.definition(channel: "round-robin(openai:gpt-4.1-mini | openai:gpt-4.1-nano)"))
    #expect(mixed.code == .done, "\(mixed.notes)")
    #expect(!mixed.output.contains("nothing is paid for"), "\(mixed.output)")
    #expect(mixed.output.contains("gpt-4.1-mini") && mixed.output.contains("gpt-4.1-nano"))
    #expect(mixed.output.contains("p = 0.8, v = 1"), "\(mixed.output)")
    let tasks = try await dry(
      SweepFolder.definition(
        task: #""hanoi-roles", "disks": 3"#, unit: "task", trials: 10,
        channel: "openai:gpt-4.1-mini",
        claims: ""))
    #expect(tasks.code == .done, "\(tasks.notes)")
    // 10 trials of 7 steps at 2 temperatures, on 3 paths by k, each race with the draw limit of its cap.
    let limit = try #require(
      try SweepDefinition(
        json: Data(SweepFolder.definition().utf8), file: "e"
      ).cells.map(\.drawLimit).max())
    #expect(
      tasks.output.contains(NumberFormat.grouped(10 * 7 * 2 * 3 * limit)), "\(tasks.output)")
  }

  @Test func whatIsWrongIsSaidBeforeAnythingIsAsked() async throws {
    for (definition, message) in [
      (SweepFolder.definition(channel: "openai:a,hot=1"), "hot"),
      (SweepFolder.definition(channel: "simulated:p=2"), "p"),
      (SweepFolder.definition(channel: "simulated:p=.8,rho=.1"), "leave out rho"),
      (SweepFolder.definition(channel: "simulated:p=.8,clock=real"), "leave out rho"),
      (
        SweepFolder.definition(
          claims:
            #"{"name": "i", "statement": "s", "kind": "votes_independent", "false_alarm": 0.1}"#),
        "means nothing for votes_independent"
      ),
      (SweepFolder.definition(task: #""jsonl:none.jsonl""#), "none.jsonl: cannot be read"),
    ] {
      let sweep = try SweepFolder(definition)
      let run = await sweep.run("run")
      #expect(run.code == .usage)
      #expect(run.notes.count == 1 && run.notes[0].contains(message), "\(run.notes)")
      #expect(!sweep.folder.exists("out/lab.sqlite"))
    }
  }
}
