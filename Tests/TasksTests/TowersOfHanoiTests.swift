import Foundation
import MAKERCore
import RandomStreams
import Tasks
import Testing

@Suite struct TowersOfHanoiTests {
  @Test(arguments: 1...14)
  func everySizeEndsOnPegTwo(disks: Int) {
    let probe = Probes.hanoi(disks)
    let end = probe.solve()
    #expect(end.step == (1 << disks) - 1)
    #expect(end.step == probe.task.steps)
    #expect(end.state.peg(2) == Array((1...disks).reversed()))
    #expect(end.state.count == disks)
    #expect(probe.checker.isSolved(end.state))
    #expect(!probe.checker.isSolved(probe.task.start))
  }

  struct FixedSteps: Decodable {
    struct Step: Decodable {
      let previous_move: [Int]
      let state: [[Int]]
      let move: [Int]
    }
    let disks: Int
    let steps_zero_based: [String: Step]
  }

  /// All 1,048,575 steps of the paper's task, three of which it shows.
  @Test func thePapersStepsAreReproduced() throws {
    let file = try Data(contentsOf: ReferenceFile.url("hanoi_fixed_steps.json"))
    let reference = try JSONDecoder().decode(FixedSteps.self, from: file)
    let task = TowersOfHanoi(disks: reference.disks)
    let checker = HanoiChecker(task)
    var position = Position(startOf: task)
    var found = 0
    while !task.isFinished(position.state, after: position.step) {
      let answer = checker.answer(in: position.state, after: position.previous)
      if let step = reference.steps_zero_based[String(position.step)] {
        found += 1
        #expect(position.previous.map { [$0.disk, $0.from, $0.to] } == step.previous_move)
        #expect((0..<3).map(position.state.peg) == step.state)
        #expect([answer.action.disk, answer.action.from, answer.action.to] == step.move)
        #expect(task.isLegal(answer, in: position.state))
      }
      task.advance(&position, by: answer)
    }
    #expect(found == 3)
    #expect(position.step == 1_048_575)
    #expect(checker.isSolved(position.state))
  }

  @Test(arguments: [1, 2, 3, 4, 5, 8, 13, 20, 30])
  func repliesAreReadAsTheyAreMeant(disks: Int) throws {
    var generator = WordStream(StreamKey(seed: 31).child(disks))
    let probe = Probes.hanoi(disks)
    try probe.wander(steps: 150, using: &generator)
    // Any permutation of the disks on any pegs, after any move: what wrong votes can lead to.
    for _ in 0..<60 {
      var pegs: [[Int]] = [[], [], []]
      for disk in (1...disks).shuffled(using: &generator) {
        pegs[Int.random(in: 0..<3, using: &generator)].append(disk)
      }
      let previous = HanoiMove(
        disk: [1, 2, .max, .min].randomElement(using: &generator) ?? 1,
        from: Int.random(in: -1...3, using: &generator), to: .min)
      let position = Position<TowersOfHanoi>(step: 5, previous: previous, state: HanoiState(pegs))
      try probe.wander(steps: 1, from: position, using: &generator)
    }
  }

  /// The repairing reading takes states that no board has; nothing traps on them.
  @Test(arguments: [
    "[[], [], []]", "[[1], [1], [1]]", "[[0], [255], [255]]", "[[2, 2], [2, 2], [2, 2]]",
    "[[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], []]",
  ])
  func absurdStatesThatAreMendedCanBeGoneOnFrom(state: String) throws {
    let probe = Probes.hanoi(3)
    let reply = Array("move = [\(Int.min), \(Int.max), 0]\nnext_state = \(state.dropLast())".utf8)
    guard case .failure = probe.read(reply) else {
      Issue.record("\(state) is not flagged")
      return
    }
    var position = Position(startOf: probe.task)
    probe.task.advance(&position, by: try probe.read(reply, .repairing).get())
    #expect(probe.task.text(position.state) == state)
    var answers: Set<TaskProbe<HanoiChecker, HanoiRenderer>.Answer> = []
    for number in 0..<16 {
      let next = try probe.read(try probe.say(.candidate(number), at: position), .repairing).get()
      #expect(answers.insert(next).inserted, "candidate \(number) of \(state) comes twice")
      _ = probe.task.isLegal(next, in: position.state)
    }
  }

  @Test func refusesStatesOfOtherTasksAndSizes() throws {
    let task = TowersOfHanoi(disks: 3)
    #expect(task.state(from: "[[3, 2], [1], []]") != nil)
    for text in [
      "", "[[3, 2], [], []]", "[[4, 3, 2], [1], []]", "[[3, 2], [1]]", "[[3, 2], [1], [], []]",
      "[[3, 2], [1], []] ", " [[3, 2], [1], []]", "[[3,2],[1],[]]", "[[3, 2], [1], []", "[3, 2, 1]",
      "[[3, 2], [1, 1], []]", "[[3, 2], [+1], []]", "[[3, 2], [1], []]]", "none",
    ] {
      #expect(task.state(from: text) == nil, "\(text)")
    }
    #expect(task.action(from: "[1, 0, 2]") == HanoiMove(disk: 1, from: 0, to: 2))
    for text in ["[1, 0]", "[1, 0, 2, 0]", "[1, 0, 2]\n", "[01, 0, 2]", "none", ""] {
      #expect(task.action(from: text) == nil, "\(text)")
    }
  }

  @Test func rendererRefusesPromptsOfOtherTasks() throws {
    let prompt = try Probes.sort([2, 1]).task.prompt(for: [[], [2, 1]], after: nil)
    var text: [UInt8] = []
    #expect(throws: ChannelFailure(.refused, "the prompt is not of the Towers of Hanoi")) {
      try HanoiRenderer(TowersOfHanoi(disks: 3)).render(
        .candidate(0), to: prompt, variation: 0, into: &text)
    }
    #expect(text.isEmpty)
  }

  @Test func legalityIsTheRulesOfTheBoard() {
    let task = TowersOfHanoi(disks: 3)
    let state = HanoiState([[3, 2], [], [1]])
    func isLegal(_ disk: Int, _ from: Int, _ to: Int, _ next: [[Int]]) -> Bool {
      task.isLegal(
        Candidate(action: HanoiMove(disk: disk, from: from, to: to), next: HanoiState(next)),
        in: state)
    }
    #expect(isLegal(2, 0, 1, [[3], [2], [1]]))
    #expect(isLegal(1, 2, 0, [[3, 2, 1], [], []]))
    #expect(!isLegal(2, 0, 2, [[3], [], [1, 2]]))  // onto a smaller one
    #expect(!isLegal(3, 0, 1, [[2], [3], [1]]))  // from below
    #expect(!isLegal(2, 0, 1, [[3, 2], [], [1]]))  // the old state
    #expect(!isLegal(1, 2, 2, [[3, 2], [], [1]]))
    #expect(!isLegal(1, 2, 3, [[3, 2], [], [1]]))
    #expect(!isLegal(1, -1, .max, [[3, 2], [], [1]]))
  }
}
