import Analysis
import Foundation
import MAKERCore
import RaceTheory
import Testing

@Suite struct OutlierStepTests {
  /// A short race whose every sequence of votes is followed: 4 votes, k = 2.
  @Test func probabilityIsThatOfEverySequence() throws {
    let counts = try UndecidedCounts(
      margin: 2,
      curves: [
        .voting: [.firstToAheadBy: [9, 9, 3, 1, 0], .firstTo: [9, 9, 3, 0]],
        .sampling: [.firstToAheadBy: [9, 9, 5, 4, 0], .firstTo: [9, 9, 5, 2, 0]],
      ])
    let step = try OutlierStep(step: 4, counts: counts)
    #expect(step.lastVote == 4 && step.firstToBy == 3 && step.step == 4)
    func probability(_ shares: [Double]) -> Double {
      var sum = 0.0
      for code in 0..<81 {
        let votes = [code % 3, code / 3 % 3, code / 9 % 3, code / 27]
        var ahead = VoteRace(rule: RaceRule(margin: 2))
        var first: VoteRace? = VoteRace(rule: RaceRule(margin: 2, kind: .firstTo))
        var (isKnown, firstRight) = (true, false)
        for (index, vote) in votes.enumerated() {
          let verdict = ahead.cast(vote)
          isKnown = isKnown && (index < 3 ? verdict == nil : verdict == .won(candidate: 0))
          if let other = first?.cast(vote) {
            firstRight = other == .won(candidate: 0) && index < 3
            first = nil
          }
          if verdict != nil { break }
        }
        if isKnown && firstRight { sum += votes.reduce(1) { $0 * shares[$1] } }
      }
      return sum
    }
    #expect(abs(exp(step.logProbability) / probability(step.shares) - 1) < 1e-9)
    // The likeliest: no shares on a grid are likelier.
    for first in 1..<40 {
      for second in 1..<(40 - first) {
        let shares = [first, second, 40 - first - second].map { Double($0) / 40 }
        #expect(probability(shares) <= exp(step.logProbability) * (1 + 1e-9), "\(shares)")
      }
    }
    #expect(abs(step.tallies.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
  }

  /// The paper's step 10241: the tallies that vote 18 can have, and P(right) of such a step.
  @Test func publishedStepIsBarelyRight() throws {
    let step = try OutlierStep(step: 10241, counts: PublishedCounts.counts())
    #expect(step.lastVote == 18 && step.firstToBy == 6)
    #expect(
      Set(step.tallies.map(\.votes))
        == [[8, 5, 5], [9, 6, 3], [9, 3, 6], [10, 7, 1], [10, 1, 7]])
    #expect(step.tallies.first?.votes == [8, 5, 5])
    let law = try RaceLaw(shares: CandidateShares(step.shares), rule: RaceRule(margin: 3))
    #expect(law.correctAt[18] > exp(step.logProbability), "B by vote 6 is one condition more")
    #expect((0.69...0.85).contains(law.correct), "\(law.correct)")
    #expect(step.outlier.flagRate == 0)
  }

  @Test func refusesWhatIsNotKnown() throws {
    let counts = try PublishedCounts.counts()
    for step in [-1, 1_048_575] {
      #expect(throws: UndecidedCountsError.self) { try OutlierStep(step: step, counts: counts) }
    }
    // The last by draw ends later than the last by vote: some draw of it was flagged, or it is another.
    let flagged = try UndecidedCounts(
      margin: 2,
      curves: [
        .voting: [.firstToAheadBy: [9, 9, 3, 1, 0], .firstTo: [9, 9, 3, 0]],
        .sampling: [.firstToAheadBy: [9, 9, 5, 4, 1, 0], .firstTo: [9, 9, 5, 2, 0]],
      ])
    #expect(throws: UndecidedCountsError.self) { try OutlierStep(step: 1, counts: flagged) }
  }
}
