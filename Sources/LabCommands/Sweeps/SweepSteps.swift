import Analysis
import ExperimentDesign
import MAKERCore
import RandomStreams
import Tasks

/// What a sweep asks about: a task, who knows the right answers, and where each trial starts.
struct SweepSteps<Checker: StepChecker, Renderer: ReplyRenderer>: Sendable {
  let task: Checker.Work
  let checker: Checker
  /// Speaks for a simulated model.
  let renderer: Renderer
  let unit: SweepUnit
  /// Where each trial starts, with the trial of its coordinates.
  let starts: [(trial: Int, position: Position<Checker.Work>)]

  /// Reads what cells come to from recorded draws.
  var reading: SweepReading<Checker> {
    SweepReading(task: task, checker: checker, unit: unit, starts: starts)
  }
}

/// Something that can be done with the steps of a sweep, whatever their task is.
protocol SweepWork {
  associatedtype Value

  /// Does it.
  func run<Checker: StepChecker, Renderer: ReplyRenderer>(
    _ steps: SweepSteps<Checker, Renderer>
  ) async throws -> Value
}

extension SweepPlan {
  /// Does something with the steps of the sweep.
  ///
  /// Steps of a tower by themselves are steps of its right path, drawn from the seed; lines of a file come
  /// in their order, again and again.
  ///
  /// - Parameter work: What to do.
  /// - Returns: What came of it.
  /// - Throws: What the work throws.
  func with<Work: SweepWork>(_ work: Work) async throws -> Work.Value {
    let trials = definition.trials
    // Steps come from a stream of their own, so that the votes of a seed do not depend on them.
    var stream = WordStream(StreamKey(seed: seed).child(0x7377_6565_70))
    func starts<Step: StepTask>(
      _ task: Step, _ position: (Int) -> Position<Step>
    ) -> [(trial: Int, position: Position<Step>)] {
      (0..<(trials ?? 1)).map { trial in
        let step =
          definition.unit == .task ? 0 : Int.random(in: 0..<task.steps, using: &stream)
        return (trial, position(step))
      }
    }
    switch definition.task {
    case .hanoi(let disks):
      let task = TowersOfHanoi(disks: disks)
      return try await work.run(
        SweepSteps(
          task: task, checker: HanoiChecker(task), renderer: HanoiRenderer(task),
          unit: definition.unit,
          starts: starts(task, task.position(atStep:))))
    case .hanoiRoles(let disks):
      let task = MicroHanoi(disks: disks)
      return try await work.run(
        SweepSteps(
          task: task, checker: MicroHanoiChecker(task),
          renderer: MicroHanoiRenderer(task), unit: definition.unit,
          starts: starts(task, task.position(atStep:))))
    case .lines(let file):
      let content = prompts ?? ""
      let lines: [PromptLine]
      do { lines = try PromptFile.lines(Array(content.utf8)) } catch {
        throw LabError("\(experiment): \(file): \(error)")
      }
      let task = PromptTask(lines, digest: StrongID(of: content).description)
      return try await work.run(
        SweepSteps(
          task: task, checker: PromptChecker(task), renderer: PromptRenderer(task),
          unit: definition.unit,
          starts: (0..<(trials ?? lines.count)).map { trial in
            let line = trial % lines.count
            return (trial / lines.count, Position(step: line, previous: nil, state: line))
          }))
    }
  }
}
