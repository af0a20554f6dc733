import MAKERCore
import NoisyChannels
import RandomStreams
import Testing

@Suite struct OutcomeLawTests {
  /// Words at equal distances fall on the outcomes by their probabilities, at random laws.
  @Test func wordsFallByTheProbabilities() {
    var numbers = WordStream(StreamKey(seed: 21))
    let words: UInt64 = 20_000
    for trial in 0..<60 {
      let alternatives = Int.random(in: 1...6, using: &numbers)
      let weights = (0..<alternatives).map { _ in Double.random(in: 0...1, using: &numbers) }
      let shares = weights.map { $0 / weights.reduce(0, +) }
      let right = trial % 7 == 0 ? 0 : Double.random(in: 0...1, using: &numbers)
      let valid = trial % 5 == 0 ? 1 : Double.random(in: 0.01...1, using: &numbers)
      let law = OutcomeLaw(right: right, validRate: valid, wrong: VoteSpread(shares))
      let plain = OutcomeLaw(right: right, validRate: valid, wrong: .single)
      var counts = [Int](repeating: 0, count: alternatives + 2)
      for index in 0..<words {
        let word = index &* (UInt64.max / words) &+ UInt64.max / words / 2
        let outcome = law.outcome(word)
        switch outcome {
        case .vote(let candidate): counts[candidate] += 1
        case .flagged: counts[alternatives + 1] += 1
        }
        // However wrong votes spread, the same draws are right, wrong and flagged.
        let isSame =
          switch (outcome, plain.outcome(word)) {
          case (.flagged, .flagged): true
          case (.vote(let mine), .vote(let other)): min(mine, 1) == other
          default: false
          }
        #expect(isSame, "trial \(trial), word \(word)")
      }
      let expected =
        [valid * right] + shares.map { valid * (1 - right) * $0 } + [1 - valid]
      for (count, share) in zip(counts, expected) {
        #expect(
          abs(Double(count) - share * Double(words)) <= 2,
          "trial \(trial): \(counts) against \(expected)")
      }
    }
  }

  @Test func theEndsOfTheWords() {
    for shares in [[1.0], [0.5, 0.5], [0, 0, 1]] {
      let wrong = VoteSpread(shares)
      #expect(wrong.candidates == shares.count)
      let sure = OutcomeLaw(right: 0, validRate: 1, wrong: wrong)
      #expect(sure.outcome(.max) == .vote(candidate: shares.count))
      #expect(sure.outcome(0) == .vote(candidate: shares == [0, 0, 1] ? 3 : 1))
      let flagged = OutcomeLaw(right: 0.5, validRate: 0.75, wrong: wrong)
      #expect(flagged.outcome(.max) == .flagged && flagged.outcome(0) == .vote(candidate: 0))
    }
  }

  /// Equally good answers take the right words, each its share of them, and wrong ones follow.
  @Test func rightVotesSpreadToo() {
    let law = OutcomeLaw(
      right: 0.8, validRate: 0.5, rightSpread: VoteSpread([0.75, 0.25]),
      wrong: VoteSpread([0.5, 0.5])
    )
    var counts = [Int](repeating: 0, count: 5)
    let words: UInt64 = 20_000
    for index in 0..<words {
      switch law.outcome(index &* (UInt64.max / words) &+ UInt64.max / words / 2) {
      case .vote(let candidate): counts[candidate] += 1
      case .flagged: counts[4] += 1
      }
    }
    for (count, share) in zip(counts, [0.3, 0.1, 0.05, 0.05, 0.5]) {
      #expect(abs(Double(count) - share * Double(words)) <= 2, "\(counts)")
    }
  }

  @Test func aCertainLawReadsNoWord() {
    for outcome in [DrawOutcome.flagged, .vote(candidate: 3)] {
      let law = OutcomeLaw(certain: outcome)
      #expect([0, 1 << 63, UInt64.max].allSatisfy { law.outcome($0) == outcome })
    }
  }
}
