package import MAKERCore

/// The step that the paper's run of a million found hardest, with the answers that were voted for.
///
/// Both wrong answers take the top of peg 2 for disk 14 and so move disk 13 onto it; they differ in
/// where the next state puts it.  Both are well-formed, and no move of the game.
///
/// - Source: arXiv 2511.09030, Fig. 11 and Appendix D; steps are counted from 0.
package struct HanoiHardStep: Sendable {
  /// Index of the step; from 0.
  package static let index = 10_241
  /// The tower of the paper's run.
  package let task: TowersOfHanoi
  /// State and previous move that the right path leads to.
  package let position: Position<TowersOfHanoi>
  /// The answers A, B and C.
  ///
  /// - Shape: the right one, 13 at the bottom of peg 2, 13 on top of peg 2.
  package let candidates: [Candidate<HanoiMove, HanoiState>]

  /// Makes the step.
  package init() {
    task = TowersOfHanoi(disks: 20)
    position = task.position(atStep: Self.index)
    let state = position.state
    let wrong = HanoiMove(disk: 13, from: 1, to: 2)
    candidates = [
      HanoiChecker(task).answer(in: state, after: position.previous),
      Candidate(action: wrong, next: state.moving(13, to: 2, atBottom: true)),
      Candidate(action: wrong, next: state.moving(13, to: 2)),
    ]
  }

  /// Says an answer as a simulated model would.
  ///
  /// - Parameter candidate: Which of `candidates`; 0 the right one.
  /// - Returns: The reply; UTF-8.
  package func reply(for candidate: Int) -> [UInt8] {
    var text: [UInt8] = []
    HanoiRenderer.words.render(
      .candidate(candidate), of: task, thought: HanoiRenderer.other, right: candidates[0],
      variation: 0, into: &text
    ) { candidates[$0] }
    return text
  }

  /// Reads a reply as the paper's run did, by the flagging parser.
  ///
  /// - Parameter reply: The reply.
  /// - Returns: Which of `candidates` it votes for; nil for another answer.
  /// - Throws: The reason to discard it.
  package func candidate(of reply: [UInt8]) throws(RedFlag) -> Int? {
    let voted = try RedFlagPolicy(reading: .flagging).candidate(
      of: Reply(text: reply), to: task, in: position.state)
    return candidates.firstIndex(of: voted)
  }
}
