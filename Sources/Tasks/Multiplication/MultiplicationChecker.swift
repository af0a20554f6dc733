package import MAKERCore

/// Knows the right digit and carry of every step of a long multiplication.
package struct MultiplicationChecker: StepChecker {
  /// The task whose digits it knows.
  package typealias Work = LongMultiplication

  private let goal: [[Int]]

  /// Makes the checker of a task.
  package init(_ task: LongMultiplication) {
    var end = MultiplicationState(
      first: task.first, second: task.second, result: Self.product(task.first, task.second))
    end.row = task.second.count
    goal = end.lists
  }

  /// The right answer, also where wrong votes left wrong digits or another position.
  package func answer(
    in state: [[Int]], after previous: [Int]?
  ) -> Candidate<[Int], [[Int]]> {
    let board = MultiplicationState(state)
    guard !board.isDone else { return Candidate(action: [0, 0], next: state) }
    let total = board.total
    return Candidate(
      action: [total % 10, board.place],
      next: board.writing(total % 10, at: board.place, carry: total / 10).lists)
  }

  /// Whether the result is the product and every row is done.
  package func isSolved(_ state: [[Int]]) -> Bool { state == goal }

  /// Digits of a product, ones first: all products of a place are summed before anything is carried.
  private static func product(_ first: [Int], _ second: [Int]) -> [Int] {
    var digits = Array(repeating: 0, count: first.count + second.count - 1)
    for (row, digit) in second.enumerated() {
      for (column, other) in first.enumerated() { digits[column + row] += digit * other }
    }
    var carry = 0
    for place in digits.indices {
      carry += digits[place]
      digits[place] = carry % 10
      carry /= 10
    }
    return digits
  }
}
