import MAKERCore
import RandomStreams
import Tasks
import Testing

@Suite struct StepSetTests {
  @Test func indicesAreDifferentAndInOrder() {
    var words = WordStream(StreamKey(seed: 64))
    for (count, steps) in [(1, 1), (5, 3), (3, 5), (100, 1 << 60), (999, 1000)] {
      let indices = StepSet.indices(count, of: steps, using: &words)
      #expect(indices.count == min(count, steps))
      #expect(zip(indices, indices.dropFirst()).allSatisfy { $0 < $1 })
      #expect(indices.allSatisfy { (0..<steps).contains($0) })
    }
  }

  /// Two of five: each of the ten choices about as often; 5 sigma of 10,000 trials, n p = 1000.
  @Test func everyChoiceIsAsLikely() {
    var words = WordStream(StreamKey(seed: 65))
    var found: [[Int]: Int] = [:]
    for _ in 0..<10_000 { found[StepSet.indices(2, of: 5, using: &words), default: 0] += 1 }
    #expect(found.count == 10)
    for (choice, count) in found { #expect(abs(count - 1000) < 150, "\(choice): \(count)") }
  }

  @Test func stepsStandWhereRightVotesLead() throws {
    let task = TowersOfHanoi(disks: 6)
    let checker = HanoiChecker(task)
    let indices = [0, 1, 17, 40, 62]
    let steps = StepSet.steps(indices, of: task, checker)
    let walked = StepSet.walked(indices, of: task, checker)
    #expect(steps.map(\.position) == walked.map(\.position))
    #expect(steps.map(\.answer) == walked.map(\.answer))
    #expect(steps.map(\.name) == ["0", "1", "17", "40", "62"])
    for step in steps {
      let answer = try #require(step.answer)
      #expect(step.isRight(answer) == true)
      #expect(step.isRight(Candidate(action: answer.action, next: task.start)) == false)
    }
  }

  @Test func questionsKeepTheirNamesAndMayHaveNoAnswer() throws {
    let task = PromptTask(
      try PromptFile.lines(
        Array(
          """
          {"id": "a", "prompt": "b", "expected": "c"}
          {"id": "d", "prompt": "e"}
          """.utf8)), digest: "00ff00ff00ff00ff")
    let steps = StepSet.steps([0, 1], of: task, PromptChecker(task))
    #expect(steps.map(\.name) == ["a", "d"])
    #expect(steps[0].answer?.action.text == "c" && steps[1].answer == nil)
    #expect(steps[1].isRight(Candidate(action: ComparedAnswer("x"), next: 2)) == nil)
    #expect(task.prompt(for: steps[1].position.state, after: nil).step == "e")
  }
}
