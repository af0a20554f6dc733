package import MAKERCore

/// Steps of a task to be asked about independently, each in its true state.
package enum StepSet {
  /// Most steps of a task that is walked through to reach some of them; count.
  package static let mostWalked = 1_000_000

  /// Chooses steps, all different.
  ///
  /// - Parameters:
  ///   - count: How many; all where there are not so many.
  ///   - steps: Steps of the task; count, at least 1.
  ///   - generator: Where the choice comes from.
  /// - Returns: Their indices in rising order, every choice as likely as any other.
  /// - Complexity: O(count), whatever the number of steps.
  package static func indices(
    _ count: Int, of steps: Int, using generator: inout some RandomNumberGenerator
  ) -> [Int] {
    guard count < steps else { return Array(0..<steps) }
    // Floyd's algorithm: each round adds one index that is not there yet.
    var chosen: Set<Int> = []
    for last in steps - count..<steps {
      let index = Int.random(in: 0...last, using: &generator)
      chosen.insert(chosen.contains(index) ? last : index)
    }
    return chosen.sorted()
  }

  /// Makes steps of a task that says where each stands.
  ///
  /// - Parameters:
  ///   - indices: Their indices; each 0 to below the steps of the task.
  ///   - task: The task.
  ///   - checker: Knows the right answers.
  /// - Returns: The steps in the order of the indices.
  package static func steps<Checker: StepChecker>(
    _ indices: [Int], of task: Checker.Work, _ checker: Checker
  ) -> [LabelledStep<Checker.Work>] where Checker.Work: IndexedTask {
    indices.map { index in
      let position = task.position(atStep: index)
      return LabelledStep(
        position: position, name: task.name(ofStep: index), answer: answer(checker, position))
    }
  }

  /// Makes steps of a task by solving it as far as the last of them.
  ///
  /// - Parameters:
  ///   - indices: Their indices in rising order; each below the steps of the task and `mostWalked`.
  ///   - task: The task.
  ///   - checker: Knows the right answers.
  /// - Returns: The steps in the order of the indices.
  package static func walked<Checker: StepChecker>(
    _ indices: [Int], of task: Checker.Work, _ checker: Checker
  ) -> [LabelledStep<Checker.Work>] {
    var position = Position(startOf: task)
    return indices.map { index in
      while position.step < index {
        task.advance(
          &position, by: checker.answer(in: position.state, after: position.previous))
      }
      return LabelledStep(
        position: position, name: "\(index)", answer: answer(checker, position))
    }
  }

  private static func answer<Checker: StepChecker>(
    _ checker: Checker, _ position: Position<Checker.Work>
  ) -> Candidate<Checker.Work.Action, Checker.Work.State>? {
    checker.knows(position.state)
      ? checker.answer(in: position.state, after: position.previous) : nil
  }
}
