package import MAKERCore

/// What a single race can show: long replies that are the same to the last byte.
///
/// A model that samples writes a long reply in one way only where it is sure of every word.  That is no
/// proof of a cache, so it is no part of an audit; but votes that are copies of one text tell no more than
/// one of them.
package enum IdenticalReplies {
  /// Least length of a long reply; bytes.
  package static let leastBytes = 200
  /// Least number of such replies; count.
  package static let leastDraws = 3

  /// Looks at the draws of one race.
  ///
  /// - Parameter draws: The draws, of one prompt.
  /// - Returns: The finding; nil where two draws of one channel at a temperature above 0 differ, or where
  ///   there are too few or too short ones.
  package static func finding(in draws: [RecordedDraw]) -> IndependenceAudit.Finding? {
    let sampled = draws.filter { $0.temperature > 0 }
    guard sampled.count >= leastDraws, let first = sampled.first,
      first.text.count >= leastBytes, sampled.allSatisfy({ $0.text == first.text })
    else { return nil }
    return IndependenceAudit.Finding(
      .identicalReplies,
      "identical replies: all \(sampled.count) draws at temperatures above 0 are one text of "
        + "\(first.text.count) bytes, so that together they tell no more than one of them")
  }
}
