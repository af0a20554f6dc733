import ExperimentDesign
import MAKERCore
import NoisyChannels
import Simulation
import Tasks

/// The task of a recording, made anew from its definition or from options.
struct RecordedTask {
  /// Votes on the replies of a recording of this task.
  typealias Voting = (RecordedReplies, TemperaturePolicy, [VotingPolicy]) -> Outcome

  /// What voting made of a recording.
  struct Outcome {
    /// What came of each way of voting.
    let counts: [RevoteCounts]
    /// Recorded prompts of which nobody knows where the task stood; count.
    let unknown: Int
  }

  /// Votes on replies.
  let vote: Voting

  /// Makes the task of a recording.
  ///
  /// - Parameters:
  ///   - recording: The recording.
  ///   - arguments: May name the task and what belongs to it.
  /// - Throws: `LabError` where the task cannot be told from the definition, or is another.
  init(of recording: RecordingSource.Recording, _ arguments: Arguments) throws {
    let definition = recording.definition
    if arguments.value("task") != nil {
      vote = try Self.given(arguments, definition, recording.name)
      return
    }
    if let disks = Self.number(in: definition.task, after: "hanoi-"),
      TowersOfHanoi.sizes.contains(disks)
    {
      let task = TowersOfHanoi(disks: disks)
      vote = try Self.voting(task, HanoiChecker(task), definition, recording.name)
    } else if let disks = Self.number(in: definition.task, after: "hanoi-roles-"),
      MicroHanoi.sizes.contains(disks)
    {
      let task = MicroHanoi(disks: disks)
      vote = try Self.voting(task, MicroHanoiChecker(task), definition, recording.name)
    } else {
      throw LabError(
        "recording \(recording.name) is of the task \(definition.task); name it by --task and its "
          + "options, as for solve")
    }
  }

  private static func given(
    _ arguments: Arguments, _ definition: RecordingDefinition, _ name: String
  ) throws -> Voting {
    switch try SolveTask(arguments, seed: definition.seed) {
    case .hanoi(let task): try voting(task, HanoiChecker(task), definition, name)
    case .roles(let task): try voting(task, MicroHanoiChecker(task), definition, name)
    case .multiplication(let task): try voting(task, MultiplicationChecker(task), definition, name)
    case .sorting(let task): try voting(task, InsertionChecker(task), definition, name)
    case .chain(let task): try voting(task, ChainChecker(task), definition, name)
    case .prompts(let task): try voting(task, PromptChecker(task), definition, name)
    }
  }

  private static func voting<Checker: StepChecker>(
    _ task: Checker.Work, _ checker: Checker, _ definition: RecordingDefinition, _ name: String
  ) throws -> Voting {
    guard task.name == definition.task, task.text(task.start) == definition.start else {
      throw LabError(
        "recording \(name) is of the task \(definition.task) from \(definition.start.prefix(80)), not "
          + "of \(task.name) from \(task.text(task.start).prefix(80))")
    }
    return { replies, temperature, policies in
      let revote = Revote(
        task, checker, replies, temperature: temperature, isChain: !(task is PromptTask))
      return Outcome(
        counts: policies.map { revote.counts($0) }, unknown: revote.recorded.unknown)
    }
  }

  private static func number(in name: String, after prefix: String) -> Int? {
    guard name.hasPrefix(prefix) else { return nil }
    let digits = name.dropFirst(prefix.count)
    return digits.allSatisfy(\.isNumber) ? Int(digits) : nil
  }
}
