import Figures
import Foundation
import LabCommands
import Testing

/// Committed experiments, made smaller: their tables have the columns of the committed results, and
/// their own scripts draw them.
@Suite(.enabled(if: (try? Gnuplot.find()) != nil, "needs gnuplot"))
struct ShippedFiguresTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../..").standardized

  /// An experiment, what is smaller in it, and what has to come out.
  struct Small: CustomTestStringConvertible, Sendable {
    let experiment: String
    /// Members of the definition and of its objects, in place of the committed ones; null for none.
    let members: String
    /// Names of the tables.
    let tables: [String]
    /// Names of the figures.
    let figures: [String]
    /// Part of the caption.
    let caption: String

    var testDescription: String { experiment }
  }

  static let all = [
    Small(
      experiment: "core/hanoi-cost-scaling",
      members: #"""
        {"factors": {"p": [0.75, 0.95], "disks": [3, 4, 5, 6]}, "stop": {"races": 600}}
        """#,
      tables: ["hanoi-cost-scaling", "hanoi-cost-scaling.fits"], figures: ["hanoi-cost-scaling"],
      caption: "Bars are 95 % intervals, lines exact values."),
    Small(
      experiment: "limits/escalation",
      members: #"{"stop": {"trials": 200}, "escalation": {"k": [1, 2, 3], "steps": 200}}"#,
      tables: ["escalation", "escalation-frontier"], figures: ["escalation-frontier"],
      caption: "Lines are exact. Points are 200 simulated steps each"),
    Small(
      experiment: "limits/parallel-issue",
      members: #"{"stop": {"trials": 40}, "factors": {"issue": ["needed", "batch-2", "batch-5"]}}"#,
      tables: ["parallel-issue"], figures: ["parallel-issue"],
      caption: "Times are those of the virtual clock"),
    Small(
      experiment: "paper/fig12",
      members: #"""
        {"stop": {"trials": 1}, "factors": {"k": [1]}, "published": null, "claims": []}
        """#,
      tables: ["fig12"], figures: ["fig12"], caption: "as text: n = 4 problems over the 4 points"),
    Small(
      experiment: "paper/fig9b",
      members: #"""
        {"factors": {"disks": [5], "token_limit": [600, 2000]}, "published": null, "claims": []}
        """#,
      tables: ["fig9b"], figures: ["fig9b"],
      caption: "Points are counts of one whole task each, all of the same replies"),
    Small(
      experiment: "paper/hard-step", members: #"{"stop": {"trials": 100}}"#,
      tables: ["hard-step", "hard-step.votes", "fig11"], figures: ["fig11"],
      caption: "Votes were read from text by the flagging parser."),
    Small(
      experiment: "claims/budget-forecast",
      members: #"""
        {"given": {"weeks_before": [0, 1], "weeks": 10, "draws": 39}, "claims": []}
        """#,
      tables: ["budget-forecast"], figures: ["budget-forecast"],
      caption: "n = 10 simulated weeks a point, 1 weeks logged before"),
  ]

  /// A definition with other members, those of an object one by one but for the rule of stopping.
  private static func merged(_ whole: [String: Any], _ part: [String: Any]) -> [String: Any] {
    var merged = whole
    for (name, value) in part {
      if name != "stop", let old = whole[name] as? [String: Any], let new = value as? [String: Any]
      {
        merged[name] = Self.merged(old, new)
      } else {
        merged[name] = value is NSNull ? nil : value
      }
    }
    return merged
  }

  private static func object(_ json: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
  }

  private static func header(_ table: String) throws -> String {
    String(try #require(table.split(separator: "\n").first { !$0.hasPrefix("#") }))
  }

  @Test(arguments: all) func scriptsDrawWhatTheCommandsWrite(small: Small) async throws {
    let folder = try ScratchFolder()
    let source = Self.root.appending(path: "Experiments/\(small.experiment)")
    let definition = Self.merged(
      try Self.object(Data(contentsOf: source.appending(path: "experiment.json"))),
      try Self.object(Data(small.members.utf8)))
    let json = try JSONSerialization.data(withJSONObject: definition)
    let experiment = try folder.experiment(
      String(decoding: json, as: UTF8.self), in: small.experiment)
    for name in try FileManager.default.contentsOfDirectory(atPath: source.path)
    where name.hasSuffix(".gp") {
      try FileManager.default.copyItem(
        atPath: source.appending(path: name).path, toPath: experiment + "/" + name)
    }
    let environment = ProcessInfo.processInfo.environment
    let run = await makerlab(
      ["run", experiment, "--out", folder.path("out")], environment: environment)
    #expect(run.code == .done, "\(run.notes)")
    #expect(!run.notes.contains { $0.contains("no figure") }, "\(run.notes)")
    let suite = String(small.experiment.prefix { $0 != "/" })
    for name in small.tables {
      let committed = try String(
        contentsOf: Self.root.appending(path: "Results/\(suite)/\(name).csv"), encoding: .utf8)
      let table = try folder.text("out/\(suite)/\(name).csv")
      #expect(try Self.header(table) == Self.header(committed), "\(name)")
      #expect(try !ParsedTable(table).rows.isEmpty, "\(name)")
    }
    for name in small.figures {
      #expect(folder.exists("out/\(suite)/\(name).png"), "\(name)")
      let svg = try folder.text("out/\(suite)/\(name).svg")
      // A caption is broken into lines.
      let words = svg.replacing(/<[^>]*>/, with: " ").split(whereSeparator: \.isWhitespace)
      let text = words.joined(separator: " ")
      #expect(text.contains(small.caption), "\(name): \(text.suffix(600))")
    }
  }

  /// A run that is committed has bands of models beside it, and its caption names their p-values.
  @Test func theBandsOfARunAreDrawn() async throws {
    let folder = try ScratchFolder()
    let experiment = try folder.experiment(ResultFilesTests.runs())
    try folder.write(
      "plot table using \"round\":\"median\" with points title \"median\"\n",
      to: "suite/trial/figures.gp")
    let run = await makerlab(
      ["run", experiment, "--out", folder.path("out")],
      environment: ProcessInfo.processInfo.environment)
    #expect(run.code == .done, "\(run.notes)")
    #expect(!run.notes.contains { $0.contains("no figure") }, "\(run.notes)")
    let svg = try folder.text("out/suite/one.svg").replacing(/<[^>]*>/, with: " ")
    let text = svg.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("each area holds 95 % of 20 runs of a model in all rounds at once"))
    #expect(text.contains("P-values of the published run among them: m "))
  }
}
