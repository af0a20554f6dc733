import MAKERCore
import RaceTheory
import Simulation
import Storage
import TextFormats

extension EscalationAnswer {
  /// Numbers of a plan, for JSON and CSV.
  ///
  /// - Parameters:
  ///   - policy: The policy.
  ///   - simulated: What simulated steps came to; nil for none.
  /// - Returns: Keys and values.
  func fields(
    _ policy: Policy, simulated: SimulatedPolicy?
  ) -> [(String, JSONValue)] {
    let plan = policy.plan
    let task = plan.reliability(steps: question.steps)
    let counts = simulated?.counts
    return [
      ("policy", .string(policy.name)), ("k", .int(policy.ladder.tiers[0].margin)),
      ("cap", .int(policy.ladder.tiers[0].cap)),
      ("models", models(plan.races)),
      ("step_right", .number(plan.right)), ("step_wrong", .number(plan.wrong)),
      ("step_given_up", .number(plan.givenUp)), ("step_cost", .number(plan.cost)),
      ("step_calls", .array(plan.calls.map { .number($0) })),
      ("task_success", .number(task.correct)), ("task_wrong", .number(task.wrong)),
      ("task_given_up", .number(task.undecided)),
      ("task_cost", .number(plan.taskCost(steps: question.steps))),
      ("simulated_steps", .int(counts?.steps)), ("simulated_right", .int(counts?.right)),
      ("simulated_wrong", .int(counts?.wrong)), ("simulated_given_up", .int(counts?.givenUp)),
      ("simulated_step_cost", .number(counts?.meanCost)),
      ("simulated_step_cost_error", .number(counts?.costError)),
      ("greatest_z", .number(simulated?.greatestZ)),
    ]
  }

  /// The answer as JSON.
  ///
  /// - Parameter simulated: What simulated steps came to, policy by policy; empty for none.
  /// - Returns: The document.
  func json(simulated: [SimulatedPolicy]) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("p", .array(question.means.map { .number($0) })),
      ("cost", .array(question.costs.map { .number($0) })),
      ("v", .array(question.validRates.map { .number($0) })),
      ("steps", .int(question.steps)), ("target", .number(question.target.value)),
      ("value", .number(question.value)),
    ]
    members += [
      ("verdict", .string(best.isReached ? "reached" : "out of reach")),
      ("k", .int(best.ladder.tiers[0].margin)), ("cap", .int(best.ladder.tiers[0].cap)),
      ("models", models(best.plan.races)),
    ]
    members.append(("states", .array((0...best.plan.races.count).map(state))))
    members.append(("policies", .array(rows(simulated).map { .object($0) })))
    members.append(("frontier", .array(byValue.map(step))))
    let thresholds = byVotes.map { LeavingThreshold.all($0) } ?? []
    members.append(("leave_first_race", .array(thresholds.map(threshold))))
    return .object(members)
  }

  private func models(_ races: some Sequence<Int>) -> JSONValue {
    .array(races.map { .int($0 + 1) })
  }

  private func state(after races: Int) -> JSONValue {
    let isLast = races == best.plan.races.count
    return .object([
      ("undecided", models(best.plan.races.prefix(races))),
      ("share", .number(isLast ? best.plan.givenUp : best.plan.reached[races])),
      ("next_model", .int(isLast ? nil : best.plan.races[races] + 1)),
    ])
  }

  private func step(_ step: (plan: EscalationPlan, from: Double)) -> JSONValue {
    .object([
      ("models", models(step.plan.races)), ("from_value", .number(step.from)),
      ("step_cost", .number(step.plan.cost)), ("step_failure", .number(step.plan.failure)),
    ])
  }

  private func threshold(_ threshold: LeavingThreshold) -> JSONValue {
    .object([
      ("lead", .int(threshold.lead)), ("from_votes", .int(threshold.fromVotes)),
      ("models", models(threshold.races)),
    ])
  }

  /// The policies as CSV.
  ///
  /// - Parameter simulated: What simulated steps came to, policy by policy; empty for none.
  /// - Returns: The table, a row a policy.
  func csv(simulated: [SimulatedPolicy]) -> String { JSONText.csv(rows: rows(simulated)) }

  /// The plans at the best margin and cap that no other beats in cost and success.
  var frontier: [Policy] {
    EscalationChoice.frontier(of: best.ladder.plans()).map { plan in
      Policy(
        name: "frontier", ladder: best.ladder, plan: plan,
        isReached: plan.reliability(steps: question.steps).reaches(question.target))
    }
  }

  /// Those plans as CSV.
  ///
  /// - Parameter simulated: What simulated steps came to, plan by plan; empty for none.
  /// - Returns: The table, a row a plan, by rising cost.
  func frontierCSV(simulated: [SimulatedPolicy]) -> String {
    JSONText.csv(
      rows: frontier.enumerated().map { index, policy in
        fields(policy, simulated: simulated.isEmpty ? nil : simulated[index])
      })
  }

  private func rows(_ simulated: [SimulatedPolicy]) -> [[(String, JSONValue)]] {
    policies.enumerated().map { index, policy in
      fields(policy, simulated: simulated.isEmpty ? nil : simulated[index])
    }
  }
}
