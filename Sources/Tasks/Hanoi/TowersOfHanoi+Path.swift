package import MAKERCore

extension TowersOfHanoi {
  /// Returns where the right moves have led after a number of steps, without taking them.
  ///
  /// Disk d moves at every 2^d-th step from step 2^(d−1) on, always in the same direction: disks
  /// 1, 3, 5 … in that of disk 1, the others in the opposite one.
  ///
  /// - Parameter step: Steps taken; count, 0 to `steps`.
  /// - Returns: The position, its previous move included.
  package func position(atStep step: Int) -> Position<TowersOfHanoi> {
    precondition((0...steps).contains(step), "step \(step) is not one of \(steps)")
    var builder = HanoiState.Builder()
    for peg in 0..<3 {
      for disk in (1...disks).reversed() where self.peg(of: disk, after: step) == peg {
        _ = builder.append(disk)
      }
      builder.endPeg(peg)
    }
    return Position(
      step: step, previous: step == 0 ? nil : move(atStep: step - 1), state: builder.state)
  }

  /// The right move of a step.
  private func move(atStep step: Int) -> HanoiMove {
    let disk = (step + 1).trailingZeroBitCount + 1
    return HanoiMove(
      disk: disk, from: peg(of: disk, after: step), to: peg(of: disk, after: step + 1))
  }

  /// The peg of a disk after a number of right moves; 0 to 2.
  private func peg(of disk: Int, after step: Int) -> Int {
    let moves = (step + (1 << (disk - 1))) >> disk
    return moves % 3 * (disk % 2 == 1 ? direction : 3 - direction) % 3
  }
}
