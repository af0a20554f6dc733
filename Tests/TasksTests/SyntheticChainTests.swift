import MAKERCore
import RandomStreams
import Tasks
import Testing

@Suite struct SyntheticChainTests {
  @Test(arguments: 2...26)
  func everySizeIsSolved(answers: Int) throws {
    for steps in [1, 2, 3, 26, 27, 500] {
      let probe = try Probes.chain(steps: steps, answers: answers)
      let end = probe.solve()
      #expect(end.step == steps)
      #expect(end.state == [[steps, (0..<steps).reduce(0, +) % answers]])
      #expect(probe.checker.isSolved(end.state))
      #expect(!probe.checker.isSolved([[steps, (end.state[0][1] + 1) % answers]]))
      #expect(probe.task.name == "chain-\(steps)x\(answers)")
    }
  }

  /// s (s − 1) / 2 in twice the digits; the task itself is never gone through.
  @Test(arguments: [1 << 60, (1 << 60) - 1, 1_048_575], [2, 3, 4, 25, 26])
  func longChainsEndAtTheSumOfTheirSteps(steps: Int, answers: Int) throws {
    let probe = try Probes.chain(steps: steps, answers: answers)
    let sum = Int(UInt128(steps) * UInt128(steps - 1) / 2 % UInt128(answers))
    for value in 0..<answers {
      #expect(probe.checker.isSolved([[steps, value]]) == (value == sum))
    }
    // The last step of all.
    let last = probe.checker.answer(in: [[steps - 1, 1]], after: [1])
    #expect(last == Candidate(action: [steps % answers], next: [[steps, steps % answers]]))
    #expect(!probe.task.isFinished([[steps, sum]], after: steps - 1))
    #expect(probe.task.isFinished([[steps, sum]], after: steps))
  }

  @Test(arguments: [1, 2, 100, 1 << 60], [2, 3, 16, 17, 26])
  func repliesAreReadAsTheyAreMeant(steps: Int, answers: Int) throws {
    var generator = WordStream(StreamKey(seed: 37).child(steps).child(answers))
    let probe = try Probes.chain(steps: steps, answers: answers)
    try probe.wander(steps: 30, using: &generator)
    for step in [0, steps / 2, steps - 1, steps] {
      for value in [0, 1, answers - 1] {
        let position = Position<SyntheticChain>(step: 3, previous: [.min], state: [[step, value]])
        try probe.wander(steps: 3, from: position, using: &generator)
      }
    }
  }

  @Test func afterTheLastStepNothingIsLeft() throws {
    let probe = try Probes.chain(steps: 10, answers: 4)
    let end = Candidate(action: [3], next: [[10, 3]])
    #expect(probe.checker.answer(in: [[10, 3]], after: [2]) == end)
    #expect(probe.task.isLegal(end, in: [[10, 3]]))
  }

  @Test func refusesStatesOfOtherTasksAndSizes() throws {
    let task = try SyntheticChain(steps: 10, answers: 4)
    for text in ["[[0, 0]]", "[[10, 3]]"] { #expect(task.state(from: text) != nil, "\(text)") }
    for text in [
      "[[11, 0]]", "[[-1, 0]]", "[[0, 4]]", "[[0, -1]]", "[[0]]", "[[0, 0, 0]]", "[[], [0, 0]]",
      "[[0, 0], []]", "[0, 0]", "[[0, \(Int.max)]]", "[[\(Int.min), 0]]", "[[ 0, 0]]", "",
    ] {
      #expect(task.state(from: text) == nil, "\(text)")
    }
  }

  @Test func legalityIsAnyAnswer() throws {
    let task = try SyntheticChain(steps: 10, answers: 4)
    func isLegal(_ answer: Int, _ next: [[Int]]) -> Bool {
      task.isLegal(Candidate(action: [answer], next: next), in: [[3, 2]])
    }
    #expect(isLegal(1, [[4, 1]]))
    #expect(isLegal(3, [[4, 3]]))
    #expect(!isLegal(1, [[4, 3]]))
    #expect(!isLegal(1, [[5, 1]]))
    #expect(!isLegal(4, [[4, 1]]))
    #expect(!isLegal(-1, [[4, 1]]))
  }

  @Test func refusesSizes() {
    for steps in [0, -1, .min, (1 << 60) + 1, .max] {
      #expect(
        throws: TaskError.outOfRange(quantity: "steps", value: steps, allowed: 1...(1 << 60))
      ) { try SyntheticChain(steps: steps, answers: 2) }
    }
    for answers in [1, 0, -5, 27, .max] {
      #expect(throws: TaskError.outOfRange(quantity: "answers", value: answers, allowed: 2...26)) {
        try SyntheticChain(steps: 5, answers: answers)
      }
    }
  }
}
