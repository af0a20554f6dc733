import MAKERCore
import Testing

@Suite struct RaceRuleTests {
  /// Over every small race, by giving the leader vote after vote.
  @Test func votesNeededAreTheFewestThatDecide() {
    for kind in RaceRule.Kind.allCases {
      for margin in 1...6 {
        for leader in 0...8 {
          for runnerUp in 0...leader {
            let rule = RaceRule(margin: margin, kind: kind)
            func isWon(_ votes: Int) -> Bool {
              kind == .firstTo ? votes >= margin : votes - runnerUp >= margin
            }
            let more = (0...20).first { isWon(leader + $0) } ?? -1
            let needed = rule.votesNeeded(leader: leader, runnerUp: runnerUp)
            #expect(max(0, needed) == more, "\(rule), \(leader) to \(runnerUp)")
            #expect(
              rule.isDecided(leader: leader, runnerUp: runnerUp) == (more == 0),
              "\(rule), \(leader) to \(runnerUp)")
          }
        }
      }
    }
  }

  @Test func aLeadIsWhatIsMeantUnlessSaidOtherwise() {
    #expect(RaceRule(margin: 3).kind == .firstToAheadBy)
    #expect(RaceRule(margin: 3) != RaceRule(margin: 3, kind: .firstTo))
    #expect(RaceRule.Kind.allCases.map(\.rawValue) == ["first-to-ahead-by-k", "first-to-k"])
  }
}
