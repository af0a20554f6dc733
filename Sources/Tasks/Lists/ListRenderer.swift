package import MAKERCore

/// Speaks about a task on lists for a simulated model, from the prompt alone.
package protocol ListRenderer: ReplyRenderer {
  /// What knows the right answers of the task.
  associatedtype Checker: StepChecker where Checker.Work: ListTask

  /// The task that is spoken about.
  var task: Checker.Work { get }
  /// Knows the right answers.
  var checker: Checker { get }
  /// The words of a reply.
  var voice: ListVoice { get }

  /// Wrong answers of the kinds that models make, all with a state of the task.
  ///
  /// - Parameters:
  ///   - right: The right answer.
  ///   - state: The current state.
  /// - Returns: Answers in any order, among which may be equal ones and the right one.
  func mistakes(
    near right: Candidate<[Int], [[Int]]>, in state: [[Int]]
  ) -> [Candidate<[Int], [[Int]]>]
}

/// The words of replies to a task on lists.
package struct ListVoice: Sendable {
  /// What stands before an answer; a line with its end.
  let thought: StaticString
  /// The words around its numbers.
  let words: ReplyWords
}

extension ListRenderer {
  /// Speaks about the lists that it reads from the prompt.
  ///
  /// - Throws: `ChannelFailure.refused` where the prompt is not of the task.
  package func render(
    _ utterance: Utterance, to prompt: Prompt, variation: UInt64, into text: inout [UInt8]
  ) throws(ChannelFailure) {
    guard let (state, previous) = read(prompt.step) else {
      throw ChannelFailure(.refused, "the prompt is not of \(task.name)")
    }
    let right = checker.answer(in: state, after: previous)
    voice.words.render(
      utterance, of: task, thought: voice.thought, right: right, variation: variation, into: &text
    ) { mistake($0, near: right, in: state) }
  }

  /// Reads the state and the previous action from a prompt; nil where they are not there.
  private func read(_ prompt: String) -> (state: [[Int]], previous: [Int]?)? {
    let text = prompt.utf8.span
    guard let places = task.form.frame.places(in: text),
      let state = task.state(text, at: places.state, isRepairing: false)
    else { return nil }
    guard let at = places.previous else { return (state, nil) }
    guard let previous = task.action(text, at: at) else { return nil }
    return (state, previous)
  }

  /// The wrong answer of a number, from 1; all are different.
  ///
  /// Which kind comes first depends on the step, so that over a task every kind occurs.
  private func mistake(
    _ number: Int, near right: Candidate<[Int], [[Int]]>, in state: [[Int]]
  ) -> Candidate<[Int], [[Int]]> {
    let kinds = mistakes(near: right, in: state)
    let step = right.next.reduce(into: right.action.reduce(0, &+)) { sum, list in
      sum = list.reduce(sum &* 31 &+ list.count, &+)
    }
    let first = kinds.isEmpty ? 0 : Int(step.magnitude % UInt(kinds.count))
    var found = [right]
    for mistake in kinds[first...] + kinds[..<first] where !found.contains(mistake) {
      found.append(mistake)
      if found.count > number { return mistake }
    }
    // Another action than the right one, as many as are asked for.
    var mistake = right
    while found.count <= number {
      mistake.action[mistake.action.count - 1] &+= 1
      if !found.contains(mistake) { found.append(mistake) }
    }
    return mistake
  }
}
