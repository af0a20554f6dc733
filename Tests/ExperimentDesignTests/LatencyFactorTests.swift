import ExperimentDesign
import Foundation
import NoisyChannels
import Testing

@Suite struct LatencyFactorTests {
  static let text = """
    {"title": "T", "unit": "race", "fidelity": ["vote", "agent"],
     "factors": {"p": [0.9], "disks": [3], "k": [1, 3], "latency_ms": [0.5, 200]},
     "stop": {"trials": 1000},
     "claims": [{"name": "c", "statement": "s", "kind": "parallel_time", "tolerance": 0.05}]}
    """

  static func plan(_ text: String = text) throws -> Plan {
    try PlanTests.plan(text)
  }

  /// Only replies take time: beside two latencies stands one point without.
  @Test func onlyAgentPointsTakeTime() throws {
    let points = try Self.plan().points.map(\.point)
    #expect(points.map(\.latency) == [nil, 0.5, 200, nil, 0.5, 200])
    #expect(
      points.map(\.fidelity) == [.vote, .agent, .agent, .vote, .agent, .agent])
    #expect(points[1].latencyLaw == .exponential(mean: 500_000))
    #expect(points[0].latencyLaw == .constant(0))
    #expect(points[2].setting == "p=0.9 disks=3 k=1 latency_ms=200.0")
  }

  /// Each latency is a point of its own, and all draw what the vote point draws.
  @Test func streamsDoNotDependOnTheLatency() throws {
    let points = try Self.plan().points
    #expect(Set(points.map(\.id)).count == 6)
    for first in [0, 3] {
      #expect(Set(points[first..<first + 3].map(\.streamID)) == [points[first].id])
    }
    let timeless = try Self.plan(
      Self.text.replacing(#", "latency_ms": [0.5, 200]"#, with: "")
        .replacing(/"claims".*\]/, with: #""claims": []"#))
    #expect(timeless.points.map(\.streamID) == [0, 0, 3, 3].map { points[$0].id })
  }

  /// What a point without the factor is the hash of, as it was before there was one.
  @Test func definitionsWithoutTheFactorAreAsTheyWere() throws {
    let points = try Self.plan().points
    let definition = points[0].point.canonicalDefinition(stopKind: "trials")
    #expect(
      definition.split(separator: "\n").filter { !$0.hasPrefix("epoch=") } == [
        "cap=none", "disks=3", "experiment=test/plan", "fidelity=vote", "k=1", "k_choice=1",
        "shares=0.9;0.1", "steps=7", "stop=trials", "target=none", "unit=race", "v=1.0",
      ])
    #expect(
      points[1].point.canonicalDefinition(stopKind: "trials")
        == definition.replacing("=vote", with: "=agent")
        .replacing("shares=", with: "latency_ms=0.5\nshares="))
  }

  @Test func theFactorIsWrittenReadAndOverridden() throws {
    let definition = try ExperimentDefinitionTests.read(Self.text)
    #expect(try ExperimentDefinitionTests.read(definition.canonicalJSON) == definition)
    #expect(definition.claims[0].fidelity == .agent)
    #expect(try definition.overriding("latency_ms=1,2.5").factors.latency == [1, 2.5])
    let plain = try ExperimentDefinitionTests.read(ExperimentDefinitionTests.valid)
    #expect(!plain.canonicalJSON.contains("latency"))
  }

  @Test(arguments: [
    ("[0.5, 200]", "[0]", "e.json: factors.latency_ms[0]: 0.0 is outside its range: 0.001 to 1e6"),
    ("[0.5, 200]", "[5, 2e6]", "e.json: factors.latency_ms[1]: 2000000.0 is outside its range"),
    ("[0.5, 200]", "[-1]", "e.json: factors.latency_ms[0]: -1.0 is outside"),
    ("[0.5, 200]", "[]", "e.json: factors.latency_ms: lists no level"),
    ("[0.5, 200]", "[5, 5]", "e.json: factors.latency_ms: lists a level twice"),
    (
      #"["vote", "agent"]"#, #"["vote"]"#, "e.json: factors.latency_ms: needs fidelity agent"
    ),
    (
      #", "latency_ms": [0.5, 200]"#, "",
      "e.json: claims[0].kind: parallel_time needs latency_ms and fidelity agent"
    ),
    (
      #""tolerance": 0.05"#, #""tolerance": 0.05, "fidelity": "vote""#,
      "e.json: claims[0].kind: parallel_time needs latency_ms and fidelity agent"
    ),
    (#", "tolerance": 0.05"#, "", "e.json: claims[0].tolerance: is missing; parallel_time needs"),
    (#""trials": 1000"#, #""trials": 9000000000000"#, "e.json: stop: p=0.9 disks=3 k=1 latency"),
  ])
  func refusesInOneLine(old: String, new: String, message: String) {
    let text = Self.text.replacing(old, with: new)
    #expect(text != Self.text)
    do {
      _ = try Self.plan(text)
      Issue.record("accepted \(text)")
    } catch {
      #expect("\(error)".hasPrefix(message), "\(error)")
      #expect(!"\(error)".contains("\n"))
    }
  }

  @Test func timesAddAndAreNoCountOfVotes() {
    var tally = Tally()
    tally.races = 2
    tally.elapsed = 5
    tally.latencies = 8
    let sum = tally + tally
    #expect(sum.elapsed == 10 && sum.latencies == 16)
    var timeless = Tally()
    timeless.races = 2
    #expect(tally.withoutTimes == timeless && tally != timeless)
  }
}
