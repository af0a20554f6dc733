import Analysis
import ExperimentDesign
import Foundation
import MAKERCore
import Providers
import Storage
import SweepRunner

/// Asks for what the recordings of a sweep lack, until done, stopped or out of budget.
///
/// Every draw is kept before it is counted, so that a sweep which was cut goes on where it was.
struct SweepSession {
  let plan: SweepPlan
  let folder: LabFolder
  let context: LabContext
  /// Trials under way at the same time; count, at least 1.
  let limit: Int
  /// What may be spent.
  let spending: SpendingOptions

  /// How a session ended.
  enum Ending: Equatable {
    case finished
    case interrupted
    /// A budget allowed no further call; what it said, and how to go on.
    case spent([String])
    /// A provider failed for good; what it said.
    case failed(String)

    /// The exit code of a command that ended so.
    var exitCode: ExitCode {
      switch self {
      case .finished: .done
      case .interrupted: .interrupted
      case .spent: .budget
      case .failed: .provider
      }
    }
  }

  /// Trials under way at the same time unless told otherwise; the channels' own limits hold besides.
  static let usualLimit = 64

  /// Reads the channels of the definition, and checks what they may spend.
  ///
  /// - Returns: The channels by their texts.
  /// - Throws: What is wrong with a channel or a limit, in one line.
  private func choices() throws -> [String: ChannelChoice] {
    var choices: [String: ChannelChoice] = [:]
    for text in plan.definition.factors.channel {
      let source = "\(plan.experiment): factors.channel"
      let choice = try ChannelChoice(text, source: source, environment: context.environment)
      for temperature in plan.definition.factors.temperature {
        try choice.check(temperature.policy, source: source)
      }
      if let spec = choice.simulated, spec.classes != nil || spec.isRealTime {
        throw LabError(
          "\(source): \(text): a rehearsed sweep has steps alike and no clock; leave out rho and "
            + "clock=real")
      }
      choices[text] = choice
    }
    if !spending.isDryRun {
      _ = try AskingRun.prices(choices.values.flatMap(\.endpoints), spending)
    }
    return choices
  }

  /// What the sweep would ask and pay, without asking.
  func projection() async throws -> String {
    try await plan.with(
      SweepProjection(plan: plan, choices: try choices(), spending: spending))
  }

  /// Asks for the draws.
  ///
  /// - Returns: How it ended.
  /// - Throws: What the store refuses, and what is wrong with a channel, in one line.
  func run() async throws -> Ending {
    let choices = try choices()
    var plan = plan
    plan.channels = choices.mapValues(\.canonical)
    let store = try folder.openStore()
    defer { store.close() }
    let path = folder.url.appendingPathComponent("\(plan.suite)-\(plan.name).lock").path
    guard let lock = try FileLock(path: path) else {
      throw LabError(
        "\(store.path): another process is running \(plan.experiment); wait for it, or give another "
          + "--out")
    }
    defer { withExtendedLifetime(lock) {} }
    try store.save(experiment: plan.stored)
    let run = try store.beginRun(
      Manifest.current(context: context, workers: limit, seed: plan.seed, shard: "0/1"))
    let ending: Ending
    do {
      ending = try await withInterrupts { request in
        try await plan.with(
          Asking(session: self, plan: plan, choices: choices, store: store, request: request))
      }
    } catch {
      try? store.endRun(run, stopped: Manifest.now(), ending: "failed")
      throw error
    }
    let word =
      switch ending {
      case .finished: "finished"
      case .interrupted: "interrupted"
      case .spent: "budget spent"
      case .failed: "failed"
      }
    try store.endRun(run, stopped: Manifest.now(), ending: word)
    tell(ending)
    return ending
  }

  private func tell(_ ending: Ending) {
    switch ending {
    case .finished: break
    case .interrupted: context.note(interruptedNote)
    case .spent(let message):
      context.note(
        "\(plan.experiment): \(message); what came is kept: give the same command with more to go on"
      )
    case .failed(let message):
      context.note(
        "\(plan.experiment): \(message); what came is kept: give the same command to go on")
    }
  }

  private struct Asking: SweepWork {
    let session: SweepSession
    let plan: SweepPlan
    let choices: [String: ChannelChoice]
    let store: LabStore
    let request: StopRequest

    func run<Checker: StepChecker, Renderer: ReplyRenderer>(
      _ steps: SweepSteps<Checker, Renderer>
    ) async throws -> Ending {
      let known = try await SweepResults(plan, store: store)
      let channels = try await SweepChannels(
        choices, plan: plan, steps: steps, spending: session.spending, store: store,
        context: session.context)
      defer { channels.asking.closeBooks(session.context) }
      var refused = 0
      for result in known.results where !result.isComplete {
        let missing = steps.starts.indices.filter { result.trials[$0] == nil }
        let channel = try channels[result.cell.channel]
        let votes = TrialVotes(steps, result.cell, limit: session.limit)
        var bar: ProgressBar? =
          session.context.showsProgress ? ProgressBar.onStandardError() : nil
        let clock = ContinuousClock()
        let start = clock.now
        func progress(_ done: Int) -> RunProgress {
          RunProgress(
            label: result.cell.setting, fraction: Double(done) / Double(missing.count),
            count: Double(done), unit: "trials", detail: channels.asking.waiting ?? "")
        }
        let ending = await votes.run(missing, over: channel, until: request) { done in
          bar?.update(progress(done), elapsed: (clock.now - start) / .seconds(1))
        }
        bar?.finish(progress(ending.done), elapsed: (clock.now - start) / .seconds(1))
        refused += ending.refused
        if ending.refused > 0 {
          session.context.note(
            "\(plan.experiment): \(result.cell.setting): \(ending.refused) trials met a prompt that "
              + "was refused")
        }
        if let failure = ending.failure {
          guard failure.kind == .exhausted else { return .failed("\(failure)") }
          return .spent(await channels.asking.budgetLines(session.context))
        }
        if ending.isInterrupted { return .interrupted }
      }
      return refused == 0
        ? .finished : .failed("\(refused) trials met a prompt that was refused")
    }
  }
}
