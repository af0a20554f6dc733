import MAKERCore
import StoppingRules
import Testing

/// What papers and their code print about the rules.
@Suite struct PublishedFactTests {
  /// Error allowed to one of 2^20 - 1 steps that are all to be right with .95.
  static let millionStepBudget = 4.89e-8

  @Test(arguments: [(0.05, 4), (0.01, 6), (millionStepBudget, 24)])
  func adaptiveConsistencyNeedsUnanimousVotes(delta: Double, votes: Int) throws {
    let rule = try AdaptiveConsistency(setting(.adaptiveConsistency, delta: delta))
    #expect(rule.fewestVotes == votes)
  }

  @Test(arguments: [(0.05, 8), (millionStepBudget, 30)])
  func priorPosteriorRatioNeedsUnanimousVotes(delta: Double, votes: Int) throws {
    #expect(try PriorPosteriorRatio(setting(.ppr, delta: delta)).fewestVotes == votes)
  }

  @Test(arguments: [(0.05, 7), (millionStepBudget, 29)])
  func mixtureNeedsUnanimousVotes(delta: Double, votes: Int) throws {
    #expect(try MixtureRatioTest(setting(.mixtureSPRT, delta: delta)).fewestVotes == votes)
  }

  /// Knowing p = .9978 takes the votes from 24 or more to 3.
  @Test func knownSuccessNeedsThree() throws {
    for kind in [StoppingKind.firstToAheadBy, .sprt, .bayes] {
      let rule = try StoppingRules.make(setting(kind, delta: Self.millionStepBudget, p: 0.9978))
      #expect(rule.fewestVotes == 3, "\(kind)")
    }
  }

  /// ConSol's defaults: p1 = .5001, α = .05, β = 1 - .05 - 2.4e-5.
  @Test func conSolIsFirstToAheadByThree() throws {
    let rule = try SequentialRatioTest(
      share: 0.5001, falsePositives: 0.05, falseNegatives: 1 - 0.05 - 2.4e-5, cap: 2000)
    let race = RaceRule(margin: 3)
    for runnerUp in 0..<300 {
      for leader in runnerUp..<(runnerUp + 3 + 1) {
        let isDecided = race.isDecided(leader: leader, runnerUp: runnerUp)
        #expect(
          rule.decision(leader: leader, runnerUp: runnerUp, votes: leader + runnerUp)
            == (isDecided ? .leaderWins : .goOn), "\(leader):\(runnerUp)")
      }
    }
    // Far out the two are not the same: the ratio of a draw falls below the threshold for giving up.
    #expect(rule.decision(leader: 2000, runnerUp: 1999, votes: 3999) == .goOn)
    #expect(rule.decision(leader: 6001, runnerUp: 6000, votes: 12_001) == .undecided)
  }

  /// Six Sigma prints 3.4 defects per million for 13 votes at 5 % errors; the binomial tail is 1.03.
  @Test(arguments: [(5, 1158.125, 0.001), (11, 5.80, 0.005), (13, 1.03, 0.005)])
  func majorityOfFivePercentErrors(votes: Int, perMillion: Double, slack: Double) throws {
    let rule = try Majority(setting(.majority, delta: (perMillion + slack) * 1e-6, p: 0.95))
    #expect(rule.votes == votes)
    let less = try Majority(setting(.majority, delta: (perMillion - slack) * 1e-6, p: 0.95))
    #expect(less.votes > votes)
  }

  /// 3.4 per million needs 13 votes because 11 give 5.80, not because 13 give 3.4.
  @Test func threePointFourPerMillionNeedsThirteen() throws {
    #expect(try Majority(setting(.majority, delta: 3.4e-6, p: 0.95)).votes == 13)
  }

  /// The printed 22.43 (L = 2) and 44.07 (adaptive consistency) votes at shares of 8 answers, 1 - δ = .99.
  ///
  /// The printed 18.07 is not that of L = 3: it is what the posterior of all counts needs (18.14 ± .07 by
  /// permanents), while the first two counts and the rest need 19.14 ± .06.
  ///
  /// Null: the means are these; 4,000 races each, 5 sigma of both; seed 11.
  @Test func bayesianStoppingOnEightAnswers() throws {
    let shares = [0.5, 0.2, 0.1, 0.1, 0.05, 0.03, 0.01, 0.01]
    func votes(_ rule: any StoppingRule) -> RaceCounts {
      RaceCounts(rule, shares: shares, races: 4000, seed: 11)
    }
    let known = try StoppingSetting(kind: .bayes, delta: 0.01, assumedShares: shares, cap: 2000)
    let cases: [(String, any StoppingRule, Double, Double)] = [
      ("L = 2", BayesianStop(known, keeping: .leader), 22.43, 0.07),
      ("L = 3", BayesianStop(known), 19.14, 0.055),
      (
        "adaptive consistency", AdaptiveConsistency(try setting(.adaptiveConsistency, delta: 0.01)),
        44.07, 0.15
      ),
    ]
    for (name, rule, expected, error) in cases {
      let found = votes(rule)
      let sigma = (found.errorOfVotes * found.errorOfVotes + error * error).squareRoot()
      let z = (found.meanVotes - expected) / sigma
      #expect(abs(z) < 5, "\(name): expected \(expected), found \(found.meanVotes), z \(z)")
    }
    let three = votes(BayesianStop(known))
    #expect(three.meanVotes - 5 * three.errorOfVotes > 18.07)
  }
}
