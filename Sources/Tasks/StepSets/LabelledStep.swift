package import MAKERCore

/// One step of a task by itself: where the task stands, and what would be right there.
package struct LabelledStep<Work: StepTask>: Sendable {
  /// Where the task stands, by right votes alone; its step is the index within the task.
  package let position: Position<Work>
  /// What a user calls the step: the id of a question, else its index.
  package let name: String
  /// The right answer; nil where it is not known.
  package let answer: Candidate<Work.Action, Work.State>?

  /// Makes a step of its parts.
  package init(
    position: Position<Work>, name: String, answer: Candidate<Work.Action, Work.State>?
  ) {
    self.position = position
    self.name = name
    self.answer = answer
  }

  /// Whether an answer is right; nil where nobody knows.
  package func isRight(_ candidate: Candidate<Work.Action, Work.State>) -> Bool? {
    answer.map { $0 == candidate }
  }
}

/// A task that says where right votes lead to without taking the steps before.
package protocol IndexedTask: StepTask {
  /// Where the task stands after a number of steps.
  ///
  /// - Parameter step: Steps taken; count, 0 to `steps`.
  /// - Returns: The position.
  func position(atStep step: Int) -> Position<Self>

  /// What a user calls a step.
  func name(ofStep step: Int) -> String
}

extension IndexedTask {
  /// Its index.
  package func name(ofStep step: Int) -> String { "\(step)" }
}

extension TowersOfHanoi: IndexedTask {}
extension MicroHanoi: IndexedTask {}

extension PromptTask: IndexedTask {
  /// The question of that index; there is no previous action.
  package func position(atStep step: Int) -> Position<PromptTask> {
    Position(step: step, previous: nil, state: step)
  }

  /// The id that the user's file gives.
  package func name(ofStep step: Int) -> String { lines[step].id }
}
