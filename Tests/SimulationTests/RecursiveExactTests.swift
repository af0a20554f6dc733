import ExperimentDesign
import MAKERCore
import NoisyChannels
import RandomStreams
import Simulation
import Testing

/// Exact laws of a single voting, held against the sampler at 5 sigma a check: a false alarm in about
/// one of 1.7 million checks.
@Suite struct RecursiveExactTests {
  static func binomial(_ n: Int, _ r: Int) -> Double {
    (0..<r).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
  }

  static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { product, _ in product * base }
  }

  /// Probability that one of two candidates is the first to k votes.
  static func firstTo(_ k: Int, _ p: Double) -> Double {
    (0..<k).reduce(0.0) { $0 + binomial(k - 1 + $1, $1) * power(p, k) * power(1 - p, $1) }
  }

  static func expectShare(
    _ count: Int, of n: Int, _ p: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let z = (Double(count) - Double(n) * p) / (Double(n) * p * (1 - p)).squareRoot()
    #expect(
      abs(z) < 5, "observed \(count) of \(n), expected \(Double(n) * p), z = \(z)",
      sourceLocation: sourceLocation)
  }

  /// Agents that multiply two numbers of one digit with an error, wrong ones alike or scattered.
  static func agents(
    error: Double, common: Double, malformed: Double = 0
  ) throws -> RecursiveAgents {
    try RecursiveAgents(
      badSplit: 0, givesUp: 0, productError: error, sumError: 0, growth: 1, commonWrong: common,
      checking: 0, malformed: malformed)
  }

  static func sample(
    _ agents: RecursiveAgents, digits: Int = 1, k: Int, depth: Int = 0, answers: AnswerVoting,
    trials: Int, attempts: Int = 10
  ) throws -> Tally {
    try RecursiveSampler(
      digits: digits, margin: k, maxDepth: depth, agents: agents, root: StreamKey(seed: 31),
      answers: answers, attempts: attempts
    ).sample(0..<trials)
  }

  /// Two candidates, every answer a vote: first to k of 2k − 1, always decided.
  @Test(arguments: [1, 2, 4], [1, 2])
  func exactMatchBetweenTwo(k: Int, digits: Int) throws {
    let n = 20_000
    let tally = try Self.sample(
      Self.agents(error: 0.2, common: 1), digits: digits, k: k, answers: .exactMatch, trials: n)
    let right = Self.power(0.8, digits * digits)
    Self.expectShare(tally.trialsCorrect, of: n, Self.firstTo(k, right))
    #expect(tally.trialsWrong == n - tally.trialsCorrect && tally.racesWrong == tally.trialsWrong)
    #expect(tally.racesUndecided == 0 && tally.races == n)
    // Votes end with the k-th of either, so their mean is a sum over both.
    var mean = 0.0
    var square = 0.0
    for other in 0..<k {
      let ways = Self.binomial(k - 1 + other, other)
      let share =
        ways
        * (Self.power(right, k) * Self.power(1 - right, other)
          + Self.power(1 - right, k) * Self.power(right, other))
      mean += share * Double(k + other)
      square += share * Double((k + other) * (k + other))
    }
    let sigma = (max(0, square - mean * mean) * Double(n)).squareRoot()
    let difference = abs(Double(tally.votes) - mean * Double(n))
    #expect(difference <= 5 * sigma + 1e-6, "votes \(tally.votes), expected \(mean * Double(n))")
  }

  /// A voter that checks nothing takes any of the candidates: the number of wrong ones among them is
  /// binomial, and given it the votes are a race of two.
  @Test(arguments: [1, 2, 3, 5])
  func blindVotersFollowTheCandidates(k: Int) throws {
    let n = 20_000
    let error = 0.3
    let tally = try Self.sample(
      Self.agents(error: error, common: 1), k: k, answers: .discriminated, trials: n)
    let candidates = 2 * k - 1
    let exact = (0...candidates).reduce(0.0) { sum, wrong in
      sum + Self.binomial(candidates, wrong) * Self.power(error, wrong)
        * Self.power(1 - error, candidates - wrong)
        * Self.firstTo(k, 1 - Double(wrong) / Double(candidates))
    }
    Self.expectShare(tally.trialsCorrect, of: n, exact)
  }

  /// Scattered wrong answers, k = 2: `2 × 3` has nine wrong ones, equally likely, and three different
  /// answers make a plurality, of the first.
  @Test func scatteredAnswersMakePluralities() throws {
    let n = 20_000
    let (p, q) = (0.5, 0.5)
    let channel = RecursiveAgentChannel(
      try Self.agents(error: q, common: 0), root: StreamKey(seed: 31))
    let solver = RecursiveSolver(
      RecursivePolicy(margin: 2, maxDepth: 0, answers: .exactMatch))
    var right = 0
    var pluralities = 0
    for trial in 0..<n {
      let solution = try solver.solve("2 × 3", trial: trial, over: channel)
      right += solution.answer == "6" ? 1 : 0
      pluralities += solution.counts.pluralities
    }
    Self.expectShare(right, of: n, p * p + 2 * p * p * q + p * q * q * 8 / 9)
    Self.expectShare(pluralities, of: n, 3 * p * q * q * 8 / 9 + q * q * q * 8 / 9 * 7 / 9)
  }

  /// With flags a sample takes a geometric number of draws, 1/v in the mean.
  @Test func flagsLengthenVotings() throws {
    let flagged = 0.25
    let tally = try Self.sample(
      Self.agents(error: 0, common: 1, malformed: flagged), digits: 3, k: 2, depth: 4,
      answers: .discriminated, trials: 200, attempts: 60)
    #expect(tally.trialsCorrect == 200)
    let samples = Double(5 * tally.races)
    #expect(tally.votes == 5 * tally.races)
    let z =
      (Double(tally.draws) - samples / (1 - flagged))
      / (samples * flagged / ((1 - flagged) * (1 - flagged))).squareRoot()
    #expect(abs(z) < 5, "draws \(tally.draws), expected \(samples / (1 - flagged)), z = \(z)")
  }
}
