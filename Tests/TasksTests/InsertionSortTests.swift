import MAKERCore
import RandomStreams
import Tasks
import Testing

@Suite struct InsertionSortTests {
  /// Numbers of which many are equal, or none.
  static func numbers(_ count: Int, in range: ClosedRange<Int>, seed: Int) -> [Int] {
    var generator = WordStream(StreamKey(seed: seed).child(count))
    return (0..<count).map { _ in Int.random(in: range, using: &generator) }
  }

  @Test(arguments: [1, 2, 3, 5, 10, 33, 100, 250], [0...3, -50...50, Int.min...Int.max])
  func everySizeEndsSorted(count: Int, range: ClosedRange<Int>) throws {
    let numbers = Self.numbers(count, in: range, seed: 35)
    let probe = try Probes.sort(numbers)
    let end = probe.solve()
    #expect(end.step == count)
    #expect(end.state == [numbers.sorted(), []])
    #expect(probe.checker.isSolved(end.state))
    #expect(probe.task.name == "sort-\(count)")
    #expect(!probe.checker.isSolved(probe.task.start))
  }

  @Test func aStepInsertsTheFirstNumberAfterItsEquals() throws {
    let probe = try Probes.sort([5, -2, 5, 3])
    var position = Position(startOf: probe.task)
    var states: [String] = []
    while position.step < probe.task.steps {
      let answer = probe.checker.answer(in: position.state, after: position.previous)
      states.append(probe.text(answer))
      probe.task.advance(&position, by: answer)
    }
    #expect(
      states == [
        "[5, 0] [[5], [-2, 5, 3]]", "[-2, 0] [[-2, 5], [5, 3]]", "[5, 2] [[-2, 5, 5], [3]]",
        "[3, 1] [[-2, 3, 5, 5], []]",
      ])
  }

  @Test(arguments: [1, 2, 3, 7, 20], [0...2, Int.min...Int.max])
  func repliesAreReadAsTheyAreMeant(count: Int, range: ClosedRange<Int>) throws {
    var generator = WordStream(StreamKey(seed: 36).child(count))
    let numbers = Self.numbers(count, in: range, seed: 36)
    let probe = try Probes.sort(numbers)
    try probe.wander(steps: 40, using: &generator)
    for _ in 0..<60 {
      let shuffled = numbers.shuffled(using: &generator)
      let split = Int.random(in: 0...count, using: &generator)
      let position = Position<InsertionSort>(
        step: 3, previous: [.min, .max],
        state: [Array(shuffled[..<split]), Array(shuffled[split...])])
      try probe.wander(steps: 2, from: position, using: &generator)
    }
  }

  @Test func afterTheLastNumberNothingIsLeft() throws {
    let probe = try Probes.sort([3, 1])
    let end = Candidate(action: [0, 0], next: [[3, 1], []])
    #expect(probe.checker.answer(in: end.next, after: [3, 0]) == end)
    #expect(probe.task.isLegal(end, in: end.next))
    #expect(!probe.task.isLegal(Candidate(action: [0, 1], next: end.next), in: end.next))
    #expect(!probe.checker.isSolved(end.next))
  }

  @Test func refusesStatesOfOtherTasksAndSizes() throws {
    let task = try InsertionSort([3, 1, 1])
    for text in ["[[], [3, 1, 1]]", "[[1, 3, 1], []]", "[[1], [1, 3]]"] {
      #expect(task.state(from: text) != nil, "\(text)")
    }
    for text in [
      "[[3, 1], []]", "[[3, 1, 1, 1], []]", "[[3, 3, 1], []]", "[[3, 1, 1]]", "[[3], [1], [1]]",
      "[[3], [1, 1]] ", "[[3],[1,1]]", "[[3], [1, \(Int.max)]]", "[[3], [1, 1]", "",
    ] {
      #expect(task.state(from: text) == nil, "\(text)")
    }
    #expect(task.action(from: "[1, -2]") == [1, -2])
    for text in ["[1]", "[1, 2, 3]", "[]", "1, 2", "[1, 2] "] {
      #expect(task.action(from: text) == nil, "\(text)")
    }
  }

  @Test func legalityIsAnyPlaceForTheFirstNumber() throws {
    let task = try InsertionSort([3, 1, 2])
    let state = [[3], [1, 2]]
    func isLegal(_ action: [Int], _ next: [[Int]]) -> Bool {
      task.isLegal(Candidate(action: action, next: next), in: state)
    }
    #expect(isLegal([1, 0], [[1, 3], [2]]))
    #expect(isLegal([1, 1], [[3, 1], [2]]))
    #expect(!isLegal([1, 1], [[1, 3], [2]]))
    #expect(!isLegal([2, 0], [[2, 3], [1]]))
    #expect(!isLegal([1, 2], [[3, 1], [2]]))
    #expect(!isLegal([1, -1], [[1, 3], [2]]))
    #expect(!isLegal([1, .max], [[1, 3], [2]]))
    #expect(
      task.isLegal(Candidate(action: [0, 0], next: [[3, 1, 2], []]), in: [[3, 1, 2], []]))
  }

  @Test(arguments: [0, 1001])
  func refusesCounts(count: Int) {
    #expect(
      throws: TaskError.outOfRange(quantity: "numbers to sort", value: count, allowed: 1...1000)
    ) {
      try InsertionSort(Array(repeating: 1, count: count))
    }
    #expect(
      TaskError.outOfRange(quantity: "numbers to sort", value: count, allowed: 1...1000).description
        == "numbers to sort = \(count) is outside its range: 1 to 1000")
  }

  @Test func promptsOfAllNumbersGiveTheSameInstructions() throws {
    let one = try InsertionSort([1, 2])
    let other = try InsertionSort([9, 8])
    #expect(
      one.prompt(for: one.start, after: nil).instructions
        == other.prompt(for: other.start, after: nil).instructions)
  }
}
