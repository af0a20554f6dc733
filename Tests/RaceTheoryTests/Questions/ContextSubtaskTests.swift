import MAKERCore
import RaceTheory
import Testing

@Suite struct ContextSubtaskTests {
  /// Without a context it is the paper's: the least margin of each length, and the cheapest of all
  /// lengths costs no more than the cheapest of those that divide the task.
  @Test func withoutAContextItIsThePapers() throws {
    for p in [0.9, 0.99] {
      let (chance, target) = (try Probability(p), try Probability(0.95))
      for steps in [1, 2, 8, 32] {
        let minimum = try MinimumMargin(
          stepSuccess: chance, steps: 128, stepsPerSubtask: steps, target: target)
        let race = try TwoCandidateRace(
          stepSuccess: chance, margin: minimum.margin, stepsPerSubtask: steps)
        let own = try ContextSubtask(
          steps: steps, of: 128, stepSuccess: chance, target: target, context: 0)
        #expect(own.margin == minimum.margin, "p = \(p), \(steps) steps")
        #expect(
          abs(own.cost / (128 * race.meanVotes) - 1) < 1e-12, "p = \(p), \(steps) steps")
        let best = try ContextSubtask.cheapest(
          of: 128, stepSuccess: chance, target: target, context: 0)
        #expect(best.cost <= own.cost, "p = \(p), \(steps) steps")
      }
    }
  }

  /// Where every step has a wrong result of its own, one step is the cheapest without a context.
  @Test func ownAlternativesMakeOneStepTheCheapest() throws {
    for p in [0.8, 0.95, 0.99, 0.999] {
      let best = try ContextSubtask.cheapest(
        of: 240, stepSuccess: Probability(p), target: Probability(0.95), context: 0,
        alternatives: .each)
      #expect(best.steps == 1, "p = \(p)")
      let long = try ContextSubtask.cheapest(
        of: 240, stepSuccess: Probability(p), target: Probability(0.95), context: 1000,
        alternatives: .each)
      #expect(long.steps > 1 && long.margin == best.margin, "p = \(p)")
    }
  }

  /// A longer context never makes shorter subtasks pay.
  @Test func contextsMakeSubtasksLonger() throws {
    var last = 0
    for context in [0.0, 1, 3, 10, 30, 100, 1000] {
      let best = try ContextSubtask.cheapest(
        of: 240, stepSuccess: Probability(0.99), target: Probability(0.95), context: context)
      #expect(best.steps >= last, "context \(context)")
      last = best.steps
    }
    #expect(last > 4)
  }
}
