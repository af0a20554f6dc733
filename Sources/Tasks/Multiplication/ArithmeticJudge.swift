package import MAKERCore

/// Knows the answers of products and shifted sums, and whether a split keeps the answer.
package struct ArithmeticJudge: RecursiveJudge {
  /// Makes a judge.
  package init() {}

  /// Whether both parts and their combination give the answer, by long arithmetic; nil for no arithmetic.
  package func isRight(_ decomposition: Decomposition, of problem: String) -> Bool? {
    guard let answer = ArithmeticProblem(problem)?.answer else { return nil }
    let combination = decomposition.combination.utf8.span
    guard let shift = ArithmeticCombination.shift(combination, 0..<combination.count),
      let first = ArithmeticProblem(decomposition.first)?.answer,
      let second = ArithmeticProblem(decomposition.second)?.answer
    else { return false }
    return ArithmeticProblem.sum(first: first, shift: shift, second: second).answer == answer
  }

  /// Whether an answer is the product or sum, by long arithmetic; nil for no arithmetic.
  package func isRight(_ answer: String, to problem: String) -> Bool? {
    guard let right = ArithmeticProblem(problem)?.answer else { return nil }
    let text = answer.utf8.span
    return text.decimal(0..<text.count) == right
  }
}
