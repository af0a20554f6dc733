package import MAKERCore

/// The Towers of Hanoi, one move a step, by a procedure that the prompt gives.
///
/// The smallest disk moves at every second step and always in the same direction, the other steps
/// have one legal move.  With an even number of disks it goes clockwise, with an odd number the other
/// way, so that every size ends on peg 2.
///
/// - Source: arXiv 2511.09030, Section 4 and Appendix C, for even numbers of disks.
package struct TowersOfHanoi: StepTask {
  /// Disks; count, 1 to 30.
  package let disks: Int
  private let instructions: String
  private static let grammar = ReplyGrammar(action: "move", lists: 3)
  static let frame = PromptFrame(previous: "Previous move: ")

  /// Makes the task.
  ///
  /// - Parameter disks: Disks; count, 1 to 30.
  package init(disks: Int) {
    precondition(TowersOfHanoi.sizes.contains(disks), "a tower has 1 to 30 disks")
    self.disks = disks
    instructions = Self.instructions(disks)
  }

  /// Numbers of disks that a task can have.
  package static let sizes = 1...30

  /// Name by the number of disks, such as `hanoi-20`.
  package var name: String { "hanoi-\(disks)" }

  /// Moves of the shortest solution, 2^disks − 1; count.
  package var steps: Int { (1 << disks) - 1 }

  /// All disks on peg 0, the largest below.
  package var start: HanoiState { HanoiState([Array((1...disks).reversed()), [], []]) }

  /// Pegs by which disk 1 goes on at each of its moves, counted modulo 3; 0 to 2.
  package var direction: Int { disks % 2 == 0 ? 1 : 2 }

  /// The procedure, the previous move and the pegs, in the words of the paper's prompt.
  package func prompt(for state: HanoiState, after previous: HanoiMove?) -> Prompt {
    Prompt(
      instructions: instructions,
      step: Self.frame.step(of: self, state: state, after: previous, capacity: 192))
  }

  /// Reads a move and the pegs after it; a strict reading takes only pegs that hold each disk once.
  ///
  /// - Throws: The flag of the part that is missing or malformed.
  package func parse(
    _ text: Span<UInt8>, reading: ReplyReading, in _: HanoiState
  ) throws(RedFlag) -> Candidate<HanoiMove, HanoiState> {
    let places = try Self.grammar.locate(in: text, reading: reading)
    guard let move = Self.move(text, at: places.action) else { throw .badAction }
    guard
      let state = Self.state(text, at: places.state, isRepairing: reading == .repairing),
      reading == .repairing || state.isPermutation(of: disks)
    else { throw .badState }
    return Candidate(action: move, next: state)
  }

  /// Whether a move takes a top disk to an empty peg or a larger disk, and the state says just that.
  package func isLegal(
    _ candidate: Candidate<HanoiMove, HanoiState>, in state: HanoiState
  ) -> Bool {
    let move = candidate.action
    guard (0...2).contains(move.from), (0...2).contains(move.to), move.from != move.to,
      state.top(move.from) == move.disk, state.top(move.to) ?? .max > move.disk
    else { return false }
    return candidate.next == state.moving(move.disk, to: move.to)
  }

  /// Whether all moves are made, right or wrong.
  package func isFinished(_ state: HanoiState, after steps: Int) -> Bool { steps >= self.steps }

  /// Writes a move as `[disk, from, to]`.
  package func write(_ action: HanoiMove, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "["))
    text.append(decimal: action.disk)
    text.append(", ")
    text.append(decimal: action.from)
    text.append(", ")
    text.append(decimal: action.to)
    text.append(UInt8(ascii: "]"))
  }

  /// Writes the pegs as three lists of disks, the lowest first.
  package func write(_ state: HanoiState, to text: inout [UInt8]) {
    // One growth of the array for all disks: this is what most of a prompt and of a reply is.
    unsafe withUnsafeTemporaryAllocation(
      of: UInt8.self, capacity: 16 + 5 * HanoiState.mostDisks
    ) { bytes in
      let count = unsafe Self.write(state, to: bytes)
      unsafe text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[..<count]))
    }
  }

  /// Writes a state into bytes and returns how many it took.
  @unsafe
  private static func write(
    _ state: HanoiState, to bytes: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    func put(_ byte: UInt8) {
      unsafe bytes[count] = byte
      count += 1
    }
    let disks = state.disks
    var index = 0
    put(UInt8(ascii: "["))
    for peg in 0..<3 {
      if peg > 0 {
        put(UInt8(ascii: ","))
        put(UInt8(ascii: " "))
      }
      put(UInt8(ascii: "["))
      let end = index + state.height(peg)
      while index < end {
        let disk = disks[index]
        if disk >= 100 { put(disk / 100 + 48) }
        if disk >= 10 { put(disk / 10 % 10 + 48) }
        put(disk % 10 + 48)
        index += 1
        if index < end {
          put(UInt8(ascii: ","))
          put(UInt8(ascii: " "))
        }
      }
      put(UInt8(ascii: "]"))
    }
    put(UInt8(ascii: "]"))
    return count
  }

  /// Reads exactly what is written for a move; nil for anything else.
  package func action(from text: String) -> HanoiMove? {
    guard let move = Self.move(text.utf8.span, at: 0), self.text(move) == text else { return nil }
    return move
  }

  /// Reads exactly what is written for pegs that hold each disk once; nil for anything else.
  package func state(from text: String) -> HanoiState? {
    guard let state = Self.state(text.utf8.span, at: 0, isRepairing: false),
      state.isPermutation(of: disks), self.text(state) == text
    else { return nil }
    return state
  }

  /// Reads a list of exactly three numbers.
  static func move(_ text: Span<UInt8>, at index: Int) -> HanoiMove? {
    var cursor = ListCursor(at: index)
    var isFirst = true
    do throws(ListCursor.Failure) {
      try cursor.expect(UInt8(ascii: "["), text)
      guard let disk = try cursor.number(text, isFirst: &isFirst),
        let from = try cursor.number(text, isFirst: &isFirst),
        let to = try cursor.number(text, isFirst: &isFirst),
        try cursor.number(text, isFirst: &isFirst) == nil
      else { return nil }
      return HanoiMove(disk: disk, from: from, to: to)
    } catch { return nil }
  }

  /// Reads three lists of numbers that a state can hold.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - index: Where the outer bracket opens.
  ///   - isRepairing: Whether the end of the text stands for a missing last bracket.
  /// - Returns: The state; nil where there is none.
  static func state(_ text: Span<UInt8>, at index: Int, isRepairing: Bool) -> HanoiState? {
    var cursor = ListCursor(at: index)
    var builder = HanoiState.Builder()
    do throws(ListCursor.Failure) {
      try cursor.lists(text, count: 3, isRepairing: isRepairing) { _, disk in
        builder.append(disk)
      } end: { peg in
        builder.endPeg(peg)
      }
      return builder.state
    } catch { return nil }
  }
}
