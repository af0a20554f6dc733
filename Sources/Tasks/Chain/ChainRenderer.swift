package import MAKERCore

/// Speaks about a chain for a simulated model: every other answer is a mistake.
package struct ChainRenderer: ListRenderer {
  /// The chain that is spoken about.
  package let task: SyntheticChain
  /// Knows the sums.
  package let checker: ChainChecker
  /// The words around an answer.
  package let voice = ListVoice(
    thought: "One sum and its remainder.\n",
    words: ReplyWords(
      action: "answer = ", doubt: "Wait, let me add once more before I take the remainder. "))

  /// Makes the renderer of a task.
  package init(_ task: SyntheticChain) {
    self.task = task
    checker = ChainChecker(task)
  }

  /// All other answers, and the right one with a state that did not move on.
  package func mistakes(
    near right: Candidate<[Int], [[Int]]>, in state: [[Int]]
  ) -> [Candidate<[Int], [[Int]]>] {
    let others = (1..<task.answers).map { shift in
      let answer = (right.action[0] + shift) % task.answers
      return Candidate(action: [answer], next: task.following(state, answer: answer))
    }
    // The right answer, and the old state again.
    return others + [Candidate(action: right.action, next: state)]
  }
}
