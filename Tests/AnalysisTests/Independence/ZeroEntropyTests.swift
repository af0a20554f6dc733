import Analysis
import Testing

/// Against counting all ways to spread unusual replies over draws.
struct ZeroEntropyTests {
  @Test(arguments: [[2, 2, 2], [2, 3, 4], [3, 3, 3, 2], [5], [2, 2, 3, 1]])
  func theShareIsThatOfAllWays(sizes: [Int]) {
    let all = sizes.reduce(0, +)
    for unusual in 0...all {
      var ways = 0
      var pure = 0
      for chosen in 0..<(1 << all) where chosen.nonzeroBitCount == unusual {
        ways += 1
        var rest = chosen
        var isPure = true
        for size in sizes {
          let part = rest & ((1 << size) - 1)
          rest >>= size
          if part != 0, part != (1 << size) - 1 { isPure = false }
        }
        if isPure { pure += 1 }
      }
      let test = ZeroEntropy(sizes: sizes, unusual: unusual, isConstant: true)
      let share = Double(pure) / Double(ways)
      #expect(abs(test.pValue - share) <= 1e-12 * max(1, share), "\(sizes), \(unusual)")
    }
  }

  @Test func repliesThatDifferAreNotRejected() {
    let sizes = [Int](repeating: 3, count: 20)
    #expect(ZeroEntropy(sizes: sizes, unusual: 9, isConstant: true).isRejected(rate: 1e-4))
    #expect(!ZeroEntropy(sizes: sizes, unusual: 9, isConstant: false).isRejected(rate: 1e-4))
    #expect(!ZeroEntropy(sizes: sizes, unusual: 0, isConstant: true).isRejected(rate: 1e-4))
  }

  /// Two unusual draws of 2,000 pairs: they are of one pair in 2,000 of 4000·3999/2 ways.
  @Test func manyQuestionsAreNoTooSmallNumber() {
    for count in [2000, 20_000] {
      let sizes = [Int](repeating: 2, count: count)
      let test = ZeroEntropy(sizes: sizes, unusual: 2, isConstant: true)
      let share = 1 / Double(2 * count - 1)
      #expect(abs(test.pValue - share) < 1e-8 * share, "\(count): \(test.pValue)")
    }
    // Of triples an unusual draw alone is never all of one.
    let sizes = [Int](repeating: 3, count: 2000)
    #expect(ZeroEntropy(sizes: sizes, unusual: 1, isConstant: true).pValue == 0)
    // A quarter of 2,400 draws: C(1200, 300) of C(2400, 600) ways.
    let quarter = ZeroEntropy(
      sizes: [Int](repeating: 2, count: 1200), unusual: 600, isConstant: true)
    #expect(quarter.pValue > 0 && quarter.pValue < 1e-280)
  }

  @Test func thePowerIsThatOfTheNumberOfErrors() {
    // Two draws of 20 questions: 4 errors or more tell at 1e-4, and fewer than 17.
    let sizes = [Int](repeating: 2, count: 20)
    let telling = (0...20).filter {
      ZeroEntropy(sizes: sizes, unusual: 2 * $0, isConstant: true).pValue < 1e-4
    }
    #expect(telling == Array(4...16))
    var power = 0.0
    var term = 1.0
    for count in 0...20 {
      if telling.contains(count) { power += term * 0x1p-20 }
      term = term * Double(20 - count) / Double(count + 1)
    }
    let found = ZeroEntropy.power(questions: 20, draws: 2, unusual: 0.5, rate: 1e-4)
    #expect(abs(found - power) < 1e-12)
  }
}
