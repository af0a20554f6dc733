import MAKERCore
import RaceTheory
import Testing

@Suite struct TwoRuleLawTests {
  /// Every sequence of votes, followed by both rules.
  @Test(arguments: [(2, 5, 3), (2, 7, 5), (3, 7, 6), (3, 8, 7), (1, 1, 1), (3, 5, 2)])
  func theLawIsTheSumOverAllRaces(margin: Int, aheadBy: Int, firstTo: Int) throws {
    let shares = [0.5, 0.3, 0.2]
    var sum = 0.0
    var sequences = 1
    for _ in 0..<aheadBy { sequences *= 3 }
    for sequence in 0..<sequences {
      var ahead = VoteRace(rule: RaceRule(margin: margin))
      var first = VoteRace(rule: RaceRule(margin: margin, kind: .firstTo))
      var aheadEnd: (vote: Int, verdict: Verdict)?
      var firstEnd: (vote: Int, verdict: Verdict)?
      var probability = 1.0
      var rest = sequence
      for vote in 1...aheadBy {
        let candidate = rest % 3
        rest /= 3
        probability *= shares[candidate]
        if let verdict = ahead.cast(candidate), aheadEnd == nil { aheadEnd = (vote, verdict) }
        if let verdict = first.cast(candidate), firstEnd == nil { firstEnd = (vote, verdict) }
      }
      if let aheadEnd, let firstEnd, aheadEnd == (aheadBy, .won(candidate: 0)),
        firstEnd.verdict == .won(candidate: 0), firstEnd.vote <= firstTo
      {
        sum += probability
      }
    }
    let found = TwoRuleLaw.probability(
      shares: try CandidateShares(shares), margin: margin, aheadBy: aheadBy, firstTo: firstTo)
    #expect(abs(found - sum) <= 1e-14, "\(found) against \(sum)")
  }

  /// Without a bound on the first rule's vote the sum over votes is the chance to win by both.
  @Test func moreTimeIsNeverLess() throws {
    let shares = try CandidateShares([0.5, 0.3, 0.2])
    let values = (3...9).map {
      TwoRuleLaw.probability(shares: shares, margin: 3, aheadBy: 18, firstTo: $0)
    }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
    // Seven votes of three candidates give one of them three.
    #expect(values[4] == values[6] && values[3] > 0 && values[3] < values[4])
  }
}
