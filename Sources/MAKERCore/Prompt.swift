/// What a channel is asked: instructions that are the same at every step, and the step itself.
public struct Prompt: Hashable, Sendable {
  /// The strategy and the form of the answer, the same at every step of a task.
  public var instructions: String
  /// The previous action and the current state, nothing else.
  public var step: String

  /// Makes a prompt of its two parts.
  public init(instructions: String, step: String) {
    self.instructions = instructions
    self.step = step
  }
}
