package import MAKERCore

/// Knows the right place of every number that is inserted.
package struct InsertionChecker: StepChecker {
  /// The task whose places it knows.
  package typealias Work = InsertionSort

  private let goal: [[Int]]

  /// Makes the checker of a task.
  package init(_ task: InsertionSort) {
    goal = [task.numbers.sorted(), []]
  }

  /// The right answer, also where wrong votes left the numbers out of order.
  package func answer(
    in state: [[Int]], after previous: [Int]?
  ) -> Candidate<[Int], [[Int]]> {
    guard let number = state[1].first else { return Candidate(action: [0, 0], next: state) }
    let index = state[0].firstIndex { $0 > number } ?? state[0].count
    return Candidate(
      action: [number, index], next: InsertionSort.inserting(0, at: index, in: state))
  }

  /// Whether all numbers are in order and none is to come.
  package func isSolved(_ state: [[Int]]) -> Bool { state == goal }
}
