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

  /// Speaks about the state that it reads from the prompt.
  ///
  /// - Throws: `ChannelFailure.refused` where the prompt is not of the Towers of Hanoi.
  package func render(
    _ utterance: Utterance, to prompt: Prompt, variation: UInt64, into text: inout [UInt8]
  ) throws(ChannelFailure) {
    guard let (state, previous) = Self.read(prompt.step) else {
      throw ChannelFailure(.refused, "the prompt is not of the Towers of Hanoi")
    }
    let right = checker.answer(in: state, after: previous)
    Self.words.render(
      utterance, of: task, thought: right.action.disk == 1 ? Self.smallest : Self.other,
      right: right, variation: variation, into: &text
    ) { HanoiMistakes(right: right, in: state).candidate($0) }
  }

  private static let smallest: StaticString = "It is disk 1's turn; it goes one peg on.\n"
  static let other: StaticString = "Disk 1 stays; one other move is legal.\n"
  static let words = ReplyWords(
    action: "move = ",
    doubt: "Wait, let me look again at which disk is on top and where it may go. ")

  /// Reads the state and the previous move from a prompt; nil where they are not there.
  static func read(_ prompt: String) -> (state: HanoiState, previous: HanoiMove?)? {
    let text = prompt.utf8.span
    guard let places = TowersOfHanoi.frame.places(in: text),
      let state = TowersOfHanoi.state(text, at: places.state, isRepairing: false)
    else { return nil }
    guard let at = places.previous else { return (state, nil) }
    guard let previous = TowersOfHanoi.move(text, at: at) else { return nil }
    return (state, previous)
  }
}
