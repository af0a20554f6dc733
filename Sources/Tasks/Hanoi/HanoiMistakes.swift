import MAKERCore

/// Wrong answers to one step, all different, of the kinds that models make.
///
/// Which kind comes first depends on the step, so that over a task every kind occurs.
struct HanoiMistakes {
  private let right: Candidate<HanoiMove, HanoiState>
  private let state: HanoiState

  init(right: Candidate<HanoiMove, HanoiState>, in state: HanoiState) {
    self.right = right
    self.state = state
  }

  /// The wrong answer of a number; from 1.
  func candidate(_ number: Int) -> Candidate<HanoiMove, HanoiState> {
    let first = right.action.disk + right.action.from + Int(state.heights[0])
    var found = [right]
    for kind in 0..<4 {
      guard let mistake = mistake((kind + first) % 4), !found.contains(mistake) else { continue }
      found.append(mistake)
      if found.count > number { return mistake }
    }
    // Other moves and other states than the right ones, 27 for every disk.
    var index = 0
    while true {
      let disk = right.action.disk + index / 27
      let mistake = Candidate(
        action: HanoiMove(disk: disk, from: index % 3, to: index / 3 % 3),
        next: rotated(right.next, by: index / 9 % 3))
      index += 1
      if found.contains(mistake) { continue }
      found.append(mistake)
      if found.count > number { return mistake }
    }
  }

  private func mistake(_ kind: Int) -> Candidate<HanoiMove, HanoiState>? {
    let move = right.action
    switch kind {
    case 0:
      // The right disk under those of its new peg, as in the paper's step 10241.
      return Candidate(action: move, next: state.moving(move.disk, to: move.to, atBottom: true))
    case 1:
      // The right disk to the third peg.
      let peg = 3 - move.from - move.to
      guard (0...2).contains(peg), peg != move.from, peg != move.to else { return nil }
      return Candidate(
        action: HanoiMove(disk: move.disk, from: move.from, to: peg),
        next: state.moving(move.disk, to: peg))
    case 2:
      // The right move, and the old state again.
      return Candidate(action: move, next: state)
    default: return illegal
    }
  }

  /// A larger disk onto a smaller one; nil where no two pegs have disks.
  private var illegal: Candidate<HanoiMove, HanoiState>? {
    for from in 0..<3 {
      for to in 0..<3 where to != from {
        guard let disk = state.top(from), let below = state.top(to), below < disk else { continue }
        return Candidate(
          action: HanoiMove(disk: disk, from: from, to: to), next: state.moving(disk, to: to))
      }
    }
    return nil
  }

  /// The pegs one after another, begun elsewhere.
  private func rotated(_ state: HanoiState, by pegs: Int) -> HanoiState {
    HanoiState((0..<3).map { state.peg(($0 + pegs) % 3) })
  }
}
