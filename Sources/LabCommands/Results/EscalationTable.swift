import Analysis
import ExperimentDesign
import MAKERCore
import RaceTheory
import Simulation
import Storage

/// A policy of an escalation experiment at one margin, exact and, where its failures can be counted,
/// simulated.
struct EscalationFinding {
  /// `alike` or `hard steps`.
  let steps: String
  /// `retry`, `escalate`, `last model`, or `best` on the frontier of all plans.
  let policy: String
  let ladder: EscalationLadder
  let plan: EscalationPlan
  let counts: EscalationCounts?

  /// Least failures among the simulated steps to expect for it to be worth simulating them.
  private static let leastFailures = 4.0

  /// Follows every policy of a definition at every margin.
  ///
  /// - Parameters:
  ///   - definition: Models and plans.
  ///   - seed: Seed of the simulated steps.
  /// - Returns: The findings, the frontier by rising cost.
  /// - Throws: `TheoryError`, or what the simulation refuses.
  static func all(_ definition: EscalationDefinition, seed: Int) throws -> [EscalationFinding] {
    let hard = LadderDifficulty.hardSteps(
      share: definition.hardShare, stepSuccess: definition.hardSuccess)
    let last = definition.stepSuccess.count - 1
    return try [("alike", LadderDifficulty.alike), ("hard steps", hard)].flatMap {
      name, difficulty in
      var chosen: [(policy: String, ladder: EscalationLadder, plan: EscalationPlan)] = []
      var all: [(ladder: EscalationLadder, plan: EscalationPlan)] = []
      for margin in definition.margins {
        let tiers = definition.costs.map {
          LadderTier(costPerCall: $0, margin: margin, cap: margin * definition.capOverMargin)
        }
        let ladder = try EscalationLadder(
          tiers: tiers, means: definition.stepSuccess, difficulty: difficulty,
          mostRaces: definition.mostRaces)
        chosen += [
          ("retry", ladder, ladder.plan([Int](repeating: 0, count: definition.mostRaces))),
          ("escalate", ladder, ladder.plan(Array(0...last))),
          ("last model", ladder, ladder.plan([Int](repeating: last, count: definition.mostRaces))),
        ]
        all += ladder.plans().map { (ladder, $0) }
      }
      let order = all.sorted { ($0.plan.cost, $0.plan.failure) < ($1.plan.cost, $1.plan.failure) }
      var least = Double.infinity
      for (ladder, plan) in order where plan.failure < least {
        least = plan.failure
        chosen.append(("best", ladder, plan))
      }
      return try chosen.map { policy, ladder, plan in
        let isSimulated =
          !plan.races.isEmpty && plan.failure * Double(definition.steps) >= leastFailures
        let counts =
          isSimulated
          ? try EscalationSampler(
            tiers: ladder.tiers, means: definition.stepSuccess, difficulty: difficulty,
            races: plan.races, seed: seed
          ).sample(0..<definition.steps) : nil
        return EscalationFinding(
          steps: name, policy: policy, ladder: ladder, plan: plan, counts: counts)
      }
    }
  }

  /// The models of the races, from 1.
  var models: String { plan.races.map { "\($0 + 1)" }.joined(separator: " ") }

  /// The simulated steps beside the plan; nil where none were.
  var simulated: SimulatedPlan? {
    counts.map {
      SimulatedPlan(
        setting: "\(steps) k=\(ladder.tiers[0].margin) cap=\(ladder.tiers[0].cap) models \(models)",
        plan: plan, right: $0.right, wrong: $0.wrong, givenUp: $0.givenUp, meanCost: $0.meanCost,
        costError: $0.costError)
    }
  }
}

extension ResultSet {
  /// One row a policy and margin: exact cost and failure, and what was simulated.
  func escalationTable() throws -> CSVTable {
    CSVTable(
      comments: comments,
      columns: [
        "steps", "policy", "models", "k", "cap", "cost", "failure", "wrong", "given_up",
        "simulated",
        "simulated_failures", "simulated_wrong", "simulated_given_up", "simulated_cost",
        "simulated_cost_se",
      ],
      rows: try escalations.value.get().map { finding in
        let (tier, plan) = (finding.ladder.tiers[0], finding.plan)
        let counts = finding.counts
        return [
          finding.steps, finding.policy, finding.models, "\(tier.margin)", "\(tier.cap)",
          text(plan.cost), text(plan.failure), text(plan.wrong), text(plan.givenUp),
        ]
          + [
            counts?.steps, counts.map { $0.wrong + $0.givenUp }, counts?.wrong, counts?.givenUp,
          ].map { $0.map(String.init) ?? "" } + [text(counts?.meanCost), text(counts?.costError)]
      })
  }
}
