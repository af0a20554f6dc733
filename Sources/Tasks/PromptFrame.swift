import MAKERCore

/// The words around the previous action and the state of a prompt.
package struct PromptFrame: Sendable {
  /// What stands before the previous action, at the beginning.
  private let previous: StaticString
  private static let none: StaticString = "none"
  private static let state: StaticString = "\nCurrent state: "

  init(previous: StaticString) {
    self.previous = previous
  }

  /// Returns the previous action and the state of a step as a prompt says them.
  ///
  /// - Parameters:
  ///   - task: The task, which writes both.
  ///   - state: The current state.
  ///   - action: The action of the step before; nil at the first one.
  ///   - capacity: Bytes that the text will hardly exceed.
  /// - Returns: Two lines without an end.
  func step<Work: StepTask>(
    of task: Work, state: Work.State, after action: Work.Action?, capacity: Int
  ) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(capacity)
    text.append(previous)
    if let action { task.write(action, to: &text) } else { text.append(Self.none) }
    text.append(Self.state)
    task.write(state, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Finds the previous action and the state in a prompt.
  ///
  /// - Parameter text: The prompt of a step.
  /// - Returns: Where they begin, without the previous action at the first step; nil where the text
  ///   is no such prompt.
  func places(in text: Span<UInt8>) -> (previous: Int?, state: Int)? {
    guard text.starts(with: previous, at: 0) else { return nil }
    let action = previous.utf8CodeUnitCount
    var index = action
    let isFirst = text.starts(with: Self.none, at: action)
    while index < text.count, text[index] != UInt8(ascii: "\n") { index += 1 }
    guard text.starts(with: Self.state, at: index) else { return nil }
    return (isFirst ? nil : action, index + Self.state.utf8CodeUnitCount)
  }
}
