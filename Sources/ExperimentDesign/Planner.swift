import MAKERCore

/// Multiplies the factors out and resolves margins and stop rules.
struct Planner {
  let experiment: String
  let definition: ExperimentDefinition
  let file: String

  /// Most points of one experiment; count.
  static let mostPoints = 100_000

  /// Where the votes of a point come from: shares and valid rate, of a named model or of the factors.
  struct Source {
    let shares: [Double]
    let validRate: Double
    var model: SimulatedModel?
  }

  /// What a task is, and how it is cut into subtasks.
  struct Size {
    let steps: Int
    let disks: Int?
    let subtaskSteps: Int
    var digits: Int?
    var depth: Int?
  }

  /// How replies are asked for and judged.
  private struct Asking {
    var tokenLimit: Int?
    var reading: ReplyReading?
    var temperature = TemperatureChoice.constant
    var issue = IssuePolicy.needed
    var isTilted = false
  }

  func points() throws(DefinitionError) -> [PlannedPoint] {
    let factors = definition.factors
    let sources = try sources()
    let sizes = sizes
    let targets = factors.target.map { $0.map(Optional.some) } ?? [nil]
    let caps = factors.cap.map { $0.map(Optional.some) } ?? [nil]
    let decisions = decisions
    let askings = askings
    let issues = factors.issue ?? [.needed]
    let latencies = factors.latency.map { $0.map(Optional.some) } ?? [nil]
    let count = [
      sources.count, targets.count, sizes.count, decisions.count, caps.count,
      definition.fidelity.count, latencies.count, askings.count,
    ].reduce(1.0) { $0 * Double($1) }
    guard count <= Double(Self.mostPoints) else {
      throw problem("factors", "make \(count) points; allowed are up to \(Self.mostPoints)")
    }

    var points: [PlannedPoint] = []
    for source in sources {
      for target in targets {
        for size in sizes {
          for decision in decisions {
            for cap in caps {
              guard let deciding = try deciding(decision, cap, source, size, target) else {
                continue
              }
              for asking in askings {
                for fidelity in definition.fidelity {
                  // Only replies take time and are asked for side by side; beside them each other
                  // fidelity has one point.
                  guard fidelity == .agent || asking.issue == issues[0] else { continue }
                  for latency in fidelity == .agent ? latencies : [nil] {
                    let point = DesignPoint(
                      experiment: experiment, fidelity: fidelity, unit: definition.unit,
                      shares: source.shares, validRate: source.validRate, steps: size.steps,
                      disks: size.disks, target: target, margin: deciding.margin,
                      marginChoice: deciding.choice, minimumMargin: deciding.minimum,
                      cap: deciding.cap, listedVotes: definition.listedVotes, latency: latency,
                      rule: deciding.rule, subtaskSteps: size.subtaskSteps, model: source.model,
                      listedDraws: definition.listedDraws, keepsTrials: definition.keepsTrials,
                      subject: definition.subject, tokenLimit: asking.tokenLimit,
                      reading: asking.reading, digits: size.digits, depth: size.depth,
                      temperature: asking.temperature,
                      issue: fidelity == .agent ? asking.issue : .needed,
                      isTilted: asking.isTilted, stopping: deciding.stopping)
                    points += try planned(point)
                  }
                }
              }
            }
          }
        }
      }
    }
    guard !points.isEmpty else {
      throw problem("factors", "make no point: every margin is below 1, or every m above the steps")
    }
    return points
  }

  private func sources() throws(DefinitionError) -> [Source] {
    let factors = definition.factors
    if let models = factors.model {
      return models.map { Source(shares: $0.shares, validRate: $0.validRate, model: $0) }
    }
    var shares = factors.shares ?? []
    for p in factors.stepSuccess ?? [] {
      shares.append([p, try probability(p, "factors.p").complement])
    }
    return shares.flatMap { shares in
      factors.validRate.map { Source(shares: shares, validRate: $0) }
    }
  }

  private var askings: [Asking] {
    let factors = definition.factors
    let limits = factors.tokenLimit.map { $0.map(Optional.some) } ?? [nil]
    let readings = factors.reading.map { $0.map(Optional.some) } ?? [nil]
    let judgings = readings.flatMap { reading in
      limits.map { Asking(tokenLimit: $0, reading: reading) }
    }
    let temperatures = factors.temperature ?? [.constant]
    let issues = factors.issue ?? [.needed]
    let tilts = factors.isTilted ?? [false]
    return judgings.flatMap { judging in
      temperatures.flatMap { temperature in
        issues.flatMap { issue in
          tilts.map { isTilted in
            var asking = judging
            (asking.temperature, asking.issue, asking.isTilted) = (temperature, issue, isTilted)
            return asking
          }
        }
      }
    }
  }

  private var sizes: [Size] {
    let factors = definition.factors
    if let digits = factors.digits {
      return digits.flatMap { digits in
        (factors.depth ?? [5]).map {
          Size(steps: 1, disks: nil, subtaskSteps: 1, digits: digits, depth: $0)
        }
      }
    }
    let tasks: [(steps: Int, disks: Int?)] =
      factors.disks?.map { ((1 << $0) - 1, $0) } ?? (factors.steps ?? [1]).map { ($0, nil) }
    return tasks.flatMap { task in
      // A subtask longer than its task is none.
      (factors.subtaskSteps ?? [1]).filter { $0 <= task.steps }.map {
        Size(steps: task.steps, disks: task.disks, subtaskSteps: $0)
      }
    }
  }

  /// Resolves the stop rule of a point; a point too dear to be sampled is left to theory.
  private func planned(_ point: DesignPoint) throws(DefinitionError) -> [PlannedPoint] {
    guard point.unit == .task || point.model?.population?.drifts != true else {
      throw problem("unit", "errors drift over the steps of a task; give unit task")
    }
    guard point.steps >= 2 || point.model?.population?.drifts != true else {
      throw problem(
        "factors.\(point.disks == nil ? "steps" : "disks")",
        "errors drift from the first step to the last; give 2 steps or more")
    }
    guard point.stopping == nil || [.vote, .exact].contains(point.fidelity) else {
      throw problem("fidelity", "stopping rules decide at fidelity vote and exact")
    }
    if point.fidelity == .exact { return [PlannedPoint(point: point, stop: .trials(1))] }
    let isWhole = point.steps.isMultiple(of: point.subtaskSteps)
    if let most = definition.mostDraws {
      let draws =
        point.votesToExpect / point.voteRate * Double(point.racesPerTrial) * trialsToExpect(point)
      if !isWhole || !(draws <= most) { return [] }
    } else if !isWhole {
      throw problem("factors.m", "\(point.setting): m does not divide the steps")
    }
    switch definition.stop {
    case .rule(let rule): return [try checked(PlannedPoint(point: point, stop: rule))]
    case .races(let wanted):
      let trials = (wanted - 1) / point.racesPerTrial + 1
      return [try checked(PlannedPoint(point: point, stop: .trials(trials)))]
    case .judgeTarget(let judgement): return try judged(point, judgement)
    }
  }

  /// Most trials of a point; count, 0 where another rule finds them.
  private func trialsToExpect(_ point: DesignPoint) -> Double {
    switch definition.stop {
    case .rule(let rule): Double(rule.mostTrials)
    case .races(let wanted): Double((wanted - 1) / max(1, point.racesPerTrial) + 1)
    case .judgeTarget: 0
    }
  }

  private func judged(
    _ point: DesignPoint, _ judgement: TargetJudgement
  ) throws(DefinitionError) -> [PlannedPoint] {
    guard point.isPaperRace, point.cap == nil, let target = point.target,
      point.fidelity == .vote
    else {
      throw problem("stop.judge_target", "needs p, a target, fidelity vote and no cap")
    }
    let race: TwoCandidateRace
    do {
      race = try TwoCandidateRace(
        stepSuccess: Probability(point.stepSuccess), margin: point.margin)
    } catch { throw problem("factors", error.description) }
    let success = TaskReliability(subtaskWrong: race.wrong, subtasks: point.subtasks).correct
    let trials = judgement.trials(success: success, target: target)
    var task = point
    task.unit = .task
    if trials * race.meanVotes * Double(point.steps) <= judgement.votes {
      return [
        try checked(PlannedPoint(point: task, stop: .trials(Int(trials)), role: .wholeTasks))
      ]
    }
    var step = point
    step.unit = .race
    let races = max(1, Int(judgement.stepVotes / race.meanVotes))
    var points = [
      try checked(PlannedPoint(point: step, stop: .trials(races), role: .stepErrors))
    ]
    if judgement.aggregateTrials > 0 {
      task.fidelity = .aggregate
      points.append(
        try checked(
          PlannedPoint(point: task, stop: .trials(judgement.aggregateTrials), role: .sampler)))
    }
    return points
  }

  /// Refuses points whose counts would not fit their integers.
  private func checked(_ planned: PlannedPoint) throws(DefinitionError) -> PlannedPoint {
    let point = planned.point
    if point.isTilted { try checkTilted(planned) }
    let races = Double(point.racesPerTrial) * Double(planned.stop.mostTrials)
    let votes = point.votesToExpect
    let limit = 1e18
    if planned.point.keepsTrials {
      guard planned.stop.mostTrials <= 100_000 else {
        throw problem("stop", "each_trial stores at most 100000 trials a point")
      }
    }
    guard races * votes * (votes + 10) <= limit else {
      throw problem(
        "stop",
        "\(point.setting): \(planned.stop.mostTrials) trials sum to more than \(limit) squared votes"
      )
    }
    let draws = planned.votesPerTrial / point.voteRate
    switch point.fidelity {
    case .vote:
      guard draws <= 1e12 else {
        throw problem(
          "factors", "\(point.setting): one trial needs about \(draws) draws; allowed are 1e12")
      }
    case .agent:
      guard point.model?.population?.rightCandidates ?? 1 == 1 else {
        throw problem(
          "factors.model",
          "\(point.setting): right_shares do not go with fidelity agent, whose tasks have one answer"
        )
      }
      guard (1...30).contains(point.disks ?? 1) else {
        throw problem(
          "factors.disks", "\(point.setting): fidelity agent plays towers of 1 to 30 disks")
      }
      guard draws <= 1e10 else {
        throw problem(
          "factors",
          "\(point.setting): one trial needs about \(draws) draws; allowed at fidelity agent are 1e10"
        )
      }
      // A tally sums the times of all draws in nanoseconds.
      guard draws * Double(planned.stop.mostTrials) * (point.latency ?? 0) * 1e6 <= limit else {
        throw problem(
          "stop",
          "\(point.setting): \(planned.stop.mostTrials) trials wait more than \(limit) nanoseconds")
      }
    case .exact: break
    case .aggregate:
      guard point.subtaskSteps == 1, point.rule == .firstToAheadBy, point.hasAlikeSteps,
        point.temperature == .constant
      else {
        throw problem(
          "fidelity", "aggregate draws from the law of equal steps, m = 1 and first-to-ahead-by-k")
      }
      guard point.unit == .task else {
        throw problem("unit", "aggregate points are whole tasks; give unit task")
      }
      guard draws <= 1e14 else {
        throw problem(
          "factors", "\(point.setting): one task has about \(draws) draws; allowed are 1e14")
      }
    }
    return planned
  }

  /// Refuses tilted points that have no tilted steps, or that stop by what races did.
  private func checkTilted(_ planned: PlannedPoint) throws(DefinitionError) {
    guard case .trials(let trials) = planned.stop, trials <= 1_000_000_000 else {
      throw problem("stop", "tilted races need a number of trials, at most 1000000000")
    }
    do { _ = try planned.point.tiltedSteps() } catch {
      throw problem("factors.tilted", "\(planned.point.setting): \(error)")
    }
  }

  private func probability(_ value: Double, _ path: String) throws(DefinitionError) -> Probability {
    do { return try Probability(value) } catch { throw problem(path, error.description) }
  }

  func problem(_ keyPath: String, _ problem: String) -> DefinitionError {
    DefinitionError(file: file, keyPath: keyPath, problem: problem)
  }
}
