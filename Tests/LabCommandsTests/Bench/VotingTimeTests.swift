import LabCommands
import RandomStreams
import Testing

@Suite struct VotingTimeTests {
  @Test func roundsAreThoseOfTheFormulasWhereThereAreAny() {
    for right in [0.5, 0.6, 0.75, 0.9, 0.99] {
      let wrong = 1 - right
      #expect(VotingTimeBenchmark.expectedRounds(right: right, margin: 1) == 1)
      // Both draws of a round agree, or the race stands where it began.
      let rounds = VotingTimeBenchmark.expectedRounds(right: right, margin: 2)
      #expect(abs(rounds - 1 / (right * right + wrong * wrong)) < 1e-9)
    }
    for margin in 1...8 {
      #expect(VotingTimeBenchmark.expectedRounds(right: 1, margin: margin) == 1)
    }
  }

  /// 20,000 races played out round by round; 5 standard errors.
  @Test(arguments: [0.6, 0.75, 0.9])
  func roundsAreThoseOfPlayedRaces(right: Double) {
    let (margin, races) = (4, 20_000)
    var counts: [Double] = []
    for race in 0..<races {
      let key = StreamKey(seed: 11).child(race)
      var (lead, draw, rounds) = (0, 0, 0)
      while abs(lead) < margin {
        for _ in 0..<(margin - abs(lead)) {
          lead += Bernoulli(right).isYes(key.word(draw)) ? 1 : -1
          draw += 1
        }
        rounds += 1
      }
      counts.append(Double(rounds))
    }
    let mean = counts.reduce(0, +) / Double(races)
    let variance = counts.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(races - 1)
    let expected = VotingTimeBenchmark.expectedRounds(right: right, margin: margin)
    let z = (mean - expected) / (variance / Double(races)).squareRoot()
    #expect(abs(z) < 5, "seed 11: observed \(mean), expected \(expected), z \(z)")
  }
}
