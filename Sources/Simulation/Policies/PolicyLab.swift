import Economics
import RandomStreams

/// A laboratory of policies: one stream of tasks, worked on by whoever is to be compared.
///
/// Replicates are independent; within one all policies meet the same tasks, and the same answers where
/// they ask the same.
package struct PolicyLab: Sendable {
  /// The tasks.
  package let stream: TaskStream
  /// The models by the rank of their tier.
  package let models: [WorkModel]
  /// Weeks of a replicate; count, at least 1.
  package let weeks: Int
  /// Limits of each week.
  package let limits: WeeklyLimits
  private let root: StreamKey
  /// - Shape: `stepSuccess[class][level][tier.rank]`.
  private let stepSuccess: [[[Double]]]
  /// Cost of a call; 1e-12 of the price book's unit.
  ///
  /// - Shape: `callCosts[class][tier.rank]`.
  package let callCosts: [[Int]]

  /// Makes a laboratory.
  ///
  /// - Parameters:
  ///   - stream: The tasks.
  ///   - models: The models by the rank of their tier; 3.
  ///   - weeks: Weeks of a replicate; count, at least 1.
  ///   - limits: Limits of each week.
  ///   - seed: Seed.
  package init(
    stream: TaskStream, models: [WorkModel], weeks: Int, limits: WeeklyLimits, seed: Int
  ) {
    precondition(models.count == ModelTier.allCases.count && weeks >= 1, "a model for each tier")
    self.stream = stream
    self.models = models
    self.weeks = weeks
    self.limits = limits
    root = StreamKey(seed: seed)
    stepSuccess = stream.classes.map { kind in
      kind.levels.map { level in
        switch level.steps {
        case .difficulty(let difficulty): models.map { $0.stepSuccess(at: difficulty) }
        case .success(let success): success
        }
      }
    }
    callCosts = stream.classes.map { kind in
      models.map {
        $0.prices.cost(
          inputTokens: kind.inputTokens, cachedTokens: nil, outputTokens: kind.outputTokens
        ).picodollars
      }
    }
  }

  /// Step success of each tier on a level of a class; unit 1.
  ///
  /// - Parameters:
  ///   - taskClass: Index of the class; from 0.
  ///   - level: Index of the level; from 0.
  /// - Returns: By the rank of the tier.
  package func stepSuccess(taskClass: Int, level: Int) -> [Double] {
    stepSuccess[taskClass][level]
  }

  /// What can be seen of a task.
  ///
  /// - Parameter task: The task.
  /// - Returns: Label, text, criticality, agent and phase.
  package func visible(_ task: StreamTask) -> VisibleTask {
    let kind = stream.classes[task.taskClass]
    return VisibleTask(
      label: task.label.map { stream.classes[$0].label }, text: kind.texts[task.text],
      criticality: task.criticality, agent: kind.agent, phase: kind.phase)
  }

  /// Lets a policy work through the weeks of a replicate.
  ///
  /// A week begins with the tasks that wait from the one before, in the order in which they came.
  ///
  /// - Parameters:
  ///   - policy: The policy.
  ///   - replicate: The replicate; from 0.
  /// - Returns: What it did.
  package func run(_ policy: any WorkPolicy, replicate: Int) -> PolicyTally {
    let key = root.child(replicate)
    var tally = PolicyTally()
    var waiting: [StreamTask] = []
    for week in 0..<weeks {
      let arrived = stream.tasks(week: week, key: key)
      tally.tasks += arrived.count
      var ledger = WeekLedger(limits)
      var later: [StreamTask] = []
      for (index, task) in (waiting + arrived).enumerated() {
        guard case .work(let plan) = policy.decide(visible(task), ledger) else {
          later.append(task)
          tally.deferrals += 1
          continue
        }
        if index < waiting.count {
          tally.waited += Int((Double(7 * week) - task.arrival) * 86_400_000)
        }
        work(task, plan, &ledger, &tally)
      }
      tally.weeks += 1
      if ledger.consumed > 1 { tally.weeksOver += 1 }
      waiting = later
    }
    tally.deferred = waiting.count
    return tally
  }

  private func work(
    _ task: StreamTask, _ plan: WorkPlan, _ ledger: inout WeekLedger, _ tally: inout PolicyTally
  ) {
    let kind = stream.classes[task.taskClass]
    let work = TaskWork(
      plan, key: task.key, stepSuccess: stepSuccess[task.taskClass][task.level],
      steps: kind.steps, detection: kind.detection)
    switch work.end {
    case .right: tally.right += 1
    case .wrong: tally.wrong += 1
    case .failed: tally.failed += 1
    }
    tally.attempts += work.attempts
    if work.highest > plan.firstTier.rank { tally.escalated += 1 }
    if task.criticality == .security {
      tally.security += 1
      if work.lowest < ModelTier.large.rank { tally.downgrades += 1 }
    }
    var cost = 0
    for tier in models.indices {
      let calls = work.firstCalls[tier] + work.reworkCalls[tier]
      let (time, price) = (models[tier].millisecondsPerCall, callCosts[task.taskClass][tier])
      tally.calls[tier] += calls
      tally.milliseconds[tier] += calls * time
      tally.latency += work.rounds[tier] * time
      tally.reworkPicodollars += work.reworkCalls[tier] * price
      cost += calls * price
      ledger.book(tier: tier, milliseconds: calls * time, picodollars: calls * price)
    }
    tally.picodollars += cost
    let micro = Double(cost) * 1e-6
    tally.squaredMicrodollars += micro * micro
  }
}
