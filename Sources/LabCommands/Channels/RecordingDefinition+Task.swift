import ExperimentDesign
import MAKERCore

extension RecordingDefinition {
  /// Defines the recording of a channel on a task.
  ///
  /// A draw under another token limit is another draw of the same place, so the limit keeps recordings
  /// apart; a smaller one can be applied to what is recorded.
  ///
  /// - Parameters:
  ///   - channel: The channel, in the one way of writing it.
  ///   - task: The task.
  ///   - seed: Seed of the run; at least 0.
  ///   - tokenLimit: Most tokens of a reply that is asked for; tokens, nil for no limit.
  init<Work: StepTask>(channel: String, task: Work, seed: Int, tokenLimit: Int?) {
    self.init(
      channel: channel, task: task.name, start: task.text(task.start), seed: seed,
      further: ["token_limit=\(tokenLimit.map(String.init) ?? "none")"])
  }
}
