import RaceTheory
import Simulation
import Statistics

/// What simulated steps came to under a plan, raced by the orchestrator on simulated models.
struct SimulatedPolicy {
  /// Counts; nil for the plan that races nothing.
  var counts: EscalationCounts?
  /// Greatest distance of a share or of the mean cost from its exact value; standard errors.
  var greatestZ: Double?

  /// Simulates a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - ladder: Its models, margin and cap.
  ///   - question: What is asked.
  ///   - steps: Steps to simulate; count, at least 1.
  ///   - seed: Seed; 0 to `Int.max`.
  /// - Throws: What the synthetic task refuses.
  init(
    _ plan: EscalationPlan, on ladder: EscalationLadder, _ question: EscalationQuestion, steps: Int,
    seed: Int
  ) throws {
    guard !plan.races.isEmpty else { return }
    let counts = try EscalationSampler(
      tiers: ladder.tiers, means: question.means,
      difficulty: question.difficulty, races: plan.races, seed: seed
    ).sample(0..<steps)
    let n = Double(steps)
    var distances = [
      (counts.right, plan.right), (counts.wrong, plan.wrong), (counts.givenUp, plan.givenUp),
    ].map { count, exact -> Double in
      let error = (max(0, exact * (1 - exact)) / n).squareRoot()
      return abs(
        ZScore(estimate: Double(count) / n, exact: exact, standardError: error).value)
    }
    // What happens once in all steps may not have been seen: a vote among them is the least error.
    let vote = plan.races.map { ladder.tiers[$0].costPerVote }.max() ?? 0
    let cost = ZScore(
      estimate: counts.meanCost, exact: plan.cost,
      standardError: max(counts.costError, vote / n))
    distances.append(abs(cost.value))
    self.counts = counts
    greatestZ = distances.max()
  }
}
