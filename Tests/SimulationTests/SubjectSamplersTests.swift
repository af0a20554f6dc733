import ExperimentDesign
import Foundation
import MAKERCore
import Simulation
import Testing

@Suite struct SubjectSamplersTests {
  private static func model(_ json: String) throws -> SimulatedModel {
    try JSONDecoder().decode(SimulatedModel.self, from: Data(json.utf8))
  }

  private static func planned(
    _ subject: Subject, model: String? = nil, k: Int = 1, disks: Int? = nil, digits: Int? = nil,
    shares: [Double] = [0.9, 0.1], unit: TrialUnit = .race
  ) throws -> PlannedPoint {
    PlannedPoint(
      point: DesignPoint(
        experiment: "test/subject", fidelity: .agent, unit: unit, shares: shares, validRate: 1,
        steps: disks.map { (1 << $0) - 1 } ?? 1, disks: disks, target: nil, margin: k,
        marginChoice: .fixed(k), minimumMargin: nil, cap: nil, listedVotes: nil,
        model: try model.map(Self.model), subject: subject, digits: digits, depth: 2),
      stop: .trials(10))
  }

  private static let long = #"{"name": "m", "long_replies": {}}"#
  private static let agents = #"{"name": "m", "agents": {}}"#

  @Test func whatASubjectLacksIsSaidInOneLine() throws {
    let lacking = [
      try Self.planned(.calibration), try Self.planned(.calibration, model: Self.long),
      try Self.planned(.calibration, disks: 3, shares: [0.9, 0.2]),
      try Self.planned(.collisions, disks: 3),
      try Self.planned(.collisions, model: Self.agents, disks: 3),
      try Self.planned(.collisions, model: Self.long), try Self.planned(.multiplication, digits: 2),
      try Self.planned(.multiplication, model: Self.long, digits: 2),
      try Self.planned(.multiplication, model: Self.agents),
    ]
    for planned in lacking {
      let error = #expect(throws: SamplerError.self, "\(planned.point.setting)") {
        try Samplers.make(for: planned, seed: 1)
      }
      let text = error?.description ?? ""
      #expect(!text.isEmpty && !text.contains("\n"), "\(text)")
    }
  }

  /// Each subject counts what it is about.
  @Test func eachSubjectCountsItsOwn() throws {
    func tally(_ planned: PlannedPoint) throws -> Tally {
      try Samplers.make(for: planned, seed: 1).sample(0..<20)
    }
    let replies = try tally(Self.planned(.calibration, disks: 3))
    #expect(replies.races == 20 && replies.draws == 20 && replies.collisions == nil)
    let collisions = try tally(
      Self.planned(.collisions, model: Self.long, k: 2, disks: 3, unit: .task))
    #expect(collisions.collisions != nil && collisions.earlyWrong != nil)
    #expect(collisions.races >= 20 && collisions.draws >= 2 * collisions.races)
    let problems = try tally(
      Self.planned(.multiplication, model: Self.agents, digits: 2, unit: .task))
    #expect(problems.trials == 20 && problems.collisions == nil)
    #expect(problems.trialsCorrect > 0)
  }
}
