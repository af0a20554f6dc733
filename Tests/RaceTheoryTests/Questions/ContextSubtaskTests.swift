import MAKERCore
import RaceTheory
import Testing

@Suite struct ContextSubtaskTests {
  /// Without a context the cheapest subtask is that of the paper's equations.
  @Test func withoutAContextItIsTheSmallest() throws {
    for p in [0.9, 0.99] {
      let best = try ContextSubtask.cheapest(
        of: 128, stepSuccess: Probability(p), target: Probability(0.95), context: 0)
      let known = try CheapestSubtask(
        stepSuccess: Probability(p), steps: 128, target: Probability(0.95))
      #expect(best.steps == known.stepsPerSubtask && best.margin == known.minimum.margin)
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
