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

  /// Looks at the draws of one race, those of each channel by themselves.
  ///
  /// - Parameter draws: The draws, of one prompt.
  /// - Returns: The finding of the first channel whose draws at temperatures above 0 are all one text; nil
  ///   where they differ on each, or are too few or too short.
  package static func finding(in draws: [RecordedDraw]) -> IndependenceAudit.Finding? {
    let sampled = draws.filter { $0.temperature > 0 }
    let channels = Dictionary(grouping: sampled, by: \.channel)
    let copied = channels.filter { _, draws in
      draws.count >= leastDraws && draws[0].text.count >= leastBytes
        && draws.allSatisfy { $0.text == draws[0].text }
    }
    guard let (_, draws) = copied.min(by: { $0.key < $1.key }) else { return nil }
    return IndependenceAudit.Finding(
      .identicalReplies,
      "identical replies: all \(draws.count) draws at temperatures above 0"
        + (channels.count > 1 ? " on one of \(channels.count) channels" : "")
        + " are one text of \(draws[0].text.count) bytes, so that together they tell no more than one "
        + "of them")
  }
}
