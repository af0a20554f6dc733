package import MAKERCore

/// Knows the right answer of every step of a chain.
package struct ChainChecker: StepChecker {
  /// The task whose sums it knows.
  package typealias Work = SyntheticChain

  private let task: SyntheticChain

  /// Makes the checker of a task.
  package init(_ task: SyntheticChain) {
    self.task = task
  }

  /// The sum of step and last answer, modulo the answers; past the end the last answer again.
  package func answer(
    in state: [[Int]], after previous: [Int]?
  ) -> Candidate<[Int], [[Int]]> {
    let (step, value) = (state[0][0], state[0][1])
    let answer = step == task.steps ? value : (step + value) % task.answers
    return Candidate(action: [answer], next: task.following(state, answer: answer))
  }

  /// Whether the chain is at its end with the right value, the sum of all steps modulo the answers.
  package func isSolved(_ state: [[Int]]) -> Bool {
    // s (s − 1) / 2, of which the even factor is halved first.
    let even = task.steps % 2 == 0 ? task.steps : task.steps - 1
    let odd = task.steps % 2 == 0 ? task.steps - 1 : task.steps
    let sum = (even / 2 % task.answers) * (odd % task.answers) % task.answers
    return state == [[task.steps, sum]]
  }
}
