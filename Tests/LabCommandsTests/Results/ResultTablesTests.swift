import Foundation
import LabCommands
import Testing

/// Columns of the results table: further ones only where they are asked for.
@Suite struct ResultTablesTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../..").standardized

  private static func header(_ text: String) throws -> String {
    String(try #require(text.split(separator: "\n").first { !$0.hasPrefix("#") }))
  }

  /// The committed tables of the first suites have the columns that such an experiment has now.
  @Test func committedTablesKeepTheirColumns() async throws {
    for (experiment, options) in [
      ("core/kmin", ["--set", "p=.9", "--set", "disks=3", "--set", "target=.9"]),
      ("agents/towers", ["--set", "disks=2"]),
      ("agents/parallel-draws", ["--set", "latency_ms=5"]),
    ] {
      let folder = try ScratchFolder()
      let source = Self.root.appending(path: "Experiments/\(experiment)/experiment.json")
      var json = try #require(
        try JSONSerialization.jsonObject(with: Data(contentsOf: source)) as? [String: Any])
      json["stop"] = ["trials": 20]
      json["claims"] = nil as Any?
      if experiment == "core/kmin" {
        json["fidelity"] = ["vote"]
        json["unit"] = "race"
      }
      let text = String(
        decoding: try JSONSerialization.data(withJSONObject: json), as: UTF8.self)
      let run = await makerlab(
        ["run", try folder.experiment(text), "--out", folder.path("out"), "--no-figures"] + options)
      #expect(run.code == .done, "\(experiment): \(run.notes)")
      let committed = try String(
        contentsOf: Self.root.appending(path: "Results/\(experiment).csv"), encoding: .utf8)
      #expect(
        try Self.header(folder.text("out/suite/trial.csv")) == Self.header(committed),
        "\(experiment)")
    }
  }

  static let plain = """
    {"title": "t", "unit": "task", "factors": {"p": [0.9], "steps": [6], "k": [2]},
     "stop": {"trials": 20}}
    """

  /// Each asks for its own columns and no others.
  @Test func factorsBringTheirColumns() async throws {
    let costs = [
      "log10_cost", "log10_cost_exact", "log10_cost_approximate", "usd", "usd_exact",
      "usd_approximate",
    ]
    let runs = ["draws", "votes", "valid_rate", "usd"].flatMap { name in
      ["", "_low", "_high", "_exact"].map { "\(name)_per_run\($0)" }
    }
    let cases: [(old: String, new: String, added: Set<String>)] = [
      (#""k": [2]"#, #""k": [2], "m": [1, 2]"#, Set(costs + ["m"])),
      (#""k": [2]"#, #""k": [2], "rule": ["first-to-k"]"#, ["rule"]),
      (#""k": [2]"#, #""k": [2], "temperature": ["greedy-first"]"#, ["temperature"]),
      (
        #""p": [0.9]"#, #""model": [{"name": "m", "p": 0.9}]"#,
        Set(costs + ["model", "usd_per_mtok_out"])
      ),
      (#""title""#, #""each_trial": true, "title""#, Set(runs)),
      (#""title""#, #""draws_listed": 9, "title""#, []),
    ]
    let folder = try ScratchFolder()
    func columns(_ text: String, _ name: String) async throws -> [String] {
      let experiment = try folder.experiment(text, in: "suite/\(name)")
      let run = await makerlab("run", experiment, "--out", folder.path("out"))
      #expect(run.code == .done, "\(run.notes)")
      return try ParsedTable(folder.text("out/suite/\(name).csv")).columns
    }
    let usual = try await columns(Self.plain, "plain")
    for (index, (old, new, added)) in cases.enumerated() {
      let text = Self.plain.replacing(old, with: new)
      #expect(text != Self.plain)
      let found = try await columns(text, "case\(index)")
      #expect(Set(found) == added.union(usual), "\(new)")
      #expect(found.filter { !added.contains($0) } == usual, "\(new)")
      #expect(found.count == Set(found).count, "\(new)")
    }
  }

  /// Theory is a row without counts, beside the same point sampled.
  @Test func theoryHasExactValuesAndNoCounts() async throws {
    let folder = try ScratchFolder()
    let text = Self.plain.replacing(
      #""title""#, with: #""fidelity": ["exact", "vote"], "title""#)
    _ = await makerlab("run", try folder.experiment(text), "--out", folder.path("out"))
    let table = try ParsedTable(folder.text("out/suite/trial.csv"))
    #expect(try table.column("fidelity") == ["exact", "vote"])
    for name in [
      "trials", "races", "votes", "draws", "stop_rule", "failure", "failure_low", "failure_z",
    ] {
      let column = try table.column(name)
      #expect(column[0].isEmpty && !column[1].isEmpty, "\(name)")
    }
    for name in ["failure_exact", "task_success_exact", "step_wrong_exact", "votes_per_step_exact"]
    {
      let column = try table.column(name)
      #expect(column[0] == column[1] && Double(column[0]) != nil, "\(name)")
    }
  }
}
