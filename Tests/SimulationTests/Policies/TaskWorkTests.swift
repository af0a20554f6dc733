import MAKERCore
import RandomStreams
import Simulation
import Testing

@Suite struct TaskWorkTests {
  /// Race by race the kernel is the race of the core.
  @Test func aRaceIsTheRaceOfTheCore() {
    for number in 0..<4000 {
      let key = StreamKey(seed: 11).child(number)
      var choices = WordStream(key.child(0))
      let margin = 1 + Int(choices.uniform() * 5)
      let cap = margin + Int(choices.uniform() * 9)
      let p = choices.uniform()
      var words = WordStream(key.child(1))
      let end = LeadRace(margin: margin, cap: cap).run(stepSuccess: p, words: &words)
      var again = WordStream(key.child(1))
      var race = VoteRace(rule: RaceRule(margin: margin), cap: cap)
      var verdict: Verdict?
      while verdict == nil { verdict = race.cast(again.uniform() < p ? 0 : 1) }
      var winner: Bool?
      if case .won(let candidate) = verdict { winner = candidate == 0 }
      let name = "k = \(margin), cap \(cap), p = \(p), race \(number)"
      #expect(end.isRight == winner && end.votes == race.votes, "\(name)")
      #expect(words.next() == again.next(), "\(name): a word for every vote")
      #expect(end.rounds >= 1 && end.rounds <= end.votes - margin + 1, "\(name)")
    }
  }
}
