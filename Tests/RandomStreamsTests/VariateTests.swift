import RandomStreams
import Statistics
import Testing

/// Each variate against its law: Pearson's test, fixed seeds, false alarm 1e-6 a check.
@Suite struct VariateTests {
  static let rate = 1e-6

  private func expectFit(_ counts: [Int], _ law: [Double], _ label: String) {
    let test = ChiSquareTest(counts: counts, probabilities: law)
    #expect(test.map { $0.pValue > Self.rate } == true, "\(label): \(String(describing: test))")
  }

  @Test(arguments: [0, 1e-9, 0.3, 0.9978, 1])
  func bernoulli(p: Double) {
    let yes = Bernoulli(p)
    let key = StreamKey(seed: 1)
    let n = 200_000
    let count = (0..<n).count { yes.isYes(key.word($0)) }
    let pValue = BinomialTest.pValue(successes: count, trials: n, probability: p, complement: 1 - p)
    #expect(pValue > Self.rate, "p \(p): \(count) of \(n)")
  }

  @Test func limitsAreRoundedSharesOfAllWords() {
    var stream = WordStream(StreamKey(seed: 12))
    for _ in 0..<10_000 {
      let p =
        stream.uniform() * [1, 0x1p-10, 0x1p-12, 0x1p-30, 0x1p-63].randomElement(using: &stream)!
      #expect(Bernoulli.limit(p) == UInt64((p * 0x1p64).rounded()), "p \(p)")
    }
    #expect(Bernoulli.limit(0) == 0 && Bernoulli.limit(1) == .max && Bernoulli.limit(0x1p-65) == 1)
  }

  @Test(arguments: [
    [1.0], [0.5, 0.5], [0.9, 0.05, 0.03, 0.02], [0, 1, 0], [0.7, 0.1, 0.1, 0.05, 0.05],
  ])
  func alias(shares: [Double]) {
    let table = AliasTable(shares)
    let key = StreamKey(seed: 2)
    var counts = [Int](repeating: 0, count: shares.count)
    for n in 0..<300_000 { counts[table.category(key.word(n))] += 1 }
    for (share, count) in zip(shares, counts) {
      let p = BinomialTest.pValue(
        successes: count, trials: 300_000, probability: share, complement: 1 - share)
      #expect(p > Self.rate, "\(shares): \(counts)")
    }
  }

  @Test(arguments: [1, 0.7, 0.05])
  func geometric(p: Double) {
    var stream = WordStream(StreamKey(seed: 3))
    var counts = [Int](repeating: 0, count: 41)
    for _ in 0..<100_000 { counts[min(stream.geometric(p), 40)] += 1 }
    var law = (0..<40).map { power(1 - p, $0) * p }
    law.append(power(1 - p, 40))
    if p == 1 { #expect(counts[0] == 100_000) } else { expectFit(counts, law, "p \(p)") }
    #expect(stream.geometric(0) == .max)
  }

  /// Twenty cells of equal probability by the Beta law's own quantiles.
  @Test(arguments: [(0.03, 130.0), (0.5, 0.5), (0.5, 1.5), (0.9, 1), (2, 3), (19, 1), (300, 20)])
  func beta(a: Double, b: Double) {
    var stream = WordStream(StreamKey(seed: 4))
    var counts = [Int](repeating: 0, count: 20)
    for _ in 0..<100_000 {
      let draw = stream.beta(a, b)
      #expect(abs(draw.value + draw.complement - 1) < 1e-15)
      let place = SpecialFunctions.betaLower(a: a, b: b, x: draw.value)
      counts[min(19, Int(place * 20))] += 1
    }
    expectFit(counts, [Double](repeating: 0.05, count: 20), "Beta(\(a), \(b))")
  }

  /// What a draw spares, it spares without changing a bit of what it gives.
  @Test(arguments: [
    (0.95, 18.05), (0.03, 130.0), (0.5, 0.5), (1, 1), (2, 3), (19, 1), (300, 20), (4e8, 1e9),
    (0.5, 1.5),
  ])
  func betaIsThePlainAlgorithmBitForBit(a: Double, b: Double) {
    let variate = BetaVariate(a, b)
    for trial in 0..<20_000 {
      let key = StreamKey(seed: 11).child(trial)
      var ours = WordStream(key)
      var short = WordStream(key)
      var plain = PlainBeta(stream: WordStream(key))
      let expected = plain.beta(a, b)
      let isSame =
        variate.draw(&ours) == expected && variate.complement(&short) == expected.complement
        && ours.next() == plain.stream.next()
      // One expectation a draw would take most of the time.
      guard isSame else {
        Issue.record("Beta(\(a), \(b)), draw \(trial): expected \(expected)")
        return
      }
    }
  }

  @Test(arguments: [
    (10, 0.3), (1000, 0.002), (40, 0.5), (500, 0.97), (100_000, 0.4), (1_000_000_000_000, 0.25),
    (1_000_000_000_000, 1e-10),
  ])
  func binomial(n: Int, p: Double) {
    var stream = WordStream(StreamKey(seed: 5))
    // Cells between quantiles of the normal approximation, with exact probabilities.
    let mean = Double(n) * p
    let deviation = (mean * (1 - p)).squareRoot()
    var edges: [Int] = []
    for z in stride(from: -2.5, through: 2.5, by: 0.5) {
      let edge = Int((mean + z * deviation).rounded())
      if edge >= 0, edge < n, edge > edges.last ?? -1 { edges.append(edge) }
    }
    var counts = [Int](repeating: 0, count: edges.count + 1)
    for _ in 0..<60_000 {
      let value = stream.binomial(n, p)
      #expect((0...n).contains(value))
      counts[edges.firstIndex { value <= $0 } ?? edges.count] += 1
    }
    let below = edges.map {
      BinomialTest.lowerTail(successes: $0, trials: n, probability: p, complement: 1 - p)
    }
    let law = zip(below + [1], [0] + below).map { $0 - $1 }
    expectFit(counts, law, "binomial(\(n), \(p))")
  }

  @Test func binomialEdges() {
    var stream = WordStream(StreamKey(seed: 6))
    #expect(stream.binomial(0, 0.5) == 0)
    #expect(stream.binomial(1_000_000_000_000, 0) == 0)
    #expect(stream.binomial(1_000_000_000_000, 1) == 1_000_000_000_000)
  }

  @Test func multinomialSpreadsAllTrials() {
    var stream = WordStream(StreamKey(seed: 7))
    let shares = [0.5, 0, 0.3, 0.15, 0.05]
    var sums = [Int](repeating: 0, count: shares.count)
    for trial in 0..<2000 {
      var total = 0
      stream.multinomial(100, shares) { cell, count in
        sums[cell] += count
        total += count
      }
      #expect(total == 100, "trial \(trial)")
    }
    #expect(sums[1] == 0)
    expectFit([sums[0], sums[2], sums[3], sums[4]], [0.5, 0.3, 0.15, 0.05], "multinomial")
  }

  /// Poisson counts through the sum of their gamma law: P(N <= n) = Q(n + 1, mean).
  @Test(arguments: [0.5, 9, 11, 400, 1e12])
  func poisson(mean: Double) {
    var stream = WordStream(StreamKey(seed: 9))
    var edges: [Int] = []
    for z in stride(from: -2.5, through: 2.5, by: 0.5) {
      let edge = Int((mean + z * mean.squareRoot()).rounded())
      if edge >= 0, edge > edges.last ?? -1 { edges.append(edge) }
    }
    var counts = [Int](repeating: 0, count: edges.count + 1)
    for _ in 0..<60_000 {
      let value = stream.poisson(mean)
      counts[edges.firstIndex { value <= $0 } ?? edges.count] += 1
    }
    // At 1e12 the normal law is nearer than 60,000 draws can tell: its error is 2e-7.
    let below = edges.map {
      mean < 1e9
        ? SpecialFunctions.gammaUpper(a: Double($0) + 1, x: mean)
        : SpecialFunctions.normalLower((Double($0) + 0.5 - mean) / mean.squareRoot())
    }
    expectFit(counts, zip(below + [1], [0] + below).map { $0 - $1 }, "Poisson(\(mean))")
  }

  /// Failures before the r-th success: P(N <= n) = I_p(r, n + 1).
  @Test(arguments: [(1, 0.3), (5, 0.9), (1000, 0.97)])
  func negativeBinomial(successes: Int, p: Double) {
    var stream = WordStream(StreamKey(seed: 10))
    let mean = Double(successes) * (1 - p) / p
    let edges = Set(stride(from: 0.2, through: 2.2, by: 0.2).map { Int(mean * $0) }).sorted()
    var counts = [Int](repeating: 0, count: edges.count + 1)
    for _ in 0..<60_000 {
      let value = stream.negativeBinomial(successes: successes, p)
      counts[edges.firstIndex { value <= $0 } ?? edges.count] += 1
    }
    let below = edges.map {
      SpecialFunctions.betaLower(a: Double(successes), b: Double($0) + 1, x: p)
    }
    expectFit(counts, zip(below + [1], [0] + below).map { $0 - $1 }, "r \(successes), p \(p)")
    #expect(stream.negativeBinomial(successes: 7, 1) == 0)
  }

  @Test func normalHasItsLaw() {
    var stream = WordStream(StreamKey(seed: 8))
    var counts = [Int](repeating: 0, count: 20)
    for _ in 0..<100_000 {
      counts[min(19, Int(20 * SpecialFunctions.normalLower(stream.normal())))] += 1
    }
    expectFit(counts, [Double](repeating: 0.05, count: 20), "normal")
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
