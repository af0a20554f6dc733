package import MAKERCore
package import NoisyChannels

/// The steps of a recording, each where its task stood when it was asked.
///
/// A prompt says where a task stands only to who knows the task.  So steps are found from the start on:
/// by right answers, and by whatever recorded replies voted for, as long as the prompt that follows is
/// recorded.
package struct RecordedSteps<Work: StepTask>: Sendable {
  /// One step of one trial.
  package struct Step: Sendable {
    /// Index of the trial; from 0.
    package let trial: Int
    /// Where the task stood.
    package let position: Position<Work>
  }

  /// The steps by trial and index.
  package private(set) var steps: [Step] = []
  /// Prompts of which nobody knows where the task stood; count.
  package private(set) var unknown = 0

  /// Places at one step that are followed at most: where prompts say little, many would look alike.
  private static var mostPlaces: Int { 16 }

  private let task: Work
  private let replies: RecordedReplies
  private let temperature: TemperaturePolicy

  /// Finds the steps of a recording.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - checker: Knows the right answers.
  ///   - replies: What is recorded of it.
  ///   - temperature: Temperature of each draw.
  package init<Checker: StepChecker>(
    of task: Work, _ checker: Checker, in replies: RecordedReplies,
    temperature: TemperaturePolicy
  ) where Checker.Work == Work {
    self.task = task
    self.replies = replies
    self.temperature = temperature
    for trial in replies.trials {
      var rightPath = Position(startOf: task)
      var reached: [Position<Work>] = []
      for step in replies.steps(ofTrial: trial) {
        while rightPath.step < min(step, task.steps),
          !task.isFinished(rightPath.state, after: rightPath.step)
        {
          task.advance(
            &rightPath, by: checker.answer(in: rightPath.state, after: rightPath.previous))
        }
        let places = self.places(among: [rightPath] + reached, trial: trial, step: step)
        var prompts: Set<Prompt> = []
        for place in places where prompts.insert(prompt(place)).inserted {
          steps.append(Step(trial: trial, position: place))
        }
        unknown += replies.prompts(trial: trial, step: step) - prompts.count
        reached = places.flatMap { successors($0, trial: trial) }
      }
    }
  }

  private func prompt(_ place: Position<Work>) -> Prompt {
    task.prompt(for: place.state, after: place.previous)
  }

  private func places(
    among candidates: [Position<Work>], trial: Int, step: Int
  ) -> [Position<Work>] {
    var found: [Position<Work>] = []
    for place in candidates where place.step == step && found.count < Self.mostPlaces {
      guard replies.holds(prompt(place), trial: trial, step: step), !found.contains(place) else {
        continue
      }
      found.append(place)
    }
    return found
  }

  /// Where the recorded replies of a step lead to, those with the most votes first.
  private func successors(_ place: Position<Work>, trial: Int) -> [Position<Work>] {
    var votes: [(candidate: Candidate<Work.Action, Work.State>, count: Int)] = []
    let recorded = replies.replies(
      to: prompt(place), trial: trial, step: place.step, temperature: temperature)
    // How the replies were read when they were recorded is not known.
    for reading in ReplyReading.allCases {
      let policy = RedFlagPolicy(reading: reading)
      for reply in recorded {
        guard let candidate = try? policy.candidate(of: reply, to: task, in: place.state) else {
          continue
        }
        if let known = votes.firstIndex(where: { $0.candidate == candidate }) {
          votes[known].count += 1
        } else {
          votes.append((candidate, 1))
        }
      }
    }
    let order = votes.indices.sorted { (-votes[$0].count, $0) < (-votes[$1].count, $1) }
    return order.map { index in
      var next = place
      task.advance(&next, by: votes[index].candidate)
      return next
    }
  }
}
