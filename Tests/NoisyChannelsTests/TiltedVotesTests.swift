import MAKERCore
import NoisyChannels
import RandomStreams
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The ratio of every race that a wrong candidate wins is that of its probabilities, race by race.
@Suite struct TiltedVotesTests {
  struct Setting: Sendable {
    var shares: [Double]
    var margin: Int
    /// Most votes followed; the cap where there is one.
    var longest: Int
    var cap: Int?
  }

  static let settings = [
    Setting(shares: [0.9, 0.1], margin: 3, longest: 9),
    Setting(shares: [0.4, 0.6], margin: 2, longest: 6),
    Setting(shares: [0.6, 0.4], margin: 3, longest: 7, cap: 7),
    Setting(shares: [0.55, 0.45], margin: 8, longest: 8, cap: 8),
    Setting(shares: [0.8, 0.15, 0.05], margin: 2, longest: 7),
    Setting(shares: [0.3, 0.5, 0.2], margin: 2, longest: 6),
    Setting(shares: [0.7, 0.1, 0.1, 0.1], margin: 2, longest: 6, cap: 6),
    Setting(shares: [0.8, 0.2, 0], margin: 3, longest: 6),
  ]

  @Test(arguments: settings)
  func theRatioIsThatOfTheProbabilities(setting: Setting) throws {
    let wrong = setting.shares.dropFirst().reduce(0, +)
    let votes = TiltedVotes(
      right: setting.shares[0], wrong: wrong, spread: setting.shares.dropFirst().map { $0 / wrong },
      margin: setting.margin, cap: setting.cap)
    let candidates = setting.shares.count
    // How often each is favoured follows from their bounds, which for a swap are known.
    let bounds = (1..<candidates).map {
      setting.shares[$0] == 0
        ? 0 : pow(min(1, setting.shares[$0] / setting.shares[0]), Double(setting.margin))
    }
    let mixture = bounds.map { $0 / bounds.reduce(0, +) }
    let tilted = (1..<candidates).map { favourite in
      let limits = votes.limits(favouring: favourite)
      var below = 0.0
      return (0..<candidates).map { candidate in
        let upTo = candidate == candidates - 1 ? 1 : Double(limits[candidate]) * 0x1p-64
        defer { below = upTo }
        return upTo - below
      }
    }
    var followed = 0
    func follow(_ race: VoteRace, _ path: [Int]) {
      guard path.count < setting.longest else { return }
      for candidate in 0..<candidates {
        var next = race
        let verdict = next.cast(candidate)
        let voted = path + [candidate]
        guard let verdict else {
          follow(next, voted)
          continue
        }
        guard case .won(let winner) = verdict, winner != 0 else { continue }
        let plain = voted.reduce(1) { $0 * setting.shares[$1] }
        let under = zip(mixture, tilted).reduce(0) { sum, component in
          sum + component.0 * voted.reduce(1) { $0 * component.1[$1] }
        }
        let logRatio =
          candidates == 2
          ? votes.logRatio(votes: voted.count)
          : votes.logRatio(votes: voted.count) { next.count(of: $0) }
        #expect(logRatio <= 0, "\(voted)")
        let found = under * exp(logRatio + votes.logBound)
        #expect(abs(found - plain) <= 1e-11 * plain + 1e-25, "\(setting) \(voted)")
        followed += 1
      }
    }
    follow(VoteRace(rule: RaceRule(margin: setting.margin), cap: setting.cap), [])
    #expect(followed > 0)
  }

  @Test func theBoundOfASwapIsThePowerOfTheOdds() {
    let pair = TiltedVotes(right: 0.9, wrong: 0.1, spread: [1], margin: 12, cap: nil)
    #expect(pair.isConstant && abs(pair.logBound - 12 * log(1.0 / 9)) < 1e-12)
    let three = TiltedVotes(right: 0.9, wrong: 0.1, spread: [0.6, 0.4], margin: 5, cap: nil)
    let sum = pow(0.06 / 0.9, 5) + pow(0.04 / 0.9, 5)
    #expect(!three.isConstant && abs(three.logBound - log(sum)) < 1e-12)
    // No tilt where the wrong answer is the likelier one.
    let lost = TiltedVotes(right: 0.3, wrong: 0.7, spread: [1], margin: 5, cap: nil)
    #expect(lost.logBound == 0 && lost.limits(favouring: 1)[0] == Bernoulli.limit(0.3))
  }

  /// A cap that leaves no time for the swap takes a stronger tilt: all votes must be wrong here.
  @Test func aCapAtTheMarginTiltsAllTheWay() {
    let votes = TiltedVotes(right: 0.55, wrong: 0.45, spread: [1], margin: 20, cap: 20)
    #expect(!votes.isConstant)
    #expect(abs(votes.logBound - 20 * log(0.45)) < 1e-12)
    // With time enough it is the swap.
    #expect(TiltedVotes(right: 0.55, wrong: 0.45, spread: [1], margin: 20, cap: 400).isConstant)
  }

  @Test func favouritesAreChosenByHowLikelyTheyWin() {
    let votes = TiltedVotes(right: 0.8, wrong: 0.2, spread: [0.75, 0.25], margin: 2, cap: nil)
    var stream = WordStream(StreamKey(seed: 30))
    let n = 40_000
    let second = (0..<n).count { _ in votes.favourite(&stream) == 2 }
    // A share of 1/10: (.05)² of (.15)² + (.05)²; five standard deviations are 300.
    #expect(abs(second - n / 10) < 300, "\(second) of \(n)")
  }
}
