package import MAKERCore

/// The Towers of Hanoi in two micro-roles, small enough for the smallest models.
///
/// One role says where disk 1 goes, always the next peg; the other which of the two other tops is the
/// smaller, which then goes to the other of the two pegs.  Each is asked by a table of examples that ends
/// in the question, and answers in a token or two.
///
/// The paper's prompt differs: there a reply holds the move and the next state, so that votes are for
/// both and a model that writes a state wrongly is outvoted.  Here a reply holds neither; the task makes
/// both of the answer, so that a step can go wrong by its answer alone, and what is measured is less:
/// that a model can follow, not that it can write a state down.
package struct MicroHanoi: StepTask {
  /// Disks; count, 2 to 8.
  package let disks: Int
  private let tops: String
  private let pegs: String

  /// Numbers of disks that a task can have: disks and `noDisk` are single digits.
  package static let sizes = 2...8
  /// Stands for the top of an empty peg; above every disk, of which a board has at most 8.
  package static let noDisk = 9

  /// Makes the task.
  ///
  /// - Parameter disks: Disks; count, 2 to 8.
  package init(disks: Int) {
    precondition(MicroHanoi.sizes.contains(disks), "a tower in roles has 2 to 8 disks")
    self.disks = disks
    pegs = HanoiTables.pegs
    tops = HanoiTables.tops(disks: disks)
  }

  /// Name by the number of disks, such as `hanoi-roles-5`.
  package var name: String { "hanoi-roles-\(disks)" }

  /// Moves of the shortest solution, 2^disks − 1; count.
  package var steps: Int { (1 << disks) - 1 }

  /// All disks on peg 0, and the turn of disk 1.
  package var start: HanoiTurn {
    HanoiTurn(pegs: TowersOfHanoi(disks: disks).start, isOfDiskOne: true)
  }

  /// The peg that all disks end on: 2 for an even number of disks, 1 for an odd one.
  package var goal: Int { disks % 2 == 0 ? 2 : 1 }

  /// The role's table and its question; put together they end where the answer begins.
  package func prompt(for state: HanoiTurn, after previous: HanoiMove?) -> Prompt {
    state.isOfDiskOne
      ? Prompt(instructions: pegs, step: "peg \(state.one) ->")
      : Prompt(instructions: tops, step: "min(\(state.tops.0),\(state.tops.1)) =")
  }

  /// Reads the digit that the role answers with, and makes move and state of it.
  ///
  /// - Throws: The flag of an empty reply, of another form or of an answer that no move follows from.
  package func parse(
    _ text: Span<UInt8>, reading: ReplyReading, in state: HanoiTurn
  ) throws(RedFlag) -> Candidate<HanoiMove, HanoiTurn> {
    var index = 0
    while case let length = ReplyCharacters.space(text, at: index), length > 0 { index += length }
    guard index < text.count else { throw .noAction }
    if state.isOfDiskOne {
      guard text.starts(with: "peg ", at: index) else { throw .badAction }
      index += 4
    }
    guard index < text.count, case let digit = Int(text[index]) - 48, (0...9).contains(digit),
      !state.isOfDiskOne || digit < 3
    else { throw .badAction }
    index += 1
    // What follows is no part of an answer; repairing takes it for chatter after one.
    if reading == .flagging {
      while case let length = ReplyCharacters.space(text, at: index), length > 0 {
        index += length
      }
      guard index == text.count else { throw .badAction }
    } else if index < text.count, text[index] &- 48 < 10 {
      throw .badAction
    }
    return candidate(digit, in: state)
  }

  /// What an answer votes for.
  func candidate(_ answer: Int, in state: HanoiTurn) -> Candidate<HanoiMove, HanoiTurn> {
    let (move, next) = state.answered(answer)
    return Candidate(action: move, next: next)
  }

  /// Whether the disk whose turn it is makes a legal move, and the turn passes on.
  package func isLegal(
    _ candidate: Candidate<HanoiMove, HanoiTurn>, in state: HanoiTurn
  ) -> Bool {
    (candidate.action.disk == 1) == state.isOfDiskOne
      && candidate.next.isOfDiskOne != state.isOfDiskOne
      && TowersOfHanoi(disks: disks).isLegal(
        Candidate(action: candidate.action, next: candidate.next.pegs), in: state.pegs)
  }

  /// Whether all moves are made, right or wrong.
  package func isFinished(_ state: HanoiTurn, after steps: Int) -> Bool { steps >= self.steps }

  /// Writes a move as `[disk, from, to]`.
  package func write(_ action: HanoiMove, to text: inout [UInt8]) {
    TowersOfHanoi(disks: disks).write(action, to: &text)
  }

  /// Writes the pegs, and whose turn it is.
  package func write(_ state: HanoiTurn, to text: inout [UInt8]) {
    TowersOfHanoi(disks: disks).write(state.pegs, to: &text)
    text.append(state.isOfDiskOne ? " disk 1" : " others")
  }

  /// Reads exactly what is written for a move; nil for anything else.
  package func action(from text: String) -> HanoiMove? {
    TowersOfHanoi(disks: disks).action(from: text)
  }

  /// Reads exactly what is written for pegs and turn; nil for anything else.
  package func state(from text: String) -> HanoiTurn? {
    for (ending, isOfDiskOne) in [(" disk 1", true), (" others", false)]
    where text.hasSuffix(ending) {
      return TowersOfHanoi(disks: disks).state(from: String(text.dropLast(ending.count))).map {
        HanoiTurn(pegs: $0, isOfDiskOne: isOfDiskOne)
      }
    }
    return nil
  }

  /// Returns where the right moves have led after a number of steps, without taking them.
  ///
  /// - Parameter step: Steps taken; count, 0 to `steps`.
  /// - Returns: The position, its previous move included.
  package func position(atStep step: Int) -> Position<MicroHanoi> {
    let position = TowersOfHanoi(disks: disks).position(atStep: step)
    // Disk 1 of an odd tower goes the other way there: pegs 1 and 2 change names.
    let names = disks % 2 == 0 ? [0, 1, 2] : [0, 2, 1]
    return Position(
      step: step,
      previous: position.previous.map {
        HanoiMove(disk: $0.disk, from: names[$0.from], to: names[$0.to])
      },
      state: HanoiTurn(
        pegs: HanoiState(names.map(position.state.peg)), isOfDiskOne: step % 2 == 0))
  }
}
