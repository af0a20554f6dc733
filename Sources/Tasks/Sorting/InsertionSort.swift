package import MAKERCore

/// Sorts whole numbers by insertion, one of them a step.
///
/// A state is `[[numbers in order], [numbers to come]]`, an action `[number, index]`.
package struct InsertionSort: ListTask {
  /// The numbers as they are given; 1 to 1,000 of them.
  package let numbers: [Int]
  /// Two numbers an action, two lists a state.
  package let form: ListForm
  private let sorted: [Int]

  /// How many numbers there can be.
  package static let counts = 1...1000

  /// Makes the task.
  ///
  /// - Parameter numbers: Whole numbers, of which some may be equal; 1 to 1,000 of them.
  /// - Throws: `TaskError.outOfRange`.
  package init(_ numbers: [Int]) throws(TaskError) {
    guard Self.counts.contains(numbers.count) else {
      throw .outOfRange(quantity: "numbers to sort", value: numbers.count, allowed: Self.counts)
    }
    self.numbers = numbers
    sorted = numbers.sorted()
    form = ListForm(
      grammar: ReplyGrammar(action: "insert", lists: 2),
      frame: PromptFrame(previous: "Previous insertion: "),
      instructions: Self.instructions(numbers.count), actionNumbers: 2,
      stateNumbers: numbers.count)
  }

  /// Name by how many numbers there are, such as `sort-20`.
  package var name: String { "sort-\(numbers.count)" }

  /// Numbers to insert; count.
  package var steps: Int { numbers.count }

  /// No number in order, all to come.
  package var start: [[Int]] { [[], numbers] }

  /// Whether the two lists together hold the numbers of the task, in whatever order.
  package func isState(_ state: [[Int]]) -> Bool { (state[0] + state[1]).sorted() == sorted }

  /// Whether the first number to come goes to a place that is there, and the state says just that.
  package func isLegal(_ candidate: Candidate<[Int], [[Int]]>, in state: [[Int]]) -> Bool {
    guard let first = state[1].first else {
      return candidate == Candidate(action: [0, 0], next: state)
    }
    let index = candidate.action[1]
    return candidate.action[0] == first && (0...state[0].count).contains(index)
      && candidate.next == Self.inserting(0, at: index, in: state)
  }

  /// The state with one of the numbers to come inserted among those in order.
  ///
  /// - Parameters:
  ///   - taken: Which of the numbers to come; index.
  ///   - index: Where it goes; 0 to the count of the numbers in order.
  ///   - state: A state with numbers to come.
  /// - Returns: The state after it.
  static func inserting(_ taken: Int, at index: Int, in state: [[Int]]) -> [[Int]] {
    var next = state
    next[0].insert(next[1].remove(at: taken), at: index)
    return next
  }

  private static func instructions(_ count: Int) -> String {
    """
    \(count) whole numbers are sorted, the smallest first, by inserting one after another.

    A state is written as two lists: the numbers in order, and the numbers to come. An insertion is \
    written as [number, index]; the first place of a list has the index 0.

    Do one insertion, found in this way:
    - The number is the first of the numbers to come. Take it away from them.
    - The index is the place of the first number in order that is greater than it. If none is \
    greater, it is the end of the list, and the index is how many numbers are in order.
    - Insert the number there; those from there on move up by one.
    - If no numbers are to come, the insertion is [0, 0], and the state stays as it is.

    Think briefly. Then end with these two lines and nothing after them:
    insert = [number, index]
    next_state = [[numbers in order], [numbers to come]]
    """
  }
}
