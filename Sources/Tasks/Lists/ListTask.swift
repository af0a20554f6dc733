package import MAKERCore

/// A task whose actions are a list of whole numbers and whose states are lists of them.
///
/// Everything that is text is here; a task says what its states are and what they must be.
package protocol ListTask: StepTask where Action == [Int], State == [[Int]] {
  /// The form of its answers and prompts.
  var form: ListForm { get }

  /// Whether lists, as many as the form says, are a state of this task and size.
  ///
  /// Whatever this accepts every part of the task can go on from.
  func isState(_ state: [[Int]]) -> Bool
}

/// The form of the answers and prompts of a task on lists.
package struct ListForm: Sendable {
  /// The names of an answer and the lists of a state.
  let grammar: ReplyGrammar
  /// The words of a prompt.
  let frame: PromptFrame
  /// The strategy and the form of the answer; the same at every step.
  let instructions: String
  /// Numbers of an action; count, at least 1.
  let actionNumbers: Int
  /// Numbers of a state; count.
  let stateNumbers: Int
}

extension ListTask {
  /// The instructions, the previous action and the lists of the state.
  package func prompt(for state: [[Int]], after previous: [Int]?) -> Prompt {
    Prompt(
      instructions: form.instructions,
      step: form.frame.step(
        of: self, state: state, after: previous, capacity: 64 + 4 * form.stateNumbers))
  }

  /// Reads an action and a state by their brackets; a repairing reading mends only the last one.
  ///
  /// - Throws: The flag of the part that is missing or malformed.
  package func parse(
    _ text: Span<UInt8>, reading: ReplyReading, in _: [[Int]]
  ) throws(RedFlag) -> Candidate<[Int], [[Int]]> {
    let places = try form.grammar.locate(in: text, reading: reading)
    guard let action = action(text, at: places.action) else { throw .badAction }
    // What is mended is the last bracket; a state of another size cannot be gone on from.
    guard let state = state(text, at: places.state, isRepairing: reading == .repairing) else {
      throw .badState
    }
    return Candidate(action: action, next: state)
  }

  /// Whether all steps are taken, right or wrong.
  package func isFinished(_ state: [[Int]], after steps: Int) -> Bool { steps >= self.steps }

  /// Writes an action as one list of numbers.
  package func write(_ action: [Int], to text: inout [UInt8]) { text.append(list: action) }

  /// Writes a state as a list of lists.
  package func write(_ state: [[Int]], to text: inout [UInt8]) {
    text.append(UInt8(ascii: "["))
    var isFirst = true
    for list in state {
      if !isFirst { text.append(", ") }
      isFirst = false
      text.append(list: list)
    }
    text.append(UInt8(ascii: "]"))
  }

  /// Reads exactly what is written for an action; nil for anything else.
  package func action(from text: String) -> [Int]? {
    guard let action = action(text.utf8.span, at: 0), self.text(action) == text else { return nil }
    return action
  }

  /// Reads exactly what is written for a state of this task; nil for anything else.
  package func state(from text: String) -> [[Int]]? {
    guard let state = state(text.utf8.span, at: 0, isRepairing: false), self.text(state) == text
    else { return nil }
    return state
  }

  /// Reads an action from where its bracket opens; nil where there is none.
  func action(_ text: Span<UInt8>, at index: Int) -> [Int]? {
    var cursor = ListCursor(at: index)
    var action: [Int] = []
    var isFirst = true
    do throws(ListCursor.Failure) {
      try cursor.expect(UInt8(ascii: "["), text)
      while let number = try cursor.number(text, isFirst: &isFirst) {
        guard action.count < form.actionNumbers else { return nil }
        action.append(number)
      }
    } catch { return nil }
    return action.count == form.actionNumbers ? action : nil
  }

  /// Reads a state from where its outer bracket opens; nil where there is none of this task.
  func state(_ text: Span<UInt8>, at index: Int, isRepairing: Bool) -> [[Int]]? {
    var cursor = ListCursor(at: index)
    var state = Array(repeating: [Int](), count: form.grammar.lists)
    var left = form.stateNumbers
    do throws(ListCursor.Failure) {
      try cursor.lists(text, count: state.count, isRepairing: isRepairing) { list, number in
        guard left > 0 else { return false }
        left -= 1
        state[list].append(number)
        return true
      }
    } catch { return nil }
    return isState(state) ? state : nil
  }
}
