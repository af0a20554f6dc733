import MAKERCore
import Testing

/// A task with its checker and renderer, and what must hold for all of them.
struct TaskProbe<Checker: StepChecker, Renderer: ReplyRenderer> {
  typealias Work = Checker.Work
  typealias Answer = Candidate<Work.Action, Work.State>

  let task: Work
  let checker: Checker
  let renderer: Renderer

  /// Goes the right way from the start; every step must be legal and change the state.
  func solve() -> Position<Work> {
    var position = Position(startOf: task)
    while !task.isFinished(position.state, after: position.step) {
      let answer = checker.answer(in: position.state, after: position.previous)
      guard task.isLegal(answer, in: position.state), answer.next != position.state else {
        Issue.record("\(task.name): step \(position.step) is \(text(answer))")
        return position
      }
      task.advance(&position, by: answer)
    }
    return position
  }

  /// What a simulated model says.
  func say(
    _ utterance: Utterance, at position: Position<Work>, variation: UInt64 = 0
  ) throws -> [UInt8] {
    let prompt = task.prompt(for: position.state, after: position.previous)
    var text: [UInt8] = []
    try renderer.render(utterance, to: prompt, variation: variation, into: &text)
    return text
  }

  /// What a reply votes for, or why it is flagged.
  func read(_ text: [UInt8], _ reading: ReplyReading = .flagging) -> Result<Answer, RedFlag> {
    let policy = RedFlagPolicy(reading: reading)
    return Result { () throws(RedFlag) in
      try policy.candidate(of: Reply(text: text), to: task, in: task.start)
    }
  }

  /// Both parts of an answer as text.
  func text(_ answer: Answer) -> String { "\(task.text(answer.action)) \(task.text(answer.next))" }

  /// Goes some steps by votes most of which are wrong, and tests what must hold in every state.
  func wander<Generator: RandomNumberGenerator>(
    steps: Int, from start: Position<Work>? = nil, using generator: inout Generator
  ) throws {
    var position = start ?? Position(startOf: task)
    for _ in 0..<steps {
      let answers = try expectSixteenAnswers(at: position)
      try expectFlags(at: position)
      expectTexts(at: position)
      expectPrompt(at: position)
      guard let next = answers.randomElement(using: &generator) else { return }
      task.advance(&position, by: next)
    }
  }

  /// Candidate 0 is what the checker says, the others differ from it and from each other.
  private func expectSixteenAnswers(at position: Position<Work>) throws -> [Answer] {
    let right = checker.answer(in: position.state, after: position.previous)
    var answers: [Answer] = []
    for number in 0..<16 {
      let reply = try say(.candidate(number), at: position)
      guard case .success(let answer) = read(reply) else {
        Issue.record(
          "\(place(position)) candidate \(number): \(String(decoding: reply, as: UTF8.self))")
        continue
      }
      if answers.contains(answer) {
        Issue.record("\(place(position)) candidate \(number) again: \(text(answer))")
      }
      answers.append(answer)
      #expect(read(reply, .repairing) == .success(answer))
      _ = task.isLegal(answer, in: position.state)
    }
    if answers.first != right { Issue.record("\(place(position)) candidate 0 is not right") }
    return answers
  }

  /// What shall be flagged is flagged; only a missing last bracket can be mended.
  private func expectFlags(at position: Position<Work>) throws {
    let right = checker.answer(in: position.state, after: position.previous)
    for utterance in [Utterance.missingField, .truncated, .chatter] {
      for variation in 0..<UInt64(2) {
        let reply = try say(utterance, at: position, variation: variation)
        for reading in ReplyReading.allCases {
          let isMended = utterance == .truncated && variation == 0 && reading == .repairing
          let result = read(reply, reading)
          if isMended ? result != .success(right) : (try? result.get()) != nil {
            Issue.record("\(place(position)) \(utterance) \(variation) \(reading): \(result)")
          }
        }
      }
    }
  }

  /// What is written is read again.
  private func expectTexts(at position: Position<Work>) {
    if task.state(from: task.text(position.state)) != position.state {
      Issue.record("\(place(position)) is not read again")
    }
    guard let previous = position.previous else { return }
    if task.action(from: task.text(previous)) != previous {
      Issue.record("\(task.name): \(task.text(previous)) is not read again")
    }
  }

  /// The prompt is the strategy, the previous action and the state, and does not give the answer.
  private func expectPrompt(at position: Position<Work>) {
    let prompt = task.prompt(for: position.state, after: position.previous)
    let first = task.prompt(for: task.start, after: nil)
    if prompt.instructions != first.instructions {
      Issue.record("\(place(position)) has instructions of its own")
    }
    // The first line ends in the previous action, the second in the state; there is no third.
    let lines = prompt.step.split(separator: "\n", omittingEmptySubsequences: false)
    let previous = position.previous.map { task.text($0) } ?? "none"
    let words = first.step.split(separator: "\n")[0].dropLast("none".count)
    if lines.map(String.init) != [words + previous, "Current state: \(task.text(position.state))"] {
      Issue.record("\(place(position)) is asked about as \(prompt.step)")
    }
    if words.contains(where: \.isNumber) { Issue.record("\(task.name) says \(words)") }
    let whole = prompt.instructions + "\n" + prompt.step
    if case .success(let answer) = read(Array(whole.utf8)) {
      Issue.record("\(place(position)) gives an answer, \(text(answer))")
    }
  }

  private func place(_ position: Position<Work>) -> String {
    "\(task.name) at \(task.text(position.state)) after "
      + (position.previous.map { task.text($0) } ?? "none")
  }
}
