package import MAKERCore

/// Knows the right move in every state, by the procedure itself.
package struct HanoiChecker: StepChecker {
  /// The towers whose moves it knows.
  package typealias Work = TowersOfHanoi

  private let direction: Int
  private let goal: HanoiState

  /// Makes the checker of a task.
  package init(_ task: TowersOfHanoi) {
    direction = task.direction
    goal = HanoiState([[], [], Array((1...task.disks).reversed())])
  }

  /// The right answer.
  ///
  /// Wrong votes can lead to states that the rules do not know.  There, too, disk 1 goes one peg on
  /// from wherever it is, and otherwise the smaller of the two other tops goes to the other peg;
  /// where nothing but disk 1's peg has disks the answer is to move nothing, `[0, 0, 0]`.
  package func answer(
    in state: HanoiState, after previous: HanoiMove?
  ) -> Candidate<HanoiMove, HanoiState> {
    let smallest = state.find(1)?.peg ?? 0
    let one = (smallest + 1) % 3
    let other = (smallest + 2) % 3
    if previous?.disk != 1 {
      return Self.candidate(1, from: smallest, to: (smallest + direction) % 3, in: state)
    }
    switch (state.top(one), state.top(other)) {
    case (nil, nil):
      return Candidate(action: HanoiMove(disk: 0, from: 0, to: 0), next: state)
    case (let top?, let rest) where top < rest ?? .max:
      return Self.candidate(top, from: one, to: other, in: state)
    case (_, let top):
      return Self.candidate(top ?? 0, from: other, to: one, in: state)
    }
  }

  /// Whether all disks stand on peg 2, the largest below.
  package func isSolved(_ state: HanoiState) -> Bool { state == goal }

  private static func candidate(
    _ disk: Int, from: Int, to: Int, in state: HanoiState
  ) -> Candidate<HanoiMove, HanoiState> {
    Candidate(
      action: HanoiMove(disk: disk, from: from, to: to), next: state.moving(disk, to: to))
  }
}
