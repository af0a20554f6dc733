package import ExperimentDesign
package import MAKERCore

/// Reads what the cells of a sweep come to from recorded draws alone, by the orchestrator that asked.
package struct SweepReading<Checker: StepChecker> {
  private let task: Checker.Work
  private let checker: Checker
  private let unit: SweepUnit
  /// Where each trial starts, with the index of its coordinates.
  private let starts: [(trial: Int, position: Position<Checker.Work>)]

  /// Takes what was asked.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - checker: Knows the right answers.
  ///   - unit: Whether a trial is one step or all that follow.
  ///   - starts: Where each trial starts, and the trial of its coordinates.
  package init(
    task: Checker.Work, checker: Checker, unit: SweepUnit,
    starts: [(trial: Int, position: Position<Checker.Work>)]
  ) {
    self.task = task
    self.checker = checker
    self.unit = unit
    self.starts = starts
  }

  /// Reads the cells.
  ///
  /// - Parameters:
  ///   - cells: The cells, in order.
  ///   - draws: Recorded draws of the sweep by channel, as the cells name it.
  /// - Returns: A result a cell, with the verdict of the audit over all draws that its channel gave at
  ///   its temperature.
  package func results(
    _ cells: [SweepCell], draws: [String: [RecordedDraw]]
  ) -> [SweepResult] {
    let replies = draws.mapValues { RecordedReplies($0) }
    var read: [(trials: [Int: SweepTrial], models: Set<String>)] = []
    var audited: [SweepCell.Source: AuditedDraws] = [:]
    for cell in cells {
      var trials: [Int: SweepTrial] = [:]
      var models: Set<String> = []
      let channel = replies[cell.channel] ?? RecordedReplies([])
      for index in starts.indices {
        var used: [UsedDraw] = []
        guard let trial = trial(index, cell, channel, &used) else { continue }
        trials[index] = trial
        for draw in used {
          audited[cell.source, default: AuditedDraws()].add(draw)
          if let model = draw.draw.model { models.insert(model) }
        }
      }
      read.append((trials, models))
    }
    let audits = audited.mapValues { IndependenceAudit($0.draws) }
    return zip(cells, read).map { cell, read in
      let audit = audits[cell.source]
      return SweepResult(
        cell: cell, wanted: starts.count, trials: read.trials, models: read.models.sorted(),
        dependence: audit?.verdict, hasVariety: audit?.hasVariety ?? false)
    }
  }

  /// Follows one trial; nil where a draw is not recorded.
  private func trial(
    _ index: Int, _ cell: SweepCell, _ channel: RecordedReplies, _ used: inout [UsedDraw]
  ) -> SweepTrial? {
    let (number, start) = starts[index]
    let policy = cell.policy
    let orchestrator = Orchestrator(task, policy: policy)
    var position = start
    var report = SolveReport(
      task: task.name, steps: unit == .step ? 1 : task.steps, margin: cell.margin)
    var trial = SweepTrial(outcome: .right, report: report)
    var isOnPath = true
    repeat {
      let decision = orchestrator.decideAtOnce(position, trial: number, over: [channel])
      if decision.failure != nil { return nil }
      report.add(decision.record)
      let isKnown = checker.knows(position.state)
      let answer = checker.answer(in: position.state, after: position.previous)
      let prompt = task.prompt(for: position.state, after: position.previous)
      for draw in 0..<decision.record.used {
        let place = DrawCoordinates(trial: number, step: position.step, draw: draw)
        let request = policy.request(place, ofRace: draw, prompt: prompt)
        guard let recorded = channel.draw(request) else { continue }
        let vote = try? policy.redFlags.candidate(
          of: recorded.reply, to: task, in: position.state)
        let isRight = vote == answer
        used.append(UsedDraw(draw: recorded, isUsual: isKnown ? isRight : vote != nil))
        if draw == 0, isKnown, isOnPath, vote != nil {
          trial.firstValid += 1
          trial.firstRight += isRight ? 1 : 0
        }
      }
      if unit == .step { trial.isLabelled = isKnown }
      guard let winner = decision.winner else {
        trial.outcome = .undecided
        break
      }
      if !isKnown {
        trial.outcome = .unlabelled
      } else if winner != answer {
        isOnPath = false
        trial.outcome = .wrong
      }
      task.advance(&position, by: winner)
    } while unit == .task && !task.isFinished(position.state, after: position.step)
    if unit == .task, trial.outcome != .undecided {
      trial.outcome = checker.isSolved(position.state) ? .right : .wrong
    }
    trial.report = report
    return trial
  }

  /// A draw that a race counted or flagged.
  private struct UsedDraw {
    let draw: RecordedDraw
    let isUsual: Bool
  }

  /// Draws of all cells with one channel and temperature, each once.
  private struct AuditedDraws {
    private(set) var draws: [AuditedDraw] = []
    private var known: Set<DrawKey> = []

    mutating func add(_ used: UsedDraw) {
      if known.insert(used.draw.key).inserted {
        draws.append(AuditedDraw(used.draw, isUsual: used.isUsual))
      }
    }
  }
}
