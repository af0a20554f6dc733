package import Economics
package import RandomStreams

/// Simulates runs of a workflow; a run is a pure function of the key of its random stream.
///
/// Every try of every agent has a stream of its own, so a run with another limit or other prices draws
/// the same tokens and times.
package struct WorkflowSimulator: Sendable {
  private let workflow: Workflow
  private let pricing: WorkflowPricing
  private let isPriced: Bool

  /// Prepares runs.
  ///
  /// - Parameters:
  ///   - workflow: The workflow.
  ///   - pricing: Who does the work, and at which prices.
  package init(_ workflow: Workflow, at pricing: WorkflowPricing) {
    self.workflow = workflow
    self.pricing = pricing
    isPriced = pricing.meanCost(of: workflow) != nil
  }

  /// Simulates one run.
  ///
  /// - Parameter key: Key of its random streams.
  /// - Returns: What it took.
  package func run(_ key: StreamKey) -> WorkflowOutcome {
    var picodollars = 0
    var planningTime = 0.0
    for (index, call) in workflow.planning.enumerated() {
      var stream = WordStream(key.child(0).child(index))
      planningTime += call.seconds.draw(&stream)
      picodollars = Self.sum(
        picodollars, cost(of: call.tokens, at: pricing.prices(for: call.tier), &stream))
    }
    var tries = 0
    var isSuccess = true
    var times: [Double] = []
    times.reserveCapacity(workflow.agents)
    for agent in 0..<workflow.agents {
      let task = task(key.child(1).child(agent))
      times.append(task.seconds)
      picodollars = Self.sum(picodollars, task.picodollars)
      tries += task.tries
      isSuccess = isSuccess && task.isSuccess
    }
    return WorkflowOutcome(
      cost: isPriced ? Money(picodollars: picodollars) : nil,
      makespan: planningTime + Self.finish(of: times, slots: workflow.slots),
      workTime: times.reduce(0, +), tries: tries, isSuccess: isSuccess)
  }

  /// Simulates runs of a seed.
  ///
  /// - Parameters:
  ///   - trials: Indices of the runs; at least 0.
  ///   - seed: Seed; 0 to `Int.max`.
  ///   - setting: Index of the setting among those of one experiment; at least 0.
  /// - Returns: What they took, in order.
  package func runs(_ trials: Range<Int>, seed: Int, setting: Int = 0) -> [WorkflowOutcome] {
    let root = StreamKey(seed: seed).child(setting)
    return trials.map { run(root.child($0)) }
  }

  /// Time until the last of several tasks is done, each begun as soon as a place is free.
  ///
  /// - Parameters:
  ///   - times: Times of the tasks, in the order in which they wait; seconds.
  ///   - slots: Places; count, at least 1.
  /// - Returns: The time; seconds.
  static func finish(of times: [Double], slots: Int) -> Double {
    if slots >= times.count { return times.max() ?? 0 }
    var free = [Double](repeating: 0, count: slots)
    for time in times {
      var first = 0
      for slot in 1..<max(slots, 1) where free[slot] < free[first] { first = slot }
      free[first] += time
    }
    return free.max() ?? 0
  }

  /// The sum of two amounts, the largest integer where it would be larger.
  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, isTooLarge) = left.addingReportingOverflow(right)
    return isTooLarge ? .max : sum
  }

  private struct TaskWork {
    var seconds = 0.0
    var picodollars = 0
    var tries = 0
    var isSuccess = false
  }

  /// One agent's task: tries of all its calls, until one succeeds or no retry is left.
  private func task(_ key: StreamKey) -> TaskWork {
    var task = TaskWork()
    for attempt in 0...workflow.retries {
      var stream = WordStream(key.child(attempt))
      task.tries += 1
      for kind in workflow.kinds {
        for _ in 0..<kind.callsPerTask {
          task.seconds += kind.seconds.draw(&stream)
          if isPriced, let tokens = pricing.tokens(of: kind) {
            task.picodollars = Self.sum(
              task.picodollars, cost(of: tokens, at: pricing.prices(for: kind.tier), &stream))
          }
        }
      }
      task.isSuccess = workflow.failureRate == 0 || stream.uniform() >= workflow.failureRate
      if task.isSuccess { break }
    }
    return task
  }

  /// Cost of one call whose tokens are drawn, to the nearest token.
  private func cost(
    of tokens: WorkTokens, at prices: ModelPrices?, _ stream: inout WordStream
  ) -> Int {
    let input = Int(tokens.input.draw(&stream).rounded())
    let output = Int(tokens.output.draw(&stream).rounded())
    guard let prices else { return 0 }
    return prices.cost(inputTokens: input, cachedTokens: nil, outputTokens: output).picodollars
  }
}
