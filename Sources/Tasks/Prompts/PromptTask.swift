package import MAKERCore

/// Questions of a user, one a step, which do not build on one another.
///
/// The state is the index of the question, so that a step leads to the next one whatever its answer.
package struct PromptTask: StepTask {
  /// The questions; at least one.
  package let lines: [PromptLine]
  /// `jsonl-` and the first 12 digits of the file's digest.
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

  /// Questions of the file; count.
  package var steps: Int { lines.count }

  /// The first question.
  package var start: Int { 0 }

  /// The user's own prompt; an empty one past the end.
  package func prompt(for state: Int, after previous: ComparedAnswer?) -> Prompt {
    line(state)?.prompt ?? Prompt(instructions: "", step: "")
  }

  /// Reads the answer by the question's own policy; the state becomes the next question.
  ///
  /// - Throws: The flag that the policy gives.
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

  /// Whether the state is the next question; any answer is legal.
  package func isLegal(_ candidate: Candidate<ComparedAnswer, Int>, in state: Int) -> Bool {
    lines.indices.contains(state) && candidate.next == state + 1
  }

  /// Whether every question is answered.
  package func isFinished(_ state: Int, after steps: Int) -> Bool { state >= self.steps }

  /// Writes an answer with its line ends escaped.
  package func write(_ action: ComparedAnswer, to text: inout [UInt8]) {
    text.append(contentsOf: action.escaped.utf8)
  }

  /// Writes the index of the question.
  package func write(_ state: Int, to text: inout [UInt8]) { text.append(decimal: state) }

  /// Reads an escaped answer; nil where the escapes are wrong.
  package func action(from text: String) -> ComparedAnswer? { ComparedAnswer(escaped: text) }

  /// Reads an index of the file, or the end; nil for anything else.
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
  /// The questions whose answers it knows.
  package typealias Work = PromptTask

  private let task: PromptTask

  /// Makes the checker of a task.
  package init(_ task: PromptTask) { self.task = task }

  /// The expected answer; an empty one where the file gives none.
  package func answer(
    in state: Int, after previous: ComparedAnswer?
  ) -> Candidate<ComparedAnswer, Int> {
    let expected = task.lines.indices.contains(state) ? task.lines[state].expected : nil
    return Candidate(action: expected ?? ComparedAnswer([]), next: state + 1)
  }

  /// Whether every question was voted on.
  package func isSolved(_ state: Int) -> Bool { state == task.steps }

  /// Whether the file gives an expected answer to the question.
  package func knows(_ state: Int) -> Bool {
    task.lines.indices.contains(state) && task.lines[state].expected != nil
  }
}
