import ExperimentDesign
import Foundation
import MAKERCore
import Testing

@Suite struct PlannedPointTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardized

  /// Results stay valid as the lab grows: the ids of what is committed are those of its definitions.
  @Test(arguments: [
    "core/kmin", "core/hanoi-cost-scaling", "core/vote-convergence", "agents/towers",
    "agents/parallel-draws",
  ])
  func committedResultsKeepTheirIDs(experiment: String) throws {
    let parts = experiment.split(separator: "/").map(String.init)
    let file = Self.root.appending(path: "Experiments/\(experiment)/experiment.json")
    let plan = try Plan(
      suite: parts[0], name: parts[1],
      definition: ExperimentDefinition(json: Data(contentsOf: file), file: file.path),
      file: file.path)
    let lines = try String(
      contentsOf: Self.root.appending(path: "Results/\(experiment).csv"), encoding: .utf8
    ).split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines[0].hasPrefix("id,"))
    #expect(
      plan.points.map { String($0.id.description.prefix(16)) }
        == lines.dropFirst().map { String($0.prefix { $0 != "," }) })
  }

  /// Points that judge the same replies otherwise draw the same replies.
  @Test func rulesLimitsAndReadingsShareTheirStreams() throws {
    let rules = try PlanTests.plan(
      """
      {"title": "T", "unit": "task", "fidelity": ["vote", "agent"],
       "factors": {"p": [0.9], "disks": [3], "k": [2, 3], "latency_ms": [5],
                   "rule": ["first-to-ahead-by-k", "first-to-k"]},
       "stop": {"trials": 10}}
      """
    ).points
    #expect(rules.count == 8 && Set(rules.map(\.id)).count == 8)
    for k in [2, 3] {
      let same = rules.filter { $0.point.margin == k }
      let vote = try #require(same.first { $0.streamID == $0.id })
      #expect(vote.point.rule == .firstToAheadBy && vote.point.fidelity == .vote)
      #expect(same.allSatisfy { $0.streamID == vote.id })
    }
    #expect(Set(rules.map(\.streamID)).count == 2)
    let judged = try PlanTests.plan(SubjectTests.collisions).points
    #expect(Set(judged.map(\.id)).count == 4 && Set(judged.map(\.streamID)).count == 1)
    // What is drawn itself has streams of its own.
    let products = try PlanTests.plan(SubjectTests.multiplication).points
    #expect(Set(products.map(\.streamID)).count == 4)
  }

  /// Each new field changes the id, none of them where it is not used.
  @Test func everyFieldIsInTheID() throws {
    let base = try PlanTests.plan(FactorsTests.text).points[0].point
    var points = [base]
    func add(_ change: (inout DesignPoint) -> Void) {
      var point = base
      change(&point)
      points.append(point)
    }
    add { $0.rule = .firstTo }
    add { $0.subtaskSteps = 3 }
    add { $0.listedDraws = 4 }
    add { $0.listedVotes = 4 }
    add { $0.keepsTrials = true }
    add { $0.subject = .collisions }
    add { $0.tokenLimit = 4 }
    add { $0.reading = .repairing }
    add { $0.reading = .flagging }
    add { $0.digits = 4 }
    add { $0.depth = 4 }
    #expect(Set(points.map { PlannedPoint(point: $0, stop: .trials(9)).id }).count == points.count)
    let definition = base.canonicalDefinition(stopKind: "trials")
    #expect(definition.split(separator: "\n").count == 13, "\(definition)")
  }
}
