import Foundation
import LabCommands
import Testing

/// Published values beside ours: `agreement.csv`, and the claim about it.
@Suite struct AgreementsTests {
  /// k_min is 3, and a race takes 3.7397 votes.
  static func definition(margin: String = "3", more: String = "") -> String {
    """
    {
      "title": "t", "seed": 1, "unit": "task", "fidelity": ["exact", "vote"],
      "factors": {"p": [0.9, 0.95], "target": [0.95], "steps": [31], "k": ["k_min"]},
      "stop": {"trials": 40}, "each_trial": true,
      "published": [
        {"item": "margin, of all", "where": {"p": "0.90", "fidelity": "exact"}, "column": "k_min",
         "published": "\(margin)"},
        {"item": "votes", "where": {"p": "0.9"}, "column": "votes_per_step", "published": "3.74"},
        {"item": "total", "where": {"p": ".9"}, "column": "votes_per_run", "published": "116",
         "basis": "runs"},
        {"item": "made", "where": {"p": ".9"}, "column": "votes_per_run", "published": "1",
         "basis": "by_construction"},
        {"item": "bill", "where": {"p": ".9"}, "column": "usd_per_run", "basis": "not_published"}
        \(more)
      ],
      "claims": [{"name": "a", "statement": "s", "kind": "agrees_with_published"}]
    }
    """
  }

  private static func run(_ text: String) async throws -> (CommandRun, ParsedTable) {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(text)
    let run = await makerlab("run", experiment, "--out", folder.path("out"))
    #expect(run.code == .done, "\(run.notes)")
    let check = await makerlab("check", experiment, "--out", folder.path("out"))
    return (check, try ParsedTable(folder.text("out/suite/agreement.csv")))
  }

  @Test func whatIsTheSameAgrees() async throws {
    let (check, table) = try await Self.run(Self.definition())
    #expect(check.code == .done, "\(check.output)")
    #expect(table.columns == ["item", "published", "ours", "exact", "z_or_band", "verdict"])
    #expect(
      try table.column("item") == ["margin, of all", "votes", "total", "made", "bill"])
    #expect(
      try table.column("verdict")
        == ["agrees", "agrees", "agrees", "by construction", "not published"])
    let ours = try table.column("ours").map { Double($0) }
    #expect(ours[0] == nil && ours[4] == nil)
    let exact = try table.column("exact").map { Double($0) }
    let votes = try #require(exact[1])
    #expect(exact[0] == 3 && abs(votes - 3.74) < 0.005, "\(exact)")
    let bands = try table.column("z_or_band")
    #expect(bands[0] == "[2.5; 3.5]" && bands[1].hasPrefix("[3.735; 3.745], z "))
    #expect(bands[2].contains("; ") && bands[3].isEmpty)
  }

  @Test func oneThatDiffersContradicts() async throws {
    let (check, table) = try await Self.run(Self.definition(margin: "4"))
    #expect(check.code == .verdict && check.output.contains("contradicted"), "\(check.output)")
    #expect(try table.column("verdict").prefix(2) == ["disagrees", "agrees"])
  }

  /// A value that is nowhere is a mistake in the definition, and no finding.
  @Test(arguments: [
    #"{"item": "x", "where": {"p": "0.8"}, "column": "k_min", "published": "4"}"#,
    #"{"item": "x", "where": {"q": "1"}, "column": "k_min", "published": "4"}"#,
    #"{"item": "x", "column": "k_mean", "published": "4"}"#,
    #"{"item": "x", "where": {"p": ".9"}, "column": "usd_per_run", "published": "4", "basis": "runs"}"#,
  ])
  func whatIsNotThereIsRefused(value: String) async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition(more: ", " + value))
    let run = await makerlab("run", experiment, "--out", folder.path("out"))
    #expect(run.code == .usage)
    #expect(run.notes.last?.contains("'x': no number in column") == true, "\(run.notes)")
  }

  /// A store alone is enough for the table of a suite, also one joined from shards.
  @Test func exportAndMergeWriteIt() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(Self.definition())
    _ = await makerlab("run", experiment, "--out", folder.path("out"))
    let table = try folder.text("out/suite/agreement.csv")
    _ = await makerlab("export", folder.path("out"), "--to", folder.path("to"))
    #expect(try folder.text("to/suite/agreement.csv") == table)
    // Two points are sampled, one a shard; theory needs no run.
    for shard in [0, 1] {
      _ = await makerlab(
        "run", experiment, "--shard", "\(shard)/2", "--out", folder.path("part\(shard)"))
      #expect(!folder.exists("part\(shard)/suite/agreement.csv"))
    }
    let merge = await makerlab(
      "merge", folder.path("part0"), folder.path("part1"), "--out", folder.path("joined"))
    #expect(merge.code == .done, "\(merge.notes)")
    #expect(try folder.text("joined/suite/agreement.csv") == table)
    // A suite that prints nothing beside others has no such table.
    let plain = try folder.experiment(Definitions.tiny(), in: "other/tiny")
    _ = await makerlab("run", plain, "--out", folder.path("out"))
    #expect(!folder.exists("out/other/agreement.csv"))
  }
}
