import MAKERCore
import Testing

@Suite struct VotedTaskTests {
  /// The task of a race is the one of that race's numbers.
  @Test func aRaceGivesItsNumbers() throws {
    let race = try TwoCandidateRace(stepSuccess: Probability(0.9), margin: 2, stepsPerSubtask: 4)
    let task = try VotedTask(race: race, steps: 42, validRate: 0.8)
    let same = try VotedTask(
      wrong: race.wrong, meanVotes: race.meanVotes, steps: 42, stepsPerSubtask: 4, validRate: 0.8)
    #expect(task.subtasks == 10.5 && task.expectedCalls == 10.5 * race.meanVotes / 0.8)
    #expect(same.expectedCalls == task.expectedCalls && same.reliability == task.reliability)
    let cost = try CostEquations(race: race, steps: 42, validRate: 0.8)
    #expect(abs(cost.task / (4 * task.expectedCalls) - 1) < 1e-15)
  }

  @Test func undecidedSubtasksStopTheTask() throws {
    let task = try VotedTask(wrong: 0.1, undecided: 0.2, meanVotes: 3, steps: 2)
    #expect(abs(task.reliability.correct - 0.49) < 1e-15)
    #expect(abs(task.reliability.undecided - 0.36) < 1e-15)
    #expect(task.expectedCalls == 6)
  }

  @Test(arguments: [(3, 4, 1.0), (0, 1, 1.0), (5, 0, 1.0), (5, 1, 0.0), (5, 1, 1.1), (5, 1, .nan)])
  func refusesWhatIsNoTask(steps: Int, m: Int, validRate: Double) throws {
    #expect(throws: MarginError.self) {
      try VotedTask(
        wrong: 0.1, meanVotes: 3, steps: steps, stepsPerSubtask: m, validRate: validRate)
    }
  }
}
