import ExperimentDesign
import Foundation
import MAKERCore
import Providers
import Storage
import SweepRunner

/// One solve from its last decided step to its end, and what came of it.
struct SolveRun<Checker: StepChecker, Renderer: ReplyRenderer> {
  typealias Work = Checker.Work

  let task: Work
  let checker: Checker
  let renderer: Renderer
  let question: SolveQuestion
  let margin: Int
  let folder: LabFolder
  let store: LabStore
  let context: LabContext
  /// What providers may charge.
  let spending: SpendingOptions
  /// Opens what events go to; called once nobody else solves the same.
  let openEvents: () throws -> SolveEvents
  /// What a state has come to, for a person.
  let output: (Work.State) -> String

  /// Solves, and writes the report and the steps.
  func run() async throws -> SolveResult {
    let definition = question.definition(
      task: task.name, steps: task.steps, start: task.text(task.start), margin: margin)
    let id = StrongID(of: definition)
    try store.saveSolve(id, definition: definition)
    guard let lock = try FileLock(path: folder.solveFile(task: task.name, id: id, ".lock")) else {
      throw LabError(
        "\(store.path): another process is solving the same; wait for it, or give another --out")
    }
    defer { withExtendedLifetime(lock) {} }
    let events = try openEvents()
    defer { events.close(note: context.note) }
    let clock = ContinuousClock()
    let start = clock.now
    var bar: ProgressBar? = context.showsProgress ? ProgressBar.onStandardError() : nil
    var resumed = 0
    let asking = try await asking(id, events.observer)
    let recorder = try SolveRecorder(
      task: task, checker: checker, margin: margin, store: store, id: id
    ) { report in
      bar?.update(
        progress(report, resumed: resumed, waiting: asking?.waiting),
        elapsed: (clock.now - start) / .seconds(1))
    }
    resumed = recorder.state.position.step
    let end = try await withInterrupts { request in
      try await solve(recorder, asking, events.observer, request)
    }
    let seconds = (clock.now - start) / .seconds(1)
    bar?.finish(progress(end.report, resumed: resumed), elapsed: seconds)
    // What an abandoned step took is in the report, and is no part of a decided one.
    let votes = end.report.undecided > 0 ? end.report.votes : recorder.progress.report.votes
    let result = SolveResult(
      report: end.report, failure: end.failure,
      isSolved: end.report.ending == .finished && checker.isSolved(end.position.state),
      wrong: recorder.progress.wrong, firstWrong: recorder.progress.firstWrong,
      resumed: resumed, id: id, input: task.text(task.start), output: output(end.position.state),
      folder: folder, question: question, seconds: seconds, votesOfSteps: votes,
      charged: try await asking?.charged(), exactValues: SolveTheory(end.report, question))
    try result.write(store)
    asking?.closeBooks(context)
    for line in asking?.mixtureLines ?? [] { context.note(line) }
    for line in await asking?.budgetLines(context) ?? [] { context.note(line) }
    return result
  }

  /// What is needed to ask providers; nil where none is asked.
  private func asking(_ id: StrongID, _ observer: (any Observer)?) async throws -> AskingRun? {
    let endpoints = question.channels.flatMap(\.endpoints)
    guard !endpoints.isEmpty else { return nil }
    let asking = try await AskingRun(
      payer: id, seed: question.seed, endpoints: endpoints, store: store.path, spending: spending,
      observer: observer)
    asking.openBooks(context)
    return asking
  }

  private func solve(
    _ recorder: SolveRecorder<Checker>, _ asking: AskingRun?, _ observer: (any Observer)?,
    _ request: StopRequest
  ) async throws -> SolveState<Work> {
    let policies = question.policies(margin: margin)
    let orchestrator = Orchestrator(
      task, policy: policies.first, later: policies.later, observer: observer)
    let isStopped = { request.isRequested }
    if !question.channels[0].isRealTime {
      let simulated = try question.channels.enumerated().compactMap { place, channel in
        try channel.simulated.map {
          try $0.model(renderer, task: task.name, seed: question.seed, place: place)
        }
      }
      let recorded = question.channels.enumerated().compactMap { place, channel in
        channel.recorded?.channel(
          root: ChannelSpec.root(task: task.name, seed: question.seed, place: place))
      }
      return recorded.isEmpty
        ? try orchestrator.solveAtOnce(
          from: recorder.state, over: simulated, journal: recorder, isStopped: isStopped)
        : try orchestrator.solveAtOnce(
          from: recorder.state, over: recorded, journal: recorder, isStopped: isStopped)
    }
    let channels = try await question.channels.made(
      for: task, renderer, seed: question.seed, tokenLimit: question.redFlags.tokenLimit,
      margin: margin, asking: asking)
    return try await orchestrator.solve(
      from: recorder.state, over: channels, journal: recorder, isStopped: isStopped)
  }

  private func progress(
    _ report: SolveReport, resumed: Int, waiting: String? = nil
  ) -> RunProgress {
    let steps = Double(report.steps)
    let votes =
      report.decided > 0
      ? NumberFormat.fixed(Double(report.votes) / Double(report.decided), decimals: 3) : "-"
    return RunProgress(
      label: report.task, fraction: Double(report.decided) / steps,
      count: Double(report.decided - resumed), unit: "steps",
      detail: waiting
        ?? "\(votes) votes/step  \(NumberFormat.prefixed(Double(report.flags.total))) flags",
      start: Double(resumed) / steps)
  }
}
