import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import MCPServer
import RaceTheory
import Simulation
import Statistics
import TextFormats

/// `maker_simulate`: one design point by Monte Carlo, beside its exact value.
enum SimulateTool: LabTool {
  /// Most draws that a call is expected to simulate; count.
  static let mostDraws = 1e8
  /// Draws that are simulated between two looks at whether anybody still waits; count.
  private static let drawsOfChunk = 1e6

  static let description = ToolDescription(
    name: "maker_simulate",
    title: "Simulate races beside their exact value",
    abstract: """
      Simulates races of first-to-ahead-by-k voting on a seeded model that errs as p (or shares), rho and v \
      say, vote by vote, and puts each estimate beside its exact value with an interval and a z score: \
      beyond 5 either way chance is hardly an explanation, and the theory or the simulation would be \
      wrong. Free; at most as many races a call as take 1e8 draws on average. Use it to see that an \
      answer of maker_explain is no mere formula, or how much chance there is in so many races.
      """,
    parameters: [
      .option(Explanation.Question.options["p"].with(help: "step success, {range}", default: nil)),
      .option(Explanation.Question.options["shares"]),
      .option(
        Explanation.Question.options["rho"].with(
          help:
            "correlation of two votes of one step, {range}, but not between 0 and 1e-6: steps of a Beta "
            + "with mean p",
          default: "0", domain: .number(.from(0, to: 0.999)))),
      .option(Explanation.Question.options["v"]),
      .option(
        Explanation.Question.options["k"].with(
          help: "margin, {range}; required here or in the configuration", default: nil,
          domain: .integer(1...1000))),
      .option(
        Explanation.Question.options["cap"].with(
          help: "most votes of a race, {range}; not below k", default: "none",
          domain: .integer(1...100_000))),
      .option(
        Explanation.Question.options["steps"].with(
          help: "steps of a task, {range}, whose success is told too", default: nil,
          domain: .integer(1...(1 << 60)), isRequired: false)),
      .option(
        .value(
          "trials", "count", help: "races to simulate",
          default: "10000, or as many as 1e8 draws allow", domain: .integer(1...100_000_000))),
      .option(CalibrateCommand.description.options["level"]),
      .option(
        ToolSeed.row(
          help: "seed, {range}; the same again gives the same races", default: "a fresh one")),
      ConfiguredCall.row(
        "its k, cap, p, steps and seed take the place of those that are not given here; what its channel "
          + "says of p, rho and v is not asked"),
    ],
    outputs: SimulateOutputs.all,
    isReadOnly: true,
    isOpenWorld: false,
    examples: [
      .init(
        arguments: #"{"p": 0.7, "k": 3, "trials": 10000, "seed": 1}"#,
        explanation: "ten thousand races at k = 3"),
      .init(
        arguments: #"{"p": 0.9, "rho": 0.2, "k": 4, "cap": 40, "steps": 1000}"#,
        explanation: "votes that go wrong together, and what a thousand such steps come to"),
    ])

  static func call(
    _ arguments: ToolArguments, _ call: MCPCall, in lab: ToolLab
  ) async throws -> [(String, JSONValue)] {
    // Its k and its steps do not exclude each other here, as they do in a vote.
    let options = try ConfiguredCall(
      arguments, of: description, apart: ["shares": ["p"]], in: lab
    ).arguments.options
    let seed = try ToolSeed.value(options)
    let point = try SimulatedRaces.point(options, trials: 1, seed: seed).point
    let oracle = TheoryOracle(budget: WorkBudget(greatest: ToolLab.greatestWork))
    guard let exact = oracle.race(of: point), exact.meanVotes.isFinite else {
      throw LabError(
        "the exact race of this setting is too large: give a smaller k, a smaller cap, or fewer shares"
      )
    }
    let drawsOfRace = try max(1, exact.meanVotes / (options.number("v") ?? 1))
    let mostTrials = mostDraws / drawsOfRace
    guard mostTrials >= 1 else {
      throw LabError(
        "a race takes \(NumberFormat.significant(drawsOfRace, 3)) draws on average, more than "
          + "\(NumberFormat.significant(mostDraws, 3)): give a smaller k, or a greater v")
    }
    let trials = try options.integer("trials") ?? max(1, min(10_000, Int(mostTrials)))
    guard Double(trials) <= mostTrials else {
      throw LabError(
        "trials must be at most \(Int(mostTrials)) here: a race takes "
          + "\(NumberFormat.significant(drawsOfRace, 3)) draws on average, and a call simulates at most "
          + NumberFormat.significant(mostDraws, 3))
    }
    let planned = try SimulatedRaces.point(options, trials: trials, seed: seed)
    let sampler = try Samplers.make(for: planned, seed: seed)
    let chunk = max(1, Int(drawsOfChunk / drawsOfRace))
    var tally = Tally()
    for start in stride(from: 0, to: trials, by: chunk) {
      try await call.takeTurns()
      tally += sampler.sample(start..<min(start + chunk, trials))
      call.progress(Double(tally.trials), of: Double(trials), "races")
    }
    return try SimulatedRaces(
      PointResult(planned: planned, seed: seed, tally: tally, oracle: oracle), options
    ).fields()
  }
}
