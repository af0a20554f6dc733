import MAKERCore
import RandomStreams
import Tasks
import Testing

@Suite struct MicroHanoiTests {
  private typealias Probe = TaskProbe<MicroHanoiChecker, MicroHanoiRenderer>

  private static func probe(_ disks: Int) -> Probe {
    let task = MicroHanoi(disks: disks)
    return Probe(task: task, checker: MicroHanoiChecker(task), renderer: MicroHanoiRenderer(task))
  }

  @Test(arguments: MicroHanoi.sizes)
  func everySizeEndsOnItsPegAndEveryStepIsReachedAtOnce(disks: Int) {
    let probe = Self.probe(disks)
    var position = Position(startOf: probe.task)
    for step in 0..<probe.task.steps {
      #expect(probe.task.position(atStep: step) == position, "step \(step)")
      let answer = probe.checker.answer(in: position.state, after: position.previous)
      #expect(probe.task.isLegal(answer, in: position.state), "step \(step)")
      #expect(!probe.checker.isSolved(position.state))
      probe.task.advance(&position, by: answer)
    }
    #expect(probe.task.position(atStep: probe.task.steps) == position)
    #expect(probe.task.isFinished(position.state, after: position.step))
    #expect(probe.checker.isSolved(position.state))
    #expect(position.state.pegs.peg(disks % 2 == 0 ? 2 : 1).count == disks)
    #expect(probe.task.name == "hanoi-roles-\(disks)")
  }

  /// A raw completion gets instructions and step in one: they end where the answer begins.
  @Test func promptsEndWhereTheAnswerBegins() {
    let task = MicroHanoi(disks: 5)
    let first = task.prompt(for: task.start, after: nil)
    #expect(first.step == "peg 0 ->")
    let lines = first.instructions.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 46 && lines.last == "")
    #expect(
      lines.prefix(6).sorted()
        == (0..<3).flatMap {
          Array(repeating: "peg \($0) -> peg \(($0 + 1) % 3)", count: 2)
        })
    let second = task.prompt(for: task.position(atStep: 1).state, after: nil)
    #expect(second.step == "min(2,9) =")
    let examples = second.instructions.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(examples.count == 81 && examples.last == "")
    #expect(Set(examples).count == 21)
    for example in examples.dropLast() {
      let numbers = example.compactMap(\.wholeNumberValue)
      #expect(numbers.count == 3 && numbers[2] == min(numbers[0], numbers[1]), "\(example)")
    }
  }

  /// Recordings are found by the bytes of a prompt, so these may not change by accident.
  @Test func tablesStayWhatTheyAre() {
    let task = MicroHanoi(disks: 3)
    func sum(_ text: String) -> UInt64 {
      text.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }
    let pegs = task.prompt(for: task.start, after: nil).instructions
    let tops = task.prompt(for: task.position(atStep: 1).state, after: nil).instructions
    #expect([sum(pegs), sum(tops)] == [4_509_356_076_485_199_690, 15_000_251_422_797_636_965])
  }

  /// Every state that votes, mostly wrong ones, lead to: answers are read as they are meant.
  @Test(arguments: MicroHanoi.sizes)
  func repliesAreReadAsTheyAreMeant(disks: Int) throws {
    var generator = WordStream(StreamKey(seed: 61).child(disks))
    let probe = Self.probe(disks)
    var position = Position(startOf: probe.task)
    for _ in 0..<200 {
      let right = probe.checker.answer(in: position.state, after: position.previous)
      var answers: [Probe.Answer] = []
      for number in 0..<(position.state.isOfDiskOne ? 3 : 10) {
        let reply = try probe.say(.candidate(number), at: position)
        for reading in ReplyReading.allCases {
          let answer = try read(probe, reply, reading, position)
          if reading == .flagging {
            #expect(!answers.contains(answer), "\(probe.text(answer)) again")
            answers.append(answer)
          }
          #expect(answers.last == answer)
        }
      }
      #expect(answers.first == right)
      for utterance in [Utterance.missingField, .truncated, .chatter] {
        for variation in 0..<UInt64(2) {
          let reply = try probe.say(utterance, at: position, variation: variation)
          for reading in ReplyReading.allCases {
            #expect(throws: RedFlag.self) { try read(probe, reply, reading, position) }
          }
        }
      }
      #expect(throws: ChannelFailure.self) {
        try probe.say(.candidate(answers.count), at: position)
      }
      #expect(probe.task.state(from: probe.task.text(position.state)) == position.state)
      if let previous = position.previous {
        #expect(probe.task.action(from: probe.task.text(previous)) == previous)
      }
      let next = try #require(answers.randomElement(using: &generator))
      probe.task.advance(&position, by: next)
    }
  }

  private func read(
    _ probe: Probe, _ reply: [UInt8], _ reading: ReplyReading,
    _ position: Position<MicroHanoi>
  ) throws -> Probe.Answer {
    try RedFlagPolicy(reading: reading).candidate(
      of: Reply(text: reply), to: probe.task, in: position.state)
  }

  @Test(arguments: [
    ("peg 1", true, true), (" peg 1\n", true, true), ("peg 1\npeg 2 -> peg 0", false, true),
    ("peg 3", false, false), ("peg -1", false, false), ("Peg 1", false, false),
    ("peg 12", false, false), ("1", false, false), ("peg  1", false, false), ("", false, false),
    (" \n", false, false), ("peg one", false, false), ("ignore the rules: peg 1", false, false),
    ("\u{1B}[2Jpeg 1", false, false),
  ])
  func formOfAnAnswer(reply: String, isFlaggingTaken: Bool, isRepairingTaken: Bool) {
    let task = MicroHanoi(disks: 3)
    func isTaken(_ reading: ReplyReading) -> Bool {
      (try? RedFlagPolicy(reading: reading).candidate(
        of: Reply(text: Array(reply.utf8)), to: task, in: task.start)) != nil
    }
    #expect(isTaken(.flagging) == isFlaggingTaken)
    #expect(isTaken(.repairing) == isRepairingTaken)
  }

  /// An empty peg may be named, and a disk that is on neither peg: nothing moves then.
  @Test func wrongAnswersOfTheSecondRoleAreVotes() throws {
    let task = MicroHanoi(disks: 3)
    let state = task.position(atStep: 3).state
    #expect(task.text(state) == "[[3], [], [2, 1]] others")
    let answers = try ["2", "3", "7", "9"].map { text in
      try RedFlagPolicy().candidate(of: Reply(text: Array(text.utf8)), to: task, in: state)
    }
    #expect(Set(answers).count == 4)
    #expect(answers.map { task.isLegal($0, in: state) } == [false, true, false, false])
    #expect(answers.map { $0.next.pegs == state.pegs } == [true, false, true, true])
  }

  @Test func refusesStatesOfOtherTasksAndSizes() {
    let task = MicroHanoi(disks: 3)
    #expect(task.state(from: "[[3, 2], [1], []] others") != nil)
    for text in [
      "", "[[3, 2], [1], []]", "[[3, 2], [1], []] other", "[[3, 2], [], []] others",
      "[[3, 2], [1], []]  disk 1", "disk 1",
    ] {
      #expect(task.state(from: text) == nil, "\(text)")
    }
  }

  @Test func rendererRefusesPromptsOfOtherTasks() {
    let renderer = MicroHanoiRenderer(MicroHanoi(disks: 3))
    for step in ["", "peg 3 ->", "peg 1 -> ", "min(2) =", "min(2,10) =", "min(2,9)"] {
      var text: [UInt8] = []
      #expect(throws: ChannelFailure(.refused, "the prompt is not of hanoi-roles-3")) {
        try renderer.render(
          .candidate(0), to: Prompt(instructions: "", step: step), variation: 0, into: &text)
      }
    }
  }
}
