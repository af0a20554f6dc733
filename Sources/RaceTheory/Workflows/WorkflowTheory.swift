package import Economics

/// What is known exactly of a workflow, without a simulation.
package struct WorkflowTheory: Sendable {
  private let workflow: Workflow

  /// Takes a workflow.
  package init(_ workflow: Workflow) { self.workflow = workflow }

  /// Expected time of the planner's calls; seconds.
  package var meanPlanningTime: Double {
    workflow.planning.reduce(0) { $0 + $1.seconds.mean }
  }

  /// Expected time of one try of a task, all its calls one after another; seconds.
  package var meanTryTime: Double {
    workflow.kinds.reduce(0) { $0 + Double($1.callsPerTask) * $1.seconds.mean }
  }

  /// Expected time of one agent that does all tasks one after another, with the planner's; seconds.
  package var meanSequentialTime: Double {
    meanPlanningTime + Double(workflow.agents) * workflow.meanTries * meanTryTime
  }

  /// Expected time from the first call to the last; seconds, nil where no exact value is known.
  ///
  /// The planner's time and the expected largest of the agents' times.  It is known where one call of a
  /// task at most differs from task to task and none fails, for tasks that all take the same time also
  /// with retries; under a limit for equal times and for exponential ones, which have no memory.
  package var meanMakespan: Double? { meanAgentsTime.map { meanPlanningTime + $0 } }

  /// The calls whose time differs, and the time of the others; nil where several differ.
  private var tryTime: (varying: Spread?, rest: Double)? {
    var varying: Spread?
    var rest = 0.0
    for kind in workflow.kinds where kind.callsPerTask > 0 {
      if kind.seconds.isFixed {
        rest += Double(kind.callsPerTask) * kind.seconds.mean
      } else {
        guard varying == nil, kind.callsPerTask == 1 else { return nil }
        varying = kind.seconds
      }
    }
    return (varying, rest)
  }

  private var meanAgentsTime: Double? {
    guard let (varying, rest) = tryTime else { return nil }
    let agents = workflow.agents
    let slots = workflow.slots
    guard let varying else { return equalTimes(rest) }
    guard workflow.failureRate == 0 else {
      return agents == 1 ? workflow.meanTries * meanTryTime : nil
    }
    if slots == agents { return rest + varying.meanOfLargest(of: agents) }
    if slots == 1 { return Double(agents) * meanTryTime }
    // As long as tasks wait, one ends every mean/slots; the last ones end side by side.
    if case .exponential(let mean) = varying, rest == 0 {
      return Double(agents - slots) * mean / Double(slots) + varying.meanOfLargest(of: slots)
    }
    return nil
  }

  /// Expected time of agents whose tries all take as long; seconds, nil where it is not known.
  private func equalTimes(_ seconds: Double) -> Double? {
    let agents = workflow.agents
    let slots = workflow.slots
    if workflow.failureRate == 0 {
      return Double((agents + slots - 1) / slots) * seconds
    }
    if slots == 1 { return Double(agents) * workflow.meanTries * seconds }
    guard slots == agents else { return nil }
    // An agent needs more than j tries where its first j fail; someone does unless nobody does.
    var sum = 0.0
    var chance = 1.0
    for _ in 0...workflow.retries {
      sum += 1 - power(1 - chance, agents)
      chance *= workflow.failureRate
    }
    return sum * seconds
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
