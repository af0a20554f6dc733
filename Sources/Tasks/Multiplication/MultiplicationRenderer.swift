package import MAKERCore

/// Speaks about a long multiplication for a simulated model: mistakes are wrong sums and places.
package struct MultiplicationRenderer: ListRenderer {
  /// The multiplication that is spoken about.
  package let task: LongMultiplication
  /// Knows digits and carries.
  package let checker: MultiplicationChecker
  /// The words around what is written.
  package let voice = ListVoice(
    thought: "One product, and what is carried.\n",
    words: ReplyWords(
      action: "write = ", doubt: "Wait, let me multiply these two digits once more. "))

  /// Makes the renderer of a task.
  package init(_ task: LongMultiplication) {
    self.task = task
    checker = MultiplicationChecker(task)
  }

  /// Sums without the carry or the digit that stands there, of a neighbour, or off by one or ten.
  package func mistakes(
    near right: Candidate<[Int], [[Int]]>, in state: [[Int]]
  ) -> [Candidate<[Int], [[Int]]>] {
    let board = MultiplicationState(state)
    guard !board.isDone else { return [] }
    let total = board.total
    // The carry forgotten, the digit of the result forgotten, the next product of the table, a sum
    // off by one; the last few of them for other wrong sums.
    let sums = [
      total - board.carry, total - board.result[board.place], total + board.first[board.column],
      total + board.second[board.row], total + 1, total - 1, total + 10, total - 10,
    ]
    var found = sums.filter((0...99).contains).map { sum in
      Candidate(
        action: [sum % 10, board.place],
        next: board.writing(sum % 10, at: board.place, carry: sum / 10).lists)
    }
    let (digit, carry) = (total % 10, total / 10)
    // One place too far.
    if board.place + 1 < board.result.count {
      found.append(
        Candidate(
          action: [digit, board.place + 1],
          next: board.writing(digit, at: board.place + 1, carry: carry).lists))
    }
    // The right digit, and no carry kept, or the old state again.
    found.append(
      Candidate(
        action: right.action, next: board.writing(digit, at: board.place, carry: 0).lists))
    found.append(Candidate(action: right.action, next: state))
    return found
  }
}
