import MAKERCore

extension [ChannelChoice] {
  /// Makes the channels, ready to be asked about a task.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - renderer: Says what a simulated model decides.
  ///   - seed: Seed of the run; at least 0.
  ///   - tokenLimit: Most tokens of a reply that is asked for; tokens, nil for no limit.
  ///   - margin: Draws that a cheaper model of a mixture gets first where that does not say; at least 1.
  ///   - asking: Asks the providers; nil where none is asked.
  /// - Returns: The channels in their order.
  /// - Throws: What a noise model or the journal refuses.
  func made<Work: StepTask, Renderer: ReplyRenderer>(
    for task: Work, _ renderer: Renderer, seed: Int, tokenLimit: Int?, margin: Int,
    asking: AskingRun?
  ) async throws -> [any Channel] {
    var channels: [any Channel] = []
    for (place, choice) in enumerated() {
      if let spec = choice.simulated {
        channels.append(try spec.channel(renderer, task: task.name, seed: seed, place: place))
      } else if let recorded = choice.recorded {
        let root = ChannelSpec.root(task: task.name, seed: seed, place: place)
        channels.append(recorded.channel(root: root))
      } else {
        guard let asking else { preconditionFailure("nothing was begun to ask providers") }
        channels.append(
          try await asking.channel(choice, about: task, tokenLimit: tokenLimit, margin: margin))
      }
    }
    return channels
  }
}
