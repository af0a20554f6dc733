import ExperimentDesign
import Foundation
import MAKERCore
import Storage

/// What a solve has done so far, as its journal keeps it.
struct SolveProgress: Codable, Equatable {
  var report: SolveReport
  /// Steps whose voted answer is not the right one for the state they were shown; count.
  var wrong = 0
  /// Index of the first of them; nil where there is none.
  var firstWrong: Int?
}

/// Keeps a solve: judges each step, journals steps in groups, and shows how far it is.
final class SolveRecorder<Checker: StepChecker>: StepJournal {
  typealias Work = Checker.Work

  private let task: Work
  private let checker: Checker
  private let store: LabStore
  private let id: StrongID
  private let show: (SolveReport) -> Void
  private let clock = ContinuousClock()
  private var lastCommit: ContinuousClock.Instant
  private var lastShown: ContinuousClock.Instant
  private var lines: [UInt8] = []
  private var committed: Int
  private var position: Position<Work>
  private(set) var progress: SolveProgress

  /// Most steps of a group; count.
  private static var mostSteps: Int { 20_000 }
  /// Time after which a group is committed; the orchestrator asks for it too while it waits for
  /// replies, so that a kill costs about that much of decided steps.
  private static var interval: Duration { .milliseconds(100) }

  /// Goes on with what a store holds of a solve.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - checker: Its checker.
  ///   - margin: Margin k of the solve; votes.
  ///   - store: The store, open for writing.
  ///   - id: Id of the solve, known to the store.
  ///   - show: Called after a step, at most ten times a second.
  /// - Throws: What the store refuses, and `LabError` for a journal that is not of this task.
  init(
    task: Work, checker: Checker, margin: Int, store: LabStore, id: StrongID,
    show: @escaping (SolveReport) -> Void
  ) throws {
    self.task = task
    self.checker = checker
    self.store = store
    self.id = id
    self.show = show
    lastCommit = clock.now
    lastShown = lastCommit
    var state = SolveState(startOf: task, margin: margin)
    progress = SolveProgress(report: state.report)
    if let last = try store.lastGroup(of: id) {
      guard let position = Self.position(of: last, task),
        let kept = try? JSONDecoder().decode(SolveProgress.self, from: Data(last.progress.utf8))
      else {
        throw LabError(
          "\(store.path): the journal of this solve does not fit \(task.name); move the store away "
            + "and run again")
      }
      progress = kept
      state = SolveState(position: position, report: kept.report)
    }
    position = state.position
    committed = state.position.step
  }

  /// Where the solve stands.
  var state: SolveState<Work> { SolveState(position: position, report: progress.report) }

  func record(_ decision: Decision<Work>, _ state: SolveState<Work>) throws {
    guard let winner = decision.winner else { return }
    let isRight = winner == checker.answer(in: position.state, after: position.previous)
    if !isRight {
      progress.wrong += 1
      progress.firstWrong = progress.firstWrong ?? position.step
    }
    task.write(winner.action, to: &lines)
    lines.append(UInt8(ascii: "\t"))
    lines.append(contentsOf: String(decision.record.votes).utf8)
    lines.append(UInt8(ascii: "\t"))
    lines.append(contentsOf: String(decision.record.issued).utf8)
    lines.append(UInt8(ascii: "\t"))
    lines.append(isRight ? UInt8(ascii: "y") : UInt8(ascii: "n"))
    lines.append(UInt8(ascii: "\t"))
    lines.append(contentsOf: String(decision.record.escalations).utf8)
    lines.append(UInt8(ascii: "\n"))
    position = state.position
    progress.report = state.report
    let now = clock.now
    if position.step - committed >= Self.mostSteps || now - lastCommit >= Self.interval {
      try flush()
    }
    if now - lastShown >= Self.interval {
      lastShown = now
      show(state.report)
    }
  }

  func flush() throws {
    lastCommit = clock.now
    if lastCommit - lastShown >= Self.interval {
      // A step may be long in coming, and what it waits for is to be seen.
      lastShown = lastCommit
      show(progress.report)
    }
    guard position.step > committed else { return }
    let group = SolveGroup(
      range: committed..<position.step, steps: String(decoding: lines, as: UTF8.self),
      previous: position.previous.map { task.text($0) }, state: task.text(position.state),
      progress: String(decoding: try JSONEncoder().encode(progress), as: UTF8.self))
    guard try store.record(group, of: id) else {
      throw LabError("\(store.path): another process is solving the same; let it finish")
    }
    committed = position.step
    lines.removeAll(keepingCapacity: true)
  }

  private static func position(of group: SolveGroup, _ task: Work) -> Position<Work>? {
    guard let state = task.state(from: group.state) else { return nil }
    var previous: Work.Action?
    if let text = group.previous {
      guard let action = task.action(from: text) else { return nil }
      previous = action
    }
    return Position(step: group.range.upperBound, previous: previous, state: state)
  }
}
