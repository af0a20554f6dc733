import MAKERCore

/// Seeds that were sent with more than one draw, and what the server made of them.
package struct ReusedSeeds: Sendable {
  /// Draws that were sent with a seed; count.
  package let seeded: Int
  /// Draws with the seed of an earlier one that has another place; count.
  ///
  /// A place is asked two questions where runs of another k came to another state there: that is no
  /// seed reused, for a seed belongs to a place.
  package let reused: Int
  /// Draws that asked what an earlier one with their seed did; count.
  package let pairs: Int
  /// Of these, draws that got the same text: the server makes the same of the same seed; count.
  package let equalPairs: Int
  /// Bound on the probability of as many reused seeds if each is drawn from 2^31 alike; unit 1.
  ///
  /// By Markov's inequality, from the expected number of pairs that share a seed.
  package let pValue: Double

  init(_ draws: [AuditedDraw]) {
    let recorded = draws.inOrder.map(\.draw)
    var bySeed: [Int: [RecordedDraw]] = [:]
    for draw in recorded {
      if let seed = draw.seed { bySeed[seed, default: []].append(draw) }
    }
    seeded = bySeed.values.reduce(0) { $0 + $1.count }
    reused = bySeed.values.reduce(0) { $0 + Set($1.map(\.key.coordinates)).count - 1 }
    var (pairs, equalPairs) = (0, 0)
    for same in bySeed.values where same.count > 1 {
      var lastText: [Asked: [UInt8]] = [:]
      for draw in same {
        // Held against the one before alone, so that pairs do not grow with the square.
        guard let earlier = lastText.updateValue(draw.text, forKey: Asked(draw)) else { continue }
        pairs += 1
        if earlier == draw.text { equalPairs += 1 }
      }
    }
    self.pairs = pairs
    self.equalPairs = equalPairs
    let expected = Double(seeded) * Double(seeded - 1) / 2 / 0x1p31
    pValue = reused == 0 ? 1 : min(1, expected / Double(reused))
  }

  private struct Asked: Hashable {
    let prompt: Prompt
    let channel: String
    let temperature: Double

    init(_ draw: RecordedDraw) {
      (prompt, channel, temperature) = (draw.prompt, draw.channel, draw.temperature)
    }
  }
}
