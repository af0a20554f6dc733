import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import RaceTheory
import RandomStreams
import Simulation
import Statistics

/// What microtasks on a ladder of models cost and how often they come right, exactly and simulated.
struct LadderCostStudy: Study {
  static let name = "ladder_cost"

  struct Given: Decodable, Sendable {
    struct Tier: Decodable, Sendable {
      let name: String
      /// Price of a call; any money, above 0.
      let call: Double
      let p: Double

      enum CodingKeys: String, CodingKey, CaseIterable { case name, call, p }

      init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        call = try container.decode(Double.self, forKey: .call)
        p = try container.decode(Double.self, forKey: .p)
        try container.check(call > 0, .call, "\(call) is outside its range: above 0")
        try container.check(p > 0 && p < 1, .p, "\(p) is outside its range: (0, 1)")
      }
    }

    /// Models, the one to begin with first; each is raced on once.
    let tiers: [Tier]
    let margins: [Int]
    let caps: [Int]
    /// Microtasks of a task; count.
    let microtasks: [Int]
    /// Microtasks simulated for each margin and cap; count.
    let trials: Int

    enum CodingKeys: String, CodingKey, CaseIterable {
      case tiers, margins, caps, microtasks, trials
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      tiers = try container.decode([Tier].self, forKey: .tiers)
      margins = try container.decode([Int].self, forKey: .margins)
      caps = try container.decode([Int].self, forKey: .caps)
      microtasks = try container.decode([Int].self, forKey: .microtasks)
      trials = try container.decode(Int.self, forKey: .trials)
      try container.check(!tiers.isEmpty, .tiers, "lists no model")
      try container.check(
        !margins.isEmpty && margins.allSatisfy { (1...100).contains($0) }, .margins,
        "are not all 1 to 100")
      try container.check(
        !caps.isEmpty && caps.allSatisfy { (1...1000).contains($0) }, .caps, "are not all 1 to 1000"
      )
      try container.check(
        !microtasks.isEmpty && microtasks.allSatisfy { $0 >= 1 }, .microtasks,
        "are not all at least 1")
      try container.check(
        (1000...10_000_000).contains(trials), .trials, "\(trials) is outside its range: 1e3 to 1e7")
    }
  }

  /// One margin and cap.
  private struct Setting {
    let margin: Int
    let cap: Int
    let plan: EscalationPlan
    let counts: EscalationCounts

    var name: String { "k\(margin)_cap\(cap)" }

    /// Share of microtasks that leave the first model; unit 1.
    var escalated: Double { plan.reached.count > 1 ? plan.reached[1] : 0 }
  }

  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings {
    let settings = given.margins.flatMap { margin in given.caps.map { (margin, $0) } }
    let solved = try await run.map(settings.count) { index in
      try solve(
        given, margin: settings[index].0, cap: settings[index].1,
        key: StreamKey(seed: run.seed).child(index))
    }
    var quantities = solved.flatMap(simulated)
    var rows: [[String]] = []
    for microtasks in given.microtasks {
      for setting in solved {
        let success = setting.plan.reliability(steps: microtasks).correct
        let cost = setting.plan.taskCost(steps: microtasks)
        quantities += [
          StudyQuantity("success_\(setting.name)_\(microtasks)", success),
          StudyQuantity("cost_\(setting.name)_\(microtasks)", cost),
        ]
        rows.append([
          "\(setting.margin)", "\(setting.cap)", "\(microtasks)", studyNumber(cost),
          studyNumber(success),
          studyNumber(setting.escalated), studyNumber(setting.plan.givenUp),
          studyNumber(setting.counts.meanCost),
          studyNumber(Double(setting.counts.right) / Double(setting.counts.steps)),
        ])
      }
      let note = "margin \(list(given.margins)) and cap \(list(given.caps)) are left open"
      quantities += [
        .open(
          "success_open_\(microtasks)",
          solved.map { $0.plan.reliability(steps: microtasks).correct }, note: note),
        .open(
          "cost_open_\(microtasks)", solved.map { $0.plan.taskCost(steps: microtasks) }, note: note),
      ]
    }
    return StudyFindings(
      quantities,
      tables: [
        StudyTable(
          columns: [
            "k", "cap", "microtasks", "cost", "success", "escalated", "given_up",
            "simulated_cost_per_microtask", "simulated_success_per_microtask",
          ], rows: rows)
      ],
      caption: "Exact; \(given.trials) microtasks simulated through the orchestrator.")
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: ", ")
  }

  private static func solve(
    _ given: Given, margin: Int, cap: Int, key: StreamKey
  ) throws -> Setting {
    let tiers = given.tiers.map { LadderTier(costPerCall: $0.call, margin: margin, cap: cap) }
    let means = given.tiers.map(\.p)
    let races = Array(tiers.indices)
    let ladder = try EscalationLadder(
      tiers: tiers, means: means, difficulty: .alike, mostRaces: races.count)
    let counts = try EscalationSampler(
      tiers: tiers, means: means, difficulty: .alike, races: races,
      seed: Int(key.word(0) >> 1)
    ).sample(0..<given.trials)
    return Setting(margin: margin, cap: cap, plan: ladder.plan(races), counts: counts)
  }

  /// What a microtask came to through the orchestrator.
  private static func simulated(_ setting: Setting) -> [StudyQuantity] {
    let counts = setting.counts
    let half =
      SpecialFunctions.normalHalfWidth(level: SimulatedTasks.level) * counts.costError
    return [
      StudyQuantity(
        "step_success_\(setting.name)", Double(counts.right) / Double(counts.steps),
        interval: BinomialInterval.fixedTrials(
          successes: counts.right, trials: counts.steps, level: SimulatedTasks.level),
        n: counts.steps, method: "Monte Carlo through the orchestrator",
        note: "exact \(studyNumber(setting.plan.right))"),
      StudyQuantity(
        "step_cost_\(setting.name)", counts.meanCost,
        interval: Interval(
          low: counts.meanCost - half, high: counts.meanCost + half, level: SimulatedTasks.level),
        n: counts.steps, method: "Monte Carlo through the orchestrator",
        note: "exact \(studyNumber(setting.plan.cost))"),
      StudyQuantity(
        "z_success_\(setting.name)",
        (Double(counts.right) / Double(counts.steps) - setting.plan.right)
          / (setting.plan.right * (1 - setting.plan.right) / Double(counts.steps)).squareRoot(),
        n: counts.steps, method: "Monte Carlo through the orchestrator",
        note: "standard errors from the exact value"),
      StudyQuantity(
        "z_cost_\(setting.name)",
        counts.costError > 0 ? (counts.meanCost - setting.plan.cost) / counts.costError : 0,
        n: counts.steps, method: "Monte Carlo through the orchestrator",
        note: "standard errors from the exact value"),
      StudyQuantity("escalated_\(setting.name)", setting.escalated),
    ]
  }
}
