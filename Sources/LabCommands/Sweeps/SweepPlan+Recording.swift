import ExperimentDesign
import MAKERCore

extension SweepPlan {
  /// What identifies the recording of a channel of the sweep, as lines `key=value`.
  ///
  /// Neither temperature nor k, cap and reading are part of it: they stand in the draws themselves, or
  /// ask nothing else.
  ///
  /// - Parameters:
  ///   - channel: The channel as the definition gives it.
  ///   - task: The task.
  /// - Returns: The definition, of which the id is the hash; nil where the channel was never asked.
  func recording<Work: StepTask>(of channel: String, task: Work) -> String? {
    guard let canonical = channels[channel] else { return nil }
    var lines = [
      "channel=\(canonical)", "seed=\(seed)", "start=\(task.text(task.start))",
      "task=\(task.name)",
    ]
    // The same draw under another limit is another request.
    if let limit = definition.tokenLimit { lines.append("token_limit=\(limit)") }
    return lines.joined(separator: "\n")
  }
}
