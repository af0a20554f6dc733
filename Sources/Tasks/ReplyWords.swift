import MAKERCore

/// The words around the numbers of a reply, the same for whatever a simulated model says.
struct ReplyWords {
  private let action: StaticString
  private let doubt: StaticString
  private static let nextState: StaticString = "\nnext_state = "

  /// Makes the words of a task.
  ///
  /// - Parameters:
  ///   - action: What stands before an action, `move = `.
  ///   - doubt: A sentence that leads nowhere, for chatter.
  init(action: StaticString, doubt: StaticString) {
    self.action = action
    self.doubt = doubt
  }

  /// Appends a reply.
  ///
  /// - Parameters:
  ///   - utterance: What to say.
  ///   - task: The task, which writes actions and states.
  ///   - thought: What stands before the answer.
  ///   - right: The right answer.
  ///   - variation: Random bits; the lowest says which part is missing.
  ///   - text: Where the reply goes.
  ///   - mistake: The wrong answer of a number; from 1.
  @inline(__always)
  func render<Work: StepTask>(
    _ utterance: Utterance, of task: Work, thought: StaticString,
    right: Candidate<Work.Action, Work.State>, variation: UInt64, into text: inout [UInt8],
    mistake: (Int) -> Candidate<Work.Action, Work.State>
  ) {
    switch utterance {
    case .candidate(let number):
      let candidate = number == 0 ? right : mistake(number)
      text.append(thought)
      write(candidate, of: task, to: &text)
    case .missingField:
      text.append(thought)
      if variation & 1 == 0 {
        text.append(action)
        task.write(right.action, to: &text)
      } else {
        text.append(Self.nextState)
        task.write(right.next, to: &text)
      }
    case .truncated:
      text.append(thought)
      write(right, of: task, to: &text)
      // Without its last bracket, or within the last list.
      text.removeLast(variation & 1 == 0 ? 1 : 2)
    case .chatter:
      for _ in 0..<8 { text.append(doubt) }
    }
  }

  @inline(__always)
  private func write<Work: StepTask>(
    _ candidate: Candidate<Work.Action, Work.State>, of task: Work, to text: inout [UInt8]
  ) {
    text.append(action)
    task.write(candidate.action, to: &text)
    text.append(Self.nextState)
    task.write(candidate.next, to: &text)
  }
}
