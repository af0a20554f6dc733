package import MAKERCore

/// ESC, early-stopping self-consistency: votes come in windows, and a unanimous window wins.
///
/// After the last window the plurality of all votes wins, as the rule itself says; a tie is undecided.
/// The paper gives windows of 5 or 8 and 40 votes.  To compare rules at one δ the window is, and this is
/// ours, the least whose unanimous answer is wrong with probability δ at most between two candidates,
/// and the windows are as few as make 40 votes.  The plurality keeps no δ: nothing is promised.
package struct WindowStop: ChainRule {
  /// The paper of the windows, and what of it is ours.
  package static let source = "ESC, arXiv 2401.10480; the window from δ is ours"

  /// Votes that the windows make at least; votes.
  package static let leastVotes = 40

  /// Votes of one window; count.
  package let window: Int
  /// Nothing: the plurality at the end keeps no error.
  package let guarantee: Guarantee
  /// The votes of all windows, or the cap where that is less; votes.
  package let mostVotes: Int
  /// Votes of all windows; count.
  private let votes: Int

  /// Makes the rule with the window that δ asks for.
  ///
  /// - Throws: `StoppingError` where the window would be too large.
  package init(_ setting: StoppingSetting) throws(StoppingError) {
    // Unanimous by chance: (q/p)^w/(1 + (q/p)^w), the error of a margin of w.
    let window = try FirstToAheadBy.margin(setting)
    self.init(setting, window: window, windows: (Self.leastVotes + window - 1) / window)
  }

  /// Makes the rule with given windows.
  ///
  /// - Parameters:
  ///   - setting: Cap and channel; its δ says nothing here.
  ///   - window: Votes of a window; count, at least 1.
  ///   - windows: Windows of a race; count, at least 1.
  package init(_ setting: StoppingSetting, window: Int, windows: Int) {
    precondition(window >= 1 && windows >= 1, "a race has windows of at least one vote")
    self.window = window
    votes = window * windows
    guarantee = Guarantee(.none, setting)
    mostVotes = min(votes, setting.cap)
  }

  /// One window of equal votes; votes.
  package var fewestVotes: Int { window }

  /// Begins a race at the first vote of a window.
  package func race() -> WindowRace { WindowRace(window: window, votes: votes, cap: mostVotes) }

  /// Nobody has voted in the window or both have, only the first, only the second.
  package var phases: Int { 3 }

  /// Ends a unanimous window for its candidate; after the last window the plurality has it.
  package func turn(phase: Int, voted: Int, counts: (first: Int, second: Int)) -> ChainTurn {
    let cast = counts.first + counts.second
    let isFirstOfWindow = window == 1 || cast % window == 1
    let unanimous = isFirstOfWindow || phase == voted + 1 ? voted + 1 : 0
    if cast % window == 0, unanimous > 0 { return .ended(.won(candidate: voted)) }
    if cast >= mostVotes {
      if cast < votes || counts.first == counts.second { return .ended(.undecided) }
      return .ended(.won(candidate: counts.first > counts.second ? 0 : 1))
    }
    return .open(phase: cast % window == 0 ? 0 : unanimous)
  }
}

/// A race in windows.
package struct WindowRace: StoppingRace {
  private let window: Int
  private let votes: Int
  /// Never decided before the cap.
  private var counts: VoteRace
  /// Candidate that has all votes of the open window; nil where nobody has.
  private var unanimous: Int?
  /// Votes of the open window; count.
  private var inWindow = 0

  init(window: Int, votes: Int, cap: Int) {
    self.window = window
    self.votes = votes
    counts = VoteRace(rule: RaceRule(margin: .max), cap: cap)
  }

  /// Counts a vote, in its window and among all.
  package mutating func cast(_ candidate: Int) -> Verdict? {
    let end = counts.cast(candidate)
    if inWindow == 0 {
      unanimous = candidate
    } else if unanimous != candidate {
      unanimous = nil
    }
    inWindow += 1
    if inWindow == window {
      if let unanimous { return .won(candidate: unanimous) }
      inWindow = 0
    }
    if counts.votes == votes, counts.lead > 0, let leader = counts.leader {
      return .won(candidate: leader)
    }
    return end
  }
}
