package import MAKERCore

/// Questions of a user, one a step, which do not build on one another.
///
/// The state is the index of the question, so that a step leads to the next one whatever its answer.
package struct PromptTask: StepTask {
  /// The questions; at least one.
  package let lines: [PromptLine]
  package let name: String

  /// Takes questions.
  ///
  /// - Parameters:
  ///   - lines: The questions; at least one, no id twice.
  ///   - digest: Digest of the file they came from, hexadecimal: the same file under another name is
  ///     the same task.
  package init(_ lines: [PromptLine], digest: String) {
    precondition(!lines.isEmpty, "a task has at least one step")
    self.lines = lines
    name = "jsonl-" + digest.prefix(12)
  }

  package var steps: Int { lines.count }

  package var start: Int { 0 }

  package func prompt(for state: Int, after previous: ComparedAnswer?) -> Prompt {
    line(state)?.prompt ?? Prompt(instructions: "", step: "")
  }

  package func parse(
    _ text: Span<UInt8>, reading: ReplyReading, in state: Int
  ) throws(RedFlag) -> Candidate<ComparedAnswer, Int> {
    guard let line = line(state) else { throw .noState }
    let reply = [UInt8](capacity: text.count) { bytes in
      for index in text.indices { bytes.append(text[index]) }
    }
    return Candidate(
      action: try line.policy.answer(in: reply, reading: reading), next: state + 1)
  }

  package func isLegal(_ candidate: Candidate<ComparedAnswer, Int>, in state: Int) -> Bool {
    lines.indices.contains(state) && candidate.next == state + 1
  }

  package func isFinished(_ state: Int, after steps: Int) -> Bool { state >= self.steps }

  package func write(_ action: ComparedAnswer, to text: inout [UInt8]) {
    text.append(contentsOf: action.escaped.utf8)
  }

  package func write(_ state: Int, to text: inout [UInt8]) { text.append(decimal: state) }

  package func action(from text: String) -> ComparedAnswer? { ComparedAnswer(escaped: text) }

  package func state(from text: String) -> Int? {
    guard let state = Int(text), (0...steps).contains(state), "\(state)" == text else { return nil }
    return state
  }

  /// The question of a state; nil at the end.
  private func line(_ state: Int) -> PromptLine? {
    lines.indices.contains(state) ? lines[state] : nil
  }
}

/// Knows the answers that a user's file expects.
package struct PromptChecker: StepChecker {
  package typealias Work = PromptTask

  private let task: PromptTask

  /// Makes the checker of a task.
  package init(_ task: PromptTask) { self.task = task }

  package func answer(
    in state: Int, after previous: ComparedAnswer?
  ) -> Candidate<ComparedAnswer, Int> {
    let expected = task.lines.indices.contains(state) ? task.lines[state].expected : nil
    return Candidate(action: expected ?? ComparedAnswer([]), next: state + 1)
  }

  package func isSolved(_ state: Int) -> Bool { state == task.steps }

  package func knows(_ state: Int) -> Bool {
    task.lines.indices.contains(state) && task.lines[state].expected != nil
  }
}
