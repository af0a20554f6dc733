import MAKERCore
import Tasks
import Testing

@Suite struct PromptTaskTests {
  private static let content = """
    {"id": "capital", "prompt": "Capital of France?", "expected": "Paris"}
    {"id": "product", "prompt": "6 x 7?", "expected": 42, "compare": "number"}
    {"id": "list", "prompt": "Write [1]", "expected": [1], "compare": "json"}
    {"id": "raw", "prompt": "Write a", "expected": "a", "compare": "exact"}
    {"id": "picked", "prompt": "Yes?", "expected": "yes", "compare": "regex:^Answer:\\\\s+(yes|no|maybe)$"}
    {"id": "letter", "prompt": "Which?", "expected": "B", "compare": "regex:\\\\b([A-Z])\\\\b"}
    {"id": "open", "prompt": "What next?"}
    {"id": "open number", "prompt": "How many?", "compare": "number"}
    {"id": "open json", "prompt": "Which list?", "compare": "json"}
    {"id": "open pick", "prompt": "Or?", "compare": "regex:(this|that)"}
    """

  private static func task() throws -> PromptTask {
    PromptTask(
      try PromptFile.lines(Array(content.utf8)), digest: "0123456789abcdef0123456789abcdef")
  }

  /// Wrong answers that exist: an expression may know few.
  private static func answers(of id: String) -> Int {
    switch id {
    case "picked": 3
    case "open pick": 2
    default: 16
    }
  }

  @Test func stepsStandByThemselves() throws {
    let task = try Self.task()
    #expect(task.name == "jsonl-0123456789ab")
    #expect(task.steps == 10)
    let checker = PromptChecker(task)
    #expect((0..<10).map(checker.knows) == (0..<10).map { $0 < 6 })
    #expect(!checker.knows(10) && !checker.knows(-1))
    #expect(checker.isSolved(10) && !checker.isSolved(9))
    #expect(task.isFinished(10, after: 10) && !task.isFinished(9, after: 9))
    #expect(
      checker.answer(in: 1, after: nil) == Candidate(action: ComparedAnswer("42"), next: 2))
    #expect(task.isLegal(checker.answer(in: 1, after: nil), in: 1))
    #expect(task.prompt(for: 1, after: nil).step == "6 x 7?")
    for text in ["11", "-1", "01", "", "a"] { #expect(task.state(from: text) == nil, "\(text)") }
    #expect(task.state(from: "10") == 10)
  }

  /// What a simulated model says of every line is read as it is meant, by both readings.
  @Test func repliesAreReadAsTheyAreMeant() throws {
    let task = try Self.task()
    let checker = PromptChecker(task)
    let renderer = PromptRenderer(task)
    for (state, line) in task.lines.enumerated() {
      let prompt = task.prompt(for: state, after: nil)
      func say(_ utterance: Utterance, _ variation: UInt64 = 0) throws -> [UInt8] {
        var text: [UInt8] = []
        try renderer.render(utterance, to: prompt, variation: variation, into: &text)
        return text
      }
      func read(_ text: [UInt8], _ reading: ReplyReading) throws -> ComparedAnswer {
        let candidate = try RedFlagPolicy(reading: reading).candidate(
          of: Reply(text: text), to: task, in: state)
        #expect(candidate.next == state + 1)
        #expect(task.action(from: task.text(candidate.action)) == candidate.action)
        return candidate.action
      }
      var answers: [ComparedAnswer] = []
      for number in 0..<Self.answers(of: line.id) {
        let reply = try say(.candidate(number))
        let answer = try read(reply, .flagging)
        #expect(try read(reply, .repairing) == answer)
        #expect(!answers.contains(answer), "\(line.id) \(number): \(answer.text)")
        answers.append(answer)
      }
      if checker.knows(state) {
        #expect(answers[0] == checker.answer(in: state, after: nil).action, "\(line.id)")
      }
      if answers.count < 16 {
        #expect(throws: ChannelFailure.self) { try say(.candidate(answers.count)) }
      }
      for utterance in [Utterance.missingField, .truncated, .chatter] {
        for variation in 0..<UInt64(2) {
          let reply = try say(utterance, variation)
          #expect(throws: RedFlag.self, "\(line.id) \(utterance)") { try read(reply, .flagging) }
        }
      }
    }
  }

  @Test func rendererRefusesPromptsOfOtherTasks() throws {
    let renderer = PromptRenderer(try Self.task())
    var text: [UInt8] = []
    #expect(throws: ChannelFailure(.refused, "the prompt is not of jsonl-0123456789ab")) {
      try renderer.render(
        .candidate(0), to: Prompt(instructions: "", step: "Capital?"), variation: 0, into: &text)
    }
  }
}
