import MAKERCore
import RandomStreams
import Tasks
import Testing

@Suite struct LongMultiplicationTests {
  /// A factor of a number of digits.
  static func factor(_ digits: Int, using generator: inout WordStream) -> String {
    (0..<digits).map {
      String(Int.random(in: ($0 == 0 && digits > 1 ? 1 : 0)...9, using: &generator))
    }.joined()
  }

  /// The digits of the result at the end of a task, tens first.
  private static func product(_ state: [[Int]]) -> String {
    let digits = state[3].reversed().drop { $0 == 0 }.map(String.init).joined()
    return digits.isEmpty ? "0" : digits
  }

  @Test(arguments: 1...18)
  func everySizeGivesTheProduct(digits: Int) throws {
    var generator = WordStream(StreamKey(seed: 32).child(digits))
    for other in [1, 2, 7, 18] {
      let first = Self.factor(digits, using: &generator)
      let second = Self.factor(other, using: &generator)
      let probe = try Probes.multiplication(first, second)
      let end = probe.solve()
      let product = try #require(UInt128(first)) * #require(UInt128(second))
      #expect(Self.product(end.state) == "\(product)", "\(first) x \(second)")
      #expect(end.step == probe.task.steps)
      #expect(probe.task.steps == (digits + 1) * other)
      #expect(probe.checker.isSolved(end.state))
      #expect(probe.task.name == "multiplication-\(digits)x\(other)")
    }
  }

  @Test(arguments: [
    ("0", "0"), ("0", "7"), ("9", "0"), ("9", "9"), ("999", "99"), ("10", "100"), ("1", "1"),
  ])
  func zerosAndNinesGiveTheProduct(first: String, second: String) throws {
    let probe = try Probes.multiplication(first, second)
    let end = probe.solve()
    #expect(Self.product(end.state) == String(try #require(Int(first)) * #require(Int(second))))
    #expect(probe.checker.isSolved(end.state))
  }

  /// A hundred digits are past any whole number here; remainders by primes tell products apart.
  @Test func hundredDigitsGiveTheProduct() throws {
    var generator = WordStream(StreamKey(seed: 33))
    let factors = (0..<2).map { _ in Self.factor(100, using: &generator) }
    let probe = try Probes.multiplication(factors[0], factors[1])
    let end = probe.solve()
    #expect(end.step == 10_100)
    #expect(probe.checker.isSolved(end.state))
    for prime in [999_999_937, 2_147_483_647, 998_244_353] {
      func remainder(_ digits: some StringProtocol) -> Int {
        digits.utf8.reduce(0) { ($0 * 10 + Int($1) - 48) % prime }
      }
      #expect(
        remainder(Self.product(end.state)) == remainder(factors[0]) * remainder(factors[1]) % prime)
    }
  }

  @Test func aStepIsOneProductAndItsCarry() throws {
    let probe = try Probes.multiplication("47", "68")
    #expect(probe.task.text(probe.task.start) == "[[7, 4, 0], [8, 6], [0, 0, 0], [0, 0, 0, 0]]")
    var position = Position(startOf: probe.task)
    var actions: [[Int]] = []
    while position.step < probe.task.steps {
      let answer = probe.checker.answer(in: position.state, after: position.previous)
      actions.append(answer.action)
      probe.task.advance(&position, by: answer)
    }
    // 8 x 7 = 56, 8 x 4 + 5 = 37, 3; 6 x 7 + 7 = 49, 6 x 4 + 3 + 4 = 31, 3.
    #expect(actions == [[6, 0], [7, 1], [3, 2], [9, 1], [1, 2], [3, 3]])
    #expect(probe.task.text(position.state) == "[[7, 4, 0], [8, 6], [0, 2, 0], [6, 9, 1, 3]]")
  }

  @Test(arguments: [("0", "0"), ("7", "8"), ("12", "9"), ("99", "99"), ("90909", "777")])
  func repliesAreReadAsTheyAreMeant(first: String, second: String) throws {
    var generator = WordStream(StreamKey(seed: 34).child(first.count * 10 + second.count))
    let probe = try Probes.multiplication(first, second)
    try probe.wander(steps: 60, using: &generator)
    for _ in 0..<100 {
      var state = probe.task.start
      let row = Int.random(in: 0...second.count, using: &generator)
      let column =
        row == second.count ? 0 : Int.random(in: 0...first.count, using: &generator)
      state[2] = [column, row, Int.random(in: 0...9, using: &generator)]
      state[3] = state[3].map { _ in Int.random(in: 0...9, using: &generator) }
      let position = Position<LongMultiplication>(step: 3, previous: [.min, .max], state: state)
      try probe.wander(steps: 2, from: position, using: &generator)
    }
  }

  @Test func afterTheLastRowNothingIsLeft() throws {
    let probe = try Probes.multiplication("4", "6")
    let end = Candidate(action: [0, 0], next: [[4, 0], [6], [0, 1, 7], [9, 9]])
    #expect(probe.checker.answer(in: end.next, after: [9, 1]) == end)
    #expect(probe.task.isLegal(end, in: end.next))
    #expect(!probe.task.isLegal(Candidate(action: [9, 1], next: end.next), in: end.next))
    #expect(!probe.checker.isSolved(end.next))
  }

  @Test func refusesStatesOfOtherTasksAndSizes() throws {
    let task = try LongMultiplication("47", times: "68")
    #expect(task.state(from: "[[7, 4, 0], [8, 6], [2, 1, 9], [9, 9, 9, 9]]") != nil)
    #expect(task.state(from: "[[7, 4, 0], [8, 6], [0, 2, 9], [9, 9, 9, 9]]") != nil)
    for text in [
      "[[7, 4], [8, 6], [2, 1, 9], [9, 9, 9, 9]]", "[[7, 4, 0], [8, 7], [2, 1, 9], [9, 9, 9, 9]]",
      "[[7, 4, 0], [8, 6], [3, 1, 9], [9, 9, 9, 9]]",
      "[[7, 4, 0], [8, 6], [-1, 1, 9], [9, 9, 9, 9]]",
      "[[7, 4, 0], [8, 6], [1, 2, 9], [9, 9, 9, 9]]",
      "[[7, 4, 0], [8, 6], [0, 3, 9], [9, 9, 9, 9]]",
      "[[7, 4, 0], [8, 6], [0, -1, 9], [9, 9, 9, 9]]",
      "[[7, 4, 0], [8, 6], [2, 1, 10], [9, 9, 9, 9]]",
      "[[7, 4, 0], [8, 6], [2, 1, -1], [9, 9, 9, 9]]",
      "[[7, 4, 0], [8, 6], [2, 1], [9, 9, 9, 9]]",
      "[[7, 4, 0], [8, 6], [2, 1, 9], [9, 9, 9]]",
      "[[7, 4, 0], [8, 6], [2, 1, 9], [9, 9, 9, 10]]",
      "[[7, 4, 0], [8, 6], [2, 1, 9], [9, 9, 9, -1]]", "[[3, 2], [1], []]", "",
    ] {
      #expect(task.state(from: text) == nil, "\(text)")
    }
  }

  @Test func legalityIsADigitAtItsPlace() throws {
    let task = try LongMultiplication("47", times: "68")
    func isLegal(_ action: [Int], _ next: String) throws -> Bool {
      task.isLegal(
        Candidate(action: action, next: try #require(task.state(from: next))), in: task.start)
    }
    #expect(try isLegal([6, 0], "[[7, 4, 0], [8, 6], [1, 0, 5], [6, 0, 0, 0]]"))
    #expect(try isLegal([1, 0], "[[7, 4, 0], [8, 6], [1, 0, 9], [1, 0, 0, 0]]"))
    #expect(try !isLegal([6, 0], "[[7, 4, 0], [8, 6], [1, 0, 5], [7, 0, 0, 0]]"))
    #expect(try !isLegal([6, 1], "[[7, 4, 0], [8, 6], [1, 0, 5], [0, 6, 0, 0]]"))
    #expect(try !isLegal([6, 0], "[[7, 4, 0], [8, 6], [2, 0, 5], [6, 0, 0, 0]]"))
    #expect(try !isLegal([.max, .min], "[[7, 4, 0], [8, 6], [1, 0, 5], [6, 0, 0, 0]]"))
  }

  @Test(arguments: [
    "", "01", "00", "-1", "+1", "1a", "1 ", "٣", "1\n2", String(repeating: "9", count: 101),
  ])
  func refusesFactors(text: String) {
    for pair in [(text, "7"), ("7", text)] {
      #expect(throws: TaskError.badFactor(text, digits: 1...100)) {
        try LongMultiplication(pair.0, times: pair.1)
      }
    }
    let line = TaskError.badFactor(text, digits: 1...100).description
    #expect(!line.contains("\n") && line.count < 120, "\(line)")
  }

  @Test func promptsOfAllNumbersGiveTheSameInstructions() throws {
    let one = try LongMultiplication("47", times: "68")
    let other = try LongMultiplication("123", times: "4")
    #expect(
      one.prompt(for: one.start, after: nil).instructions
        == other.prompt(for: other.start, after: nil).instructions)
  }
}
