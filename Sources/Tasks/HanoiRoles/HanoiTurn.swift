/// A tower, and whose turn it is.
package struct HanoiTurn: Hashable, Sendable {
  /// The three pegs.
  package var pegs: HanoiState
  /// Whether disk 1 is to move; else the smaller of the two other tops is.
  package var isOfDiskOne: Bool

  /// Makes a turn of its two parts.
  package init(pegs: HanoiState, isOfDiskOne: Bool) {
    self.pegs = pegs
    self.isOfDiskOne = isOfDiskOne
  }

  /// The peg of disk 1; 0 to 2.
  var one: Int { pegs.find(1)?.peg ?? 0 }

  /// The two other pegs, the lower number first.
  var others: (Int, Int) {
    switch one {
    case 0: (1, 2)
    case 1: (0, 2)
    default: (0, 1)
    }
  }

  /// The disks on top of the two other pegs; `MicroHanoi.noDisk` for an empty one.
  var tops: (Int, Int) {
    let (first, second) = others
    return (pegs.top(first) ?? MicroHanoi.noDisk, pegs.top(second) ?? MicroHanoi.noDisk)
  }

  /// What a role's answer does.
  ///
  /// - Parameter answer: A peg for disk 1, else the disk that is said to be the smaller.
  /// - Returns: The move and the turn after it; a disk that is on top of neither peg moves nothing, as
  ///   `[7, 0, 0]`.
  func answered(_ answer: Int) -> (move: HanoiMove, next: HanoiTurn) {
    let move: HanoiMove
    if isOfDiskOne {
      move = HanoiMove(disk: 1, from: one, to: answer)
    } else {
      let (first, second) = others
      switch answer {
      case MicroHanoi.noDisk: move = HanoiMove(disk: answer, from: 0, to: 0)
      case tops.0: move = HanoiMove(disk: answer, from: first, to: second)
      case tops.1: move = HanoiMove(disk: answer, from: second, to: first)
      default: move = HanoiMove(disk: answer, from: 0, to: 0)
      }
    }
    let after = move.from == move.to ? pegs : pegs.moving(move.disk, to: move.to)
    return (move, HanoiTurn(pegs: after, isOfDiskOne: !isOfDiskOne))
  }
}
