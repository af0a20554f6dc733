import MAKERCore
import Testing

@Suite struct VoteRaceTests {
  @Test func leadsByTheMarginOverEveryOther() {
    var race = VoteRace(rule: RaceRule(margin: 2))
    let votes = [0, 1, 1, 2, 0, 1, 1]
    let verdicts = votes.map { race.cast($0) }
    #expect(verdicts.dropLast().allSatisfy { $0 == nil })
    #expect(verdicts.last == .won(candidate: 1))
    #expect(race.votes == 7)
    #expect(race.count(of: 1) == 4)
  }

  @Test func capIsUndecidedAndNeverAPlurality() {
    var race = VoteRace(rule: RaceRule(margin: 3), cap: 4)
    #expect(race.cast(0) == nil)
    #expect(race.cast(0) == nil)
    #expect(race.cast(1) == nil)
    #expect(race.cast(0) == .undecided)
    #expect(race.leader == 0 && race.lead == 2)
  }

  @Test func winAtTheCapIsAWin() {
    var race = VoteRace(rule: RaceRule(margin: 2), cap: 2)
    #expect(race.cast(5) == nil)
    #expect(race.cast(5) == .won(candidate: 5))
  }

  /// Under first-to-k, against counting everything afresh after each vote.
  @Test func firstToKAgreesWithARecount() {
    var state: UInt64 = 5
    var shorter = 0
    for trial in 0..<600 {
      let k = 1 + trial % 6
      var race = VoteRace(
        rule: RaceRule(margin: k, kind: .firstTo), cap: trial % 3 == 0 ? 2 * k : nil)
      let span = UInt64(2 + trial % 39)
      var votes: [Int] = []
      while true {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        votes.append(Int((state >> 33) % span))
        let verdict = race.cast(votes[votes.count - 1])
        let winner = Set(votes).first { candidate in votes.count { $0 == candidate } >= k }
        let expected: Verdict? =
          winner.map { .won(candidate: $0) } ?? (votes.count >= race.cap ? .undecided : nil)
        #expect(verdict == expected, "trial \(trial), votes \(votes)")
        let most = votes.map { candidate in votes.count { $0 == candidate } }.max() ?? 0
        #expect(race.votesNeeded == k - most, "trial \(trial), votes \(votes)")
        if verdict == .undecided { shorter += 1 }
        if expected != nil || verdict != nil { break }
      }
    }
    #expect(shorter > 20)
  }

  /// Against counting everything afresh after each vote, with up to 40 candidates.
  @Test func agreesWithARecount() {
    var state: UInt64 = 3
    for trial in 0..<3000 {
      var race = VoteRace(rule: RaceRule(margin: 1 + trial % 5), cap: 200)
      var counts = [Int](repeating: 0, count: 40)
      let span = UInt64(2 + trial % 39)
      var cast = 0
      while true {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let candidate = Int((state >> 33) % span)
        counts[candidate] += 1
        cast += 1
        let verdict = race.cast(candidate)
        let others = counts.indices.filter { $0 != candidate }.map { counts[$0] }.max() ?? 0
        let expected: Verdict? =
          counts[candidate] - others >= 1 + trial % 5
          ? .won(candidate: candidate) : cast >= 200 ? .undecided : nil
        #expect(verdict == expected, "trial \(trial), vote \(cast)")
        if expected != nil || verdict != nil { break }
      }
    }
  }
}
