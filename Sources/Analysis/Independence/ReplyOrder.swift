import RandomStreams

/// The tests of equal replies that come together: neighbours, and draws of one race.
///
/// Of independent draws of a question every order is as likely as any other.  So their texts are shuffled
/// within each question, and the p-value is the share of shuffles, the true order counted as one, with
/// at least as many equal pairs: no law of the replies is assumed.  Shuffling stops early when it is
/// plain that there is nothing, which keeps the p-value valid.
///
/// - Source: Besag and Clifford 1991, "Sequential Monte Carlo p-values", Biometrika 78.
package struct ReplyOrder: Sendable {
  /// Which pairs of replies to a question are looked at.
  package enum Pairs: Sendable {
    /// Each reply and the one before it.
    case neighbours
    /// Any two of one race.
    case ofOneRace
  }

  /// Equal pairs found; count.
  package let found: Int
  /// Equal pairs to expect of independent draws; count.
  package let expected: Double
  /// All pairs looked at; count.
  package let pairs: Int
  /// Share of shuffles with at least as many; unit 1, at least 1e-4.
  package let pValue: Double

  /// Most shuffles; with the true order they make 10,000.
  private static let mostShuffles = 9_999
  /// Shuffles with as many equal pairs after which there is no more to find.
  private static let plenty = 10

  init(_ questions: [AuditedQuestion], _ pairs: Pairs) {
    // Where all replies are equal no order differs from another.
    var replies = questions.filter(\.varies).map { question in
      Replies(texts: question.texts.flatMap(\.self), ofRace: question.texts[0].count)
    }
    let found = replies.reduce(0) { $0 + $1.equal(pairs) }
    self.found = found
    self.pairs = replies.reduce(0) { $0 + $1.count(pairs) }
    expected = replies.reduce(0) { $0 + $1.shareOfEqual * Double($1.count(pairs)) }
    guard found > 0 else {
      pValue = 1
      return
    }
    var stream = WordStream(StreamKey(seed: 0).child(0x6F72_6465_72))
    var asMany = 0
    var shuffles = 0
    while shuffles < Self.mostShuffles, asMany < Self.plenty {
      var equal = 0
      for index in replies.indices {
        replies[index].texts.shuffle(using: &stream)
        equal += replies[index].equal(pairs)
      }
      if equal >= found { asMany += 1 }
      shuffles += 1
    }
    pValue =
      asMany == Self.plenty
      ? Double(asMany) / Double(shuffles) : Double(asMany + 1) / Double(shuffles + 1)
  }

  /// Replies to a question, race by race.
  private struct Replies {
    /// Number of each text, equal for equal texts.
    var texts: [Int]
    /// Draws of each race; count, at least 1.
    let ofRace: Int

    /// Pairs to look at; count.
    func count(_ pairs: Pairs) -> Int {
      switch pairs {
      case .neighbours: texts.count - 1
      case .ofOneRace: texts.count * (ofRace - 1) / 2
      }
    }

    /// Of these, equal ones; count.
    func equal(_ pairs: Pairs) -> Int {
      var count = 0
      switch pairs {
      case .neighbours:
        for index in 1..<texts.count where texts[index] == texts[index - 1] { count += 1 }
      case .ofOneRace:
        for first in stride(from: 0, to: texts.count, by: ofRace) {
          for later in first + 1..<first + ofRace {
            for earlier in first..<later where texts[earlier] == texts[later] { count += 1 }
          }
        }
      }
      return count
    }

    /// Share of all pairs that are equal; unit 1.
    var shareOfEqual: Double {
      let all = Replies(texts: texts, ofRace: texts.count)
      return Double(all.equal(.ofOneRace)) / Double(all.count(.ofOneRace))
    }
  }
}
