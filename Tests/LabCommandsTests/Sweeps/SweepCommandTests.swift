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

  @Test func whatIsWrongIsSaidBeforeAnythingIsAsked() async throws {
    for (definition, message) in [
      (SweepFolder.definition(channel: "openai:a,hot=1"), "hot"),
      (SweepFolder.definition(channel: "simulated:p=2"), "p"),
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
