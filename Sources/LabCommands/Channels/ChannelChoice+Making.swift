import MAKERCore
import Tasks

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
  ///   - steps: Indices of the steps that are asked about; nil for all of a list of questions.
  /// - Returns: The channels in their order.
  /// - Throws: What a noise model or the journal refuses; `LabError` where a simulated model would have
  ///   nothing to say.
  func made<Work: StepTask, Renderer: ReplyRenderer>(
    for task: Work, _ renderer: Renderer, seed: Int, tokenLimit: Int?, margin: Int,
    asking: AskingRun?, steps: [Int]? = nil
  ) async throws -> [any Channel] {
    var channels: [any Channel] = []
    for (place, choice) in enumerated() {
      if let spec = choice.simulated {
        if let prompts = task as? PromptTask {
          try spec.check(canAnswer: prompts, steps ?? prompts.lines.indices.map(\.self))
        }
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

extension ChannelSpec {
  /// Checks that all answers can be made up that the model may give.
  ///
  /// - Parameters:
  ///   - task: The questions.
  ///   - steps: Indices of those that are asked.
  /// - Throws: `LabError` that names a question and what no answer fits.
  fileprivate func check(canAnswer task: PromptTask, _ steps: [Int]) throws(LabError) {
    let answers = (shares.lastIndex { $0 > 0 } ?? 0) + 1
    guard let (line, found) = task.unanswerable(answers, among: steps) else { return }
    let wrong = found - 1
    let count =
      switch wrong {
      case -1: "no answer"
      case 0: "no wrong answer"
      default: "only \(wrong) of \(answers - 1) wrong answers"
      }
    throw LabError(
      "a simulated model finds \(count) to '\(line.id)' that \(wrong > 0 ? "fit" : "fits") "
        + "\(line.policy.conditions); ask a real one, or "
        + (line.expectedText == nil && wrong < 0
          ? "give the expected answer" : "allow more answers"))
  }
}

extension ReplyPolicy {
  /// What replies must meet, in the words of whoever gave it.
  fileprivate var conditions: String {
    let given = [
      schema.map { _ in "json_schema" }, mustMatch.map { _ in "must_match" },
      mustNotMatch.map { _ in "must_not_match" },
    ].compactMap(\.self)
    return given.isEmpty ? "compare '\(comparison.name)'" : given.joined(separator: " and ")
  }
}
