import ExperimentDesign
import Foundation
import LabCommands
import Storage
import Testing

/// Studies through the commands that take experiments.
@Suite struct StudyCommandsTests {
  private static func definition(
    study: String = "workflow_cost", expect: String = "supported", quantity: String = "before_5",
    more: String = ""
  ) -> String {
    """
    {"title": "Costs", "study": "\(study)",
     "given": {"stated": [{"agents": 5, "before": 1.404, "after": 0.274}], "runs_a_year": 1200,
       "choices": [{"day": "2025-10-21", "medium": "anthropic:claude-sonnet-4-5",
                    "small": "anthropic:claude-haiku-4-5"}]\(more)},
     "claims": [
       {"name": "A01", "document": "d", "statement": "Five agents cost $1.404.",
        "judged": [{"quantity": "\(quantity)", "equals": 1.404, "within": 0.000001}],
        "expect": "\(expect)", "method": "sum", "finding": "They cost {before_5} dollars."},
       {"name": "A09", "statement": "They cost $2.",
        "judged": [{"quantity": "before_5", "equals": 2}],
        "expect": "contradicted", "method": "sum", "finding": "They cost {before_5:2}."}]}
    """
  }

  @Test func runWritesTablesThatTheStoreCanExport() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition(), in: "suite/costs")
    let run = await makerlab("run", experiment, "--out", folder.path("out"), "--no-figures")
    #expect(run.code == .done, "\(run.notes)")
    #expect(run.output.contains("They cost 1.404 dollars."))
    let export = await makerlab("export", folder.path("out"), "--to", folder.path("again"))
    #expect(export.code == .done, "\(export.notes)")
    for suffix in ["", ".quantities", ".claims"] {
      let name = "suite/costs\(suffix).csv"
      let written = try String(contentsOfFile: folder.path("out/\(name)"), encoding: .utf8)
      let exported = try String(contentsOfFile: folder.path("again/\(name)"), encoding: .utf8)
      #expect(written == exported)
      #expect(written.hasPrefix("# experiment suite/costs\n# seed 1\n"))
    }
    let claims = try CSVTable(
      parsing: String(contentsOfFile: folder.path("out/suite/costs.claims.csv"), encoding: .utf8))
    #expect(try claims.column("claim") == ["A01", "A09"])
    #expect(try claims.column("verdict") == ["supported", "contradicted"])
    #expect(try claims.column("finding")[0] == "They cost 1.404 dollars.")
    let status = await makerlab("status", folder.path("out"), "--format", "csv")
    #expect(status.output.contains("suite/costs,1,1,1,0,0"))
  }

  @Test func checkFailsWhenAVerdictIsNotTheOneThatWasFound() async throws {
    let folder = try ScratchFolder()
    let right = try folder.experiment(Self.definition(), in: "suite/right")
    let wrong = try folder.experiment(Self.definition(expect: "contradicted"), in: "suite/wrong")
    #expect((await makerlab("check", right)).code == .done)
    let run = await makerlab("check", wrong)
    #expect(run.code == .verdict)
    #expect(run.output.contains("NO: contradicted"))
  }

  @Test func rowsBeginWithTheNameOfTheClaim() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition(), in: "suite/costs")
    let run = await makerlab("check", experiment, "--format", "csv")
    let lines = run.output.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.map { $0.prefix { $0 != "," } } == ["claim", "A01", "A09"])
    #expect(
      lines[1].hasPrefix(
        "A01,supported,supported,suite/costs,1,0,before_5 1.403998596 to 1.404001404,before_5 1.404,"
      ))
  }

  @Test func onlyTheClaimsAskedForAreJudged() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(
      Self.definition(expect: "undecided"), in: "suite/costs")
    let run = await makerlab("check", experiment, "--only", "A09", "--format", "csv")
    #expect(run.code == .done)
    #expect(!run.output.contains("A01"))
    let none = await makerlab("check", experiment, "--only", "A08")
    #expect(none.code == .usage)
    #expect(none.notes.joined().contains("--only: no claim is named \"A08\" in"))
  }

  @Test func markdownHasARowForEachClaimBelowItsDocument() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition(), in: "suite/costs")
    let both = await makerlab("check", experiment, "--markdown", "--format", "csv")
    #expect(both.isRefusal && both.notes[0].contains("takes no --format"), "\(both.notes)")
    let run = await makerlab("check", experiment, "--markdown")
    #expect(run.output.contains("## Claims: d\n\n| id |"))
    #expect(
      run.output.contains(
        "| A01 | Five agents cost $1.404. | **supported** | They cost 1.404 dollars. | sum |"))
    #expect(run.output.contains("## Claims: the laboratory's own"))
  }

  @Test(
    arguments: [
      (definition(study: "nothing"), "study: 'nothing' is not one of"),
      (definition(quantity: "before_6"), "the study computes no 'before_6'"),
      (definition(more: #", "typo": 1"#), "given.typo: unknown key"),
    ]) func whatCannotBeJudgedIsOneLine(definition: String, problem: String) async throws
  {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(definition, in: "suite/costs")
    let run = await makerlab("check", experiment)
    #expect(run.code == .usage)
    #expect(run.notes.count == 1 && run.notes[0].contains(problem), "\(run.notes)")
  }

  @Test func levelsOfAStudyCannotBeSet() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition(), in: "suite/costs")
    let run = await makerlab("run", experiment, "--set", "p=.9", "--out", folder.path("out"))
    #expect(run.code == .usage)
    #expect(run.notes.joined().contains("is a study"))
  }
}
