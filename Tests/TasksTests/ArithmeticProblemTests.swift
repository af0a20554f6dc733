import MAKERCore
import RandomStreams
import Tasks
import Testing

@Suite struct ArithmeticProblemTests {
  @Test(
    arguments: [
      ("12 × 34", .product(12, 34)), ("0 × 5", .product(0, 5)),
      ("Multiply the following numbers:\n67890 × 12345", .product(67890, 12345)),
      (
        "Solve C(P1, P2) with C=[P1 × 10^2 + P2], P1=[408], P2=[7]",
        .sum(first: 408, shift: 2, second: 7)
      ),
    ] as [(String, ArithmeticProblem)])
  func reads(text: String, problem: ArithmeticProblem) {
    #expect(ArithmeticProblem(text) == problem)
  }

  @Test(
    arguments: [
      "", "12", "12 × ", " × 12", "12 x 34", "012 × 3", "1 × 2 × 3", "12 × 34 ", "-1 × 2",
      "1 × 1234567890123456789", "Multiply the following numbers:\n",
      "Solve C(P1, P2) with C=[P1 × 10^2 + P2], P1=[408]",
      "Solve C(P1, P2) with C=[P1 + P2], P1=[4], P2=[7]",
      "Solve C(P1, P2) with C=[P1 × 10^19 + P2], P1=[4], P2=[7]",
      "Solve C(P1, P2) with C=[P1 × 10^2 + P2], P1=[x], P2=[7]",
    ])
  func refusesWhatIsNone(text: String) {
    #expect(ArithmeticProblem(text) == nil)
  }

  @Test func answersPastSixtyFourBitsAreNone() {
    #expect(ArithmeticProblem.product(4_000_000_000, 4_000_000_000).answer == nil)
    #expect(
      ArithmeticProblem.product(3_000_000_000, 3_000_000_000).answer == 9
        * 1_000_000_000_000_000_000)
    #expect(ArithmeticProblem.sum(first: 10, shift: 18, second: 0).answer == nil)
    #expect(
      ArithmeticProblem.sum(first: 9, shift: 18, second: 999).answer == 9_000_000_000_000_000_999)
  }

  /// Splitting until nothing is left to split, and combining again, multiplies.
  @Test func splitsMultiplyRight() throws {
    func solve(_ problem: ArithmeticProblem, leaves: inout Int) throws -> Int {
      let text = try #require(ArithmeticProblem(problem.text))
      #expect(text == problem)
      guard let split = problem.split else {
        guard case .product(0...9, 0...9) = problem else {
          Issue.record("\(problem) is left whole")
          return 0
        }
        leaves += 1
        return try #require(problem.answer)
      }
      #expect(ArithmeticJudge().isRight(split, of: problem.text) == true, "\(problem)")
      let first = try solve(#require(ArithmeticProblem(split.first)), leaves: &leaves)
      let second = try solve(#require(ArithmeticProblem(split.second)), leaves: &leaves)
      let combined = RecursivePrompts.combine(split.combination, "\(first)", "\(second)")
      return try #require(ArithmeticProblem(combined)?.answer)
    }
    var words = WordStream(StreamKey(seed: 12))
    for _ in 0..<500 {
      let first = Int.random(in: 0..<100_000_000, using: &words) >> Int(words.next() % 27)
      let second = Int.random(in: 0..<100_000_000, using: &words) >> Int(words.next() % 27)
      var leaves = 0
      #expect(
        try solve(.product(first, second), leaves: &leaves) == first * second,
        "\(first) × \(second)")
      let digits = [first, second].map(ArithmeticProblem.digits)
      // Leading zeros of a lower half are not written, so there may be fewer products of digits.
      #expect(leaves >= 1 && leaves <= digits[0] * digits[1], "\(first) × \(second)")
    }
  }

  @Test func judgeKnowsRightFromWrong() throws {
    let judge = ArithmeticJudge()
    let right = Decomposition(first: "1 × 34", second: "2 × 34", combination: "P1 × 10^1 + P2")
    #expect(judge.isRight(right, of: "12 × 34") == true)
    var wrong = right
    wrong.combination = "P1 × 10^0 + P2"
    #expect(judge.isRight(wrong, of: "12 × 34") == false)
    wrong = right
    wrong.second = "3 × 34"
    #expect(judge.isRight(wrong, of: "12 × 34") == false)
    wrong.second = "two"
    #expect(judge.isRight(wrong, of: "12 × 34") == false)
    #expect(judge.isRight(right, of: "twelve times") == nil)
    #expect(judge.isRight("408", to: "12 × 34") == true)
    for answer in ["407", "0408", "", "408."] {
      #expect(judge.isRight(answer, to: "12 × 34") == false)
    }
    #expect(judge.isRight("1", to: "what?") == nil)
  }
}
