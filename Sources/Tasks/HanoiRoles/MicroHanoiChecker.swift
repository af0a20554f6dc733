package import MAKERCore

/// Knows the right answer of both roles in every state, also where wrong votes have led to.
package struct MicroHanoiChecker: StepChecker {
  /// The towers whose two roles it knows.
  package typealias Work = MicroHanoi

  private let task: MicroHanoi

  /// Makes the checker of a task.
  package init(_ task: MicroHanoi) { self.task = task }

  /// The right answer; where neither of the two other pegs has a disk, that nothing moves.
  package func answer(
    in state: HanoiTurn, after previous: HanoiMove?
  ) -> Candidate<HanoiMove, HanoiTurn> {
    task.candidate(
      state.isOfDiskOne ? (state.one + 1) % 3 : min(state.tops.0, state.tops.1), in: state)
  }

  /// Whether all disks stand on the goal, the largest below.
  package func isSolved(_ state: HanoiTurn) -> Bool {
    state.pegs.peg(task.goal) == Array((1...task.disks).reversed())
  }
}
