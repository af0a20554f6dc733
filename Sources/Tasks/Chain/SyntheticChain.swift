package import MAKERCore

/// Steps of no meaning, as many and with as many answers as wanted.
///
/// The answer of step i is (i + the answer before) mod a.  Tasks of any length have the same memory.
package struct SyntheticChain: ListTask {
  /// Steps s; count, 1 to 2^60.
  package let steps: Int
  /// Answers a of a step, 0 to a − 1; count, 2 to 26.
  package let answers: Int
  /// One number an answer, two a state: step and last answer.
  package let form: ListForm

  /// Numbers of steps that a chain can have.
  package static let stepsAllowed = 1...(1 << 60)
  /// Numbers of answers that a step can have.
  package static let answersAllowed = 2...26

  /// Makes the task.
  ///
  /// - Parameters:
  ///   - steps: Steps s; count, 1 to 2^60.
  ///   - answers: Answers a of a step; count, 2 to 26.
  /// - Throws: `TaskError.outOfRange`.
  package init(steps: Int, answers: Int) throws(TaskError) {
    guard Self.stepsAllowed.contains(steps) else {
      throw .outOfRange(quantity: "steps", value: steps, allowed: Self.stepsAllowed)
    }
    guard Self.answersAllowed.contains(answers) else {
      throw .outOfRange(quantity: "answers", value: answers, allowed: Self.answersAllowed)
    }
    self.steps = steps
    self.answers = answers
    form = ListForm(
      grammar: ReplyGrammar(action: "answer", lists: 1),
      frame: PromptFrame(previous: "Previous answer: "),
      instructions: Self.instructions(steps, answers), actionNumbers: 1, stateNumbers: 2)
  }

  /// Name by steps and answers, such as `chain-1000x4`.
  package var name: String { "chain-\(steps)x\(answers)" }

  /// Before step 0, with the answer 0.
  package var start: [[Int]] { [[0, 0]] }

  /// Whether a list holds a step of the chain and an answer, both in their range.
  package func isState(_ state: [[Int]]) -> Bool {
    let numbers = state[0]
    return numbers.count == 2 && numbers[0] >= 0 && numbers[0] <= steps && numbers[1] >= 0
      && numbers[1] < answers
  }

  /// Whether an answer is in its range and the state follows from it.
  package func isLegal(_ candidate: Candidate<[Int], [[Int]]>, in state: [[Int]]) -> Bool {
    guard let answer = candidate.action.first, answer >= 0, answer < answers else { return false }
    return candidate.next == following(state, answer: answer)
  }

  /// The state that an answer leads to; the last step stays where it is.
  func following(_ state: [[Int]], answer: Int) -> [[Int]] {
    [[min(state[0][0] + 1, steps), answer]]
  }

  private static func instructions(_ steps: Int, _ answers: Int) -> String {
    """
    A chain has \(steps) steps, numbered from 0. Each has one answer, a whole number from 0 to \
    \(answers - 1).

    A state is written as [[step, value]]: the number of the step to do and the answer of the step \
    before it.

    Do one step, in this way:
    - The answer is the remainder of step + value after division by \(answers).
    - The next state holds step + 1 and the answer.
    - If the step is \(steps) there is nothing left to do: the answer is the value, and the state \
    stays as it is.

    Think briefly. Then end with these two lines and nothing after them:
    answer = [answer]
    next_state = [[step, value]]
    """
  }
}
