import RandomStreams
import Statistics
import Testing

@Suite struct StreamKeyTests {
  /// The words of a key are SplitMix64's published outputs for that seed.
  @Test func wordsAreSplitMix64() {
    let key = StreamKey(state: 1_234_567)
    let known: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect((0..<5).map { key.word($0) } == known)
  }

  /// Pins the order of sampling: when this fails on purpose, `SeedEpoch.current` must change.
  @Test func coordinatesGiveTheRecordedWords() {
    #expect(SeedEpoch.current == 1)
    let key = StreamKey(seed: 1).child(UInt64(2)).child(3).child(4)
    #expect([key.word(0), key.word(1)] == Self.recorded)
  }
  static let recorded: [UInt64] = [16_404_919_348_567_812_777, 11_264_471_550_993_925_393]

  @Test func epochAndSeedChangeEverything() {
    let a = StreamKey(seed: 5, epoch: 1).word(0)
    #expect(a != StreamKey(seed: 5, epoch: 2).word(0))
    #expect(a != StreamKey(seed: 6, epoch: 1).word(0))
  }

  /// Neighbours in every coordinate share bits like coins: under the null the matching bits of n
  /// pairs are binomial(64·n, ½); 5 sigma is a false alarm of 6e-7 a coordinate.
  @Test(arguments: ["seed", "point", "trial", "step", "draw"])
  func neighboursAreUncorrelated(coordinate: String) {
    let pairs = 200_000
    var equalBits = 0
    var lagged = [Int](repeating: 0, count: 256)
    for n in 0..<pairs {
      let (a, b) = Self.neighbours(coordinate, n)
      equalBits += 64 - (a ^ b).nonzeroBitCount
      lagged[Int(a >> 60) * 16 + Int(b >> 60)] += 1
    }
    let z = (Double(equalBits) - 32 * Double(pairs)) / (16 * Double(pairs)).squareRoot()
    #expect(abs(z) < 5, "\(coordinate): n \(pairs), z \(z)")
    let test = ChiSquareTest(
      counts: lagged, probabilities: [Double](repeating: 1.0 / 256, count: 256))
    #expect(test.map { $0.pValue > 1e-6 } == true, "\(coordinate): \(String(describing: test))")
  }

  /// The limits that races compare with: neighbours must not fall below them together.
  @Test(arguments: ["trial", "step", "draw"])
  func neighboursErrIndependently(coordinate: String) {
    let pairs = 1_000_000
    let error = Bernoulli(0.01)
    var both = 0
    for n in 0..<pairs {
      let (a, b) = Self.neighbours(coordinate, n)
      if error.isYes(a) && error.isYes(b) { both += 1 }
    }
    let p = BinomialTest.pValue(
      successes: both, trials: pairs, probability: 1e-4, complement: 1 - 1e-4)
    #expect(p > 1e-6, "\(coordinate): \(both) of \(pairs) both, expected 100, p \(p)")
  }

  private static func neighbours(_ coordinate: String, _ n: Int) -> (UInt64, UInt64) {
    func word(seed: Int = 9, point: UInt64 = 11, trial: Int = 13, step: Int = 17, draw: Int = 0)
      -> UInt64
    {
      StreamKey(seed: seed).child(point).child(trial).child(step).word(draw)
    }
    switch coordinate {
    case "seed": return (word(seed: n), word(seed: n + 1))
    case "point": return (word(point: UInt64(n)), word(point: UInt64(n + 1)))
    case "trial": return (word(trial: n), word(trial: n + 1))
    case "step": return (word(step: n), word(step: n + 1))
    default: return (word(draw: n), word(draw: n + 1))
    }
  }
}
