import RandomStreams

/// Coordinates of trials that ended wrong or undecided, so that they can be replayed.
///
/// At most `limit` of them are kept: those whose index has the smallest hash.  So which ones are kept
/// depends neither on the order in which they are found nor on how trials are cut into ranges.
package struct LostTrials: Hashable, Sendable {
  /// One trial that did not end right.
  package struct Trial: Hashable, Sendable {
    /// Index of the trial within its design point; from 0.
    package let index: Int
    /// Whether it ended undecided; it ended wrong otherwise.
    package let isUndecided: Bool

    /// Takes a trial that was lost.
    ///
    /// - Parameters:
    ///   - index: Index of the trial within its design point; from 0.
    ///   - isUndecided: Whether it ended undecided; it ended wrong otherwise.
    package init(index: Int, isUndecided: Bool) {
      self.index = index
      self.isUndecided = isUndecided
    }
  }

  /// Most trials that are kept; count.
  package static let limit = 32

  /// Hash and trial, the smallest hash first; at most `limit`.
  private var kept: [(hash: UInt64, trial: Trial)] = []

  /// No trial was lost yet.
  package init() {}

  /// The trials, by index; at most `limit`.
  package var trials: [Trial] { kept.map(\.trial).sorted { $0.index < $1.index } }

  /// Whether no trial was lost.
  package var isEmpty: Bool { kept.isEmpty }

  /// Makes room for all that can be kept, so that nothing is allocated while trials run.
  package mutating func reserveCapacity() { kept.reserveCapacity(LostTrials.limit) }

  /// Adds a trial, and lets go the one with the greatest hash where there are too many.
  ///
  /// - Parameters:
  ///   - index: Index of the trial; from 0, not there yet.
  ///   - isUndecided: Whether it ended undecided; it ended wrong otherwise.
  package mutating func add(_ index: Int, isUndecided: Bool) {
    // Cheap, because where the promise breaks trials are lost all the time.
    let hash = StreamKey(state: UInt64(truncatingIfNeeded: index)).word(0)
    if kept.count == LostTrials.limit {
      guard let last = kept.last, (hash, index) < (last.hash, last.trial.index) else { return }
      kept.removeLast()
    }
    let place = kept.firstIndex { ($0.hash, $0.trial.index) > (hash, index) } ?? kept.count
    kept.insert((hash, Trial(index: index, isUndecided: isUndecided)), at: place)
  }

  /// Adds the trials of other ranges of the same design point.
  package static func += (sum: inout LostTrials, other: LostTrials) {
    for entry in other.kept { sum.add(entry.trial.index, isUndecided: entry.trial.isUndecided) }
  }

  /// Whether the same trials are kept; their hashes follow from them.
  package static func == (left: LostTrials, right: LostTrials) -> Bool {
    left.kept.map(\.trial) == right.kept.map(\.trial)
  }

  /// Feeds the trials that are kept.
  package func hash(into hasher: inout Hasher) { hasher.combine(kept.map(\.trial)) }
}

extension LostTrials {
  /// The trials as one word, `17w,23u`: index, then `w` for wrong or `u` for undecided.
  package var text: String {
    trials.map { "\($0.index)\($0.isUndecided ? "u" : "w")" }.joined(separator: ",")
  }

  /// Reads them back; nil when the text is none.
  package init?(_ text: String) {
    for field in text.split(separator: ",", omittingEmptySubsequences: text.isEmpty) {
      guard let end = field.last, end == "w" || end == "u", let index = Int(field.dropLast()),
        index >= 0
      else { return nil }
      guard !kept.contains(where: { $0.trial.index == index }) else { return nil }
      add(index, isUndecided: end == "u")
    }
    // What was too much, out of order or written otherwise is no list of ours.
    guard self.text == text else { return nil }
  }
}
