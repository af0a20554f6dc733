/// A task solved one step at a time, each step by a prompt of its own (m = 1 by construction).
///
/// Knows the form of questions and answers, never which answer is right.
public protocol StepTask: Sendable {
  /// What one step does.
  associatedtype Action: Hashable & Sendable
  /// What one step turns into the next.
  associatedtype State: Hashable & Sendable

  /// Name with its size, such as `hanoi-20`; lowercase letters, digits and hyphens.
  var name: String { get }
  /// Steps s of the task; count, at least 1.
  var steps: Int { get }
  /// The state before the first step.
  var start: State { get }

  /// Returns the prompt of a step.
  ///
  /// - Parameters:
  ///   - state: The current state.
  ///   - previous: The action of the step before; nil at the first one.
  /// - Returns: Strategy, previous action and current state, nothing else.
  func prompt(for state: State, after previous: Action?) -> Prompt

  /// Reads a reply.
  ///
  /// - Parameters:
  ///   - text: The reply; valid UTF-8.
  ///   - reading: Whether what does not fit the grammar is flagged or repaired.
  ///   - state: The state that was asked about, for tasks whose replies do not say the next one.
  /// - Returns: What the reply votes for.
  /// - Throws: The reason to discard it.
  func parse(
    _ text: Span<UInt8>, reading: ReplyReading, in state: State
  ) throws(RedFlag) -> Candidate<Action, State>

  /// Whether a candidate obeys the rules of the task; knowledge that a voter does not have.
  func isLegal(_ candidate: Candidate<Action, State>, in state: State) -> Bool

  /// Whether nothing is left to do in a state that was reached after a number of steps.
  func isFinished(_ state: State, after steps: Int) -> Bool

  /// Appends an action as prompts, replies and journals write it; one line.
  func write(_ action: Action, to text: inout [UInt8])

  /// Appends a state as prompts, replies and journals write it; one line.
  func write(_ state: State, to text: inout [UInt8])

  /// Reads an action as `write` writes it; nil where it is none.
  func action(from text: String) -> Action?

  /// Reads a state of a task of this size as `write` writes it; nil where it is none.
  func state(from text: String) -> State?
}

extension StepTask {
  /// What a step turns a state into: the voted next state, never a model's own context.
  @inlinable
  public func advance(_ position: inout Position<Self>, by voted: Candidate<Action, State>) {
    position.step += 1
    position.previous = voted.action
    position.state = voted.next
  }

  /// An action as one line of text.
  public func text(_ action: Action) -> String {
    var text: [UInt8] = []
    write(action, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// A state as one line of text.
  public func text(_ state: State) -> String {
    var text: [UInt8] = []
    write(state, to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}

/// What a valid reply votes for: the action and the next state together, compared exactly.
public struct Candidate<Action: Hashable & Sendable, State: Hashable & Sendable>: Hashable, Sendable
{
  /// What the step does.
  public var action: Action
  /// The state that the step leads to, as the reply says.
  public var next: State

  /// Makes a candidate of its two parts.
  @inlinable
  public init(action: Action, next: State) {
    self.action = action
    self.next = next
  }
}

/// How far a task is: what the next prompt is made of.
public struct Position<Work: StepTask>: Hashable, Sendable {
  /// Steps decided so far; count.
  public var step: Int
  /// The voted action of the last step; nil before the first.
  public var previous: Work.Action?
  /// The voted state.
  public var state: Work.State

  /// Makes a position.
  ///
  /// - Parameters:
  ///   - step: Steps decided so far; count, at least 0.
  ///   - previous: The voted action of the last step; nil before the first.
  ///   - state: The voted state.
  @inlinable
  public init(step: Int, previous: Work.Action?, state: Work.State) {
    self.step = step
    self.previous = previous
    self.state = state
  }

  /// The beginning of a task.
  @inlinable
  public init(startOf task: Work) {
    self.init(step: 0, previous: nil, state: task.start)
  }
}

/// Knows the right answer of every step; judges afterwards and is never shown to the voter.
public protocol StepChecker: Sendable {
  /// The task whose answers are known.
  associatedtype Work: StepTask

  /// The right answer in a position, also where wrong votes have led to a state off the path.
  func answer(
    in state: Work.State, after previous: Work.Action?
  ) -> Candidate<Work.Action, Work.State>

  /// Whether a task that ended in this state is solved.
  func isSolved(_ state: Work.State) -> Bool

  /// Whether the right answer in a state is known at all; where it is not, `answer` says nothing, and a
  /// vote is neither right nor wrong.
  func knows(_ state: Work.State) -> Bool
}

extension StepChecker {
  /// Every right answer is known.
  public func knows(_ state: Work.State) -> Bool { true }
}
