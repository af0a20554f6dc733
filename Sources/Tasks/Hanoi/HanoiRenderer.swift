package import MAKERCore

/// Speaks about the Towers of Hanoi for a simulated model, from the prompt alone.
package struct HanoiRenderer: ReplyRenderer {
  private let task: TowersOfHanoi
  private let checker: HanoiChecker

  /// Makes the renderer of a task.
  package init(_ task: TowersOfHanoi) {
    self.task = task
    checker = HanoiChecker(task)
  }

  package func render(
    _ utterance: Utterance, to prompt: Prompt, variation: UInt64, into text: inout [UInt8]
  ) throws(ChannelFailure) {
    guard let (state, previous) = Self.read(prompt.step) else {
      throw ChannelFailure(.refused, "the prompt is not of the Towers of Hanoi")
    }
    let right = checker.answer(in: state, after: previous)
    switch utterance {
    case .candidate(let number):
      let candidate =
        number == 0 ? right : HanoiMistakes(right: right, in: state).candidate(number)
      write(candidate, to: &text)
    case .missingField:
      text.append(Self.thought)
      if variation & 1 == 0 {
        text.append(Self.move)
        task.write(right.action, to: &text)
      } else {
        text.append(Self.nextState)
        task.write(right.next, to: &text)
      }
    case .truncated:
      write(right, to: &text)
      // Without its last bracket, or within the last list.
      text.removeLast(variation & 1 == 0 ? 1 : 2)
    case .chatter:
      for _ in 0..<8 { text.append(Self.doubt) }
    }
  }

  private func write(_ candidate: Candidate<HanoiMove, HanoiState>, to text: inout [UInt8]) {
    text.append(candidate.action.disk == 1 ? Self.smallest : Self.thought)
    text.append(Self.move)
    task.write(candidate.action, to: &text)
    text.append(Self.nextState)
    task.write(candidate.next, to: &text)
  }

  private static let smallest: StaticString = "It is disk 1's turn; it goes one peg on.\n"
  private static let thought: StaticString = "Disk 1 stays; one other move is legal.\n"
  private static let move: StaticString = "move = "
  private static let nextState: StaticString = "\nnext_state = "
  private static let doubt: StaticString =
    "Wait, let me look again at which disk is on top and where it may go. "

  /// Reads the state and the previous move from a prompt; nil where they are not there.
  static func read(_ prompt: String) -> (state: HanoiState, previous: HanoiMove?)? {
    let text = prompt.utf8.span
    guard starts(text, with: HanoiPrompt.previous, at: 0) else { return nil }
    var index = HanoiPrompt.previous.utf8CodeUnitCount
    var previous: HanoiMove?
    if starts(text, with: HanoiPrompt.none, at: index) {
      index += HanoiPrompt.none.utf8CodeUnitCount
    } else {
      previous = TowersOfHanoi.move(text, at: index)
      guard previous != nil else { return nil }
      while index < text.count, text[index] != UInt8(ascii: "\n") { index += 1 }
    }
    guard starts(text, with: HanoiPrompt.state, at: index) else { return nil }
    index += HanoiPrompt.state.utf8CodeUnitCount
    guard let state = TowersOfHanoi.state(text, at: index, isRepairing: false) else { return nil }
    return (state, previous)
  }

  private static func starts(
    _ text: Span<UInt8>, with prefix: StaticString, at index: Int
  ) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard index + count <= text.count else { return false }
    let bytes = unsafe UnsafeBufferPointer(start: prefix.utf8Start, count: count)
    for offset in 0..<count where unsafe text[index + offset] != bytes[offset] { return false }
    return true
  }
}
