package import MAKERCore

/// Speaks about sorting for a simulated model: mistakes are wrong places and wrong numbers.
package struct InsertionRenderer: ListRenderer {
  /// The sorting that is spoken about.
  package let task: InsertionSort
  /// Knows the places.
  package let checker: InsertionChecker
  /// The words around a number and its place.
  package let voice = ListVoice(
    thought: "The first number to come goes before the first greater one.\n",
    words: ReplyWords(
      action: "insert = ", doubt: "Wait, let me compare it with its neighbours once more. "))

  /// Makes the renderer of a task.
  package init(_ task: InsertionSort) {
    self.task = task
    checker = InsertionChecker(task)
  }

  /// A place too far on either side or at an end, and states that do not fit the action.
  package func mistakes(
    near right: Candidate<[Int], [[Int]]>, in state: [[Int]]
  ) -> [Candidate<[Int], [[Int]]>] {
    guard let number = state[1].first else { return [] }
    let index = right.action[1]
    var found: [Candidate<[Int], [[Int]]>] = []
    // One place too far on either side, and at the two ends.
    for other in [index + 1, index - 1, state[0].count, 0]
    where (0...state[0].count).contains(other) {
      let next = InsertionSort.inserting(0, at: other, in: state)
      found.append(Candidate(action: [number, other], next: next))
      // The right action, and the number somewhere else.
      found.append(Candidate(action: right.action, next: next))
    }
    // The last of the numbers to come.
    let last = state[1].count - 1
    found.append(
      Candidate(
        action: [state[1][last], index],
        next: InsertionSort.inserting(last, at: index, in: state)))
    // The right action, and the old state again.
    found.append(Candidate(action: right.action, next: state))
    return found
  }
}
