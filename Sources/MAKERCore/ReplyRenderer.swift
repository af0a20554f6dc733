/// What a noise model lets a simulated model say.
public enum Utterance: Hashable, Sendable {
  /// A well-formed answer: candidate 0 is right, others are wrong, all different.
  case candidate(Int)
  /// A reply without the action or without the state.
  case missingField
  /// A reply that breaks off inside a list.
  case truncated
  /// Chatter that goes on until the token limit cuts it.
  case chatter
}

/// Lets a noise model speak about a task: what it decides becomes the text of a reply.
///
/// Like any model it reads the prompt and knows nothing else of the run.
public protocol ReplyRenderer: Sendable {
  /// Appends a reply to a prompt.
  ///
  /// - Parameters:
  ///   - utterance: What to say.
  ///   - prompt: A prompt of the renderer's task.
  ///   - variation: Random bits for what may vary without changing the vote; 64 bits.
  ///   - text: Where the reply goes.
  /// - Throws: `ChannelFailure.refused` where the prompt is not of the task.
  func render(
    _ utterance: Utterance, to prompt: Prompt, variation: UInt64, into text: inout [UInt8]
  ) throws(ChannelFailure)
}
