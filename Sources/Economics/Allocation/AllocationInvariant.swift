/// A sentence about assignments that has to hold whatever state a budget is in.
package struct AllocationInvariant: Hashable, Sendable {
  /// What must not happen.
  package enum Demand: Hashable, Sendable {
    /// The work is done on that tier or a higher one.
    case least(ModelTier)
    /// The work is never done on a lower tier than a green zone gives it without an override.
    case neverDowngraded
    /// The work never waits.
    case neverDeferred
  }

  /// The sentence.
  package let name: String
  /// Indices of the agents whose work it is about; nil for all.
  package let agents: Set<Int>?
  /// Phases that it is about.
  package let phases: Set<WorkPhase>
  /// Least criticality of the work that it is about.
  package let from: Criticality
  /// What it demands.
  package let demand: Demand
  // Phases and agents again, so that a decision hashes nothing.
  private let phaseList: [Bool]
  private let agentList: [Int]?

  /// Makes an invariant; see the properties.
  package init(
    name: String, agents: Set<Int>? = nil, phases: Set<WorkPhase> = Set(WorkPhase.allCases),
    from: Criticality = .routine, demand: Demand
  ) {
    self.name = name
    self.agents = agents
    self.phases = phases
    self.from = from
    self.demand = demand
    phaseList = WorkPhase.allCases.map(phases.contains)
    agentList = agents.map { $0.sorted() }
  }

  /// Whether the invariant is about a piece of work.
  ///
  /// - Parameters:
  ///   - agent: Index of the agent.
  ///   - phase: The phase.
  ///   - criticality: Criticality, the agent's own least one counted in.
  /// - Returns: Whether it is.
  func covers(agent: Int, phase: WorkPhase, criticality: Criticality) -> Bool {
    let isOfPhase =
      switch phase {
      case .lead: phaseList[0]
      case .plan: phaseList[1]
      case .exec: phaseList[2]
      }
    return criticality >= from && isOfPhase && agentList?.contains(agent) != false
  }

  /// Whether what is done with a piece of work keeps the invariant.
  ///
  /// - Parameters:
  ///   - outcome: What is done.
  ///   - reference: Tier in a green zone without an override.
  /// - Returns: Whether it does.
  func allows(_ outcome: Assignment.Outcome, reference: ModelTier) -> Bool {
    switch (demand, outcome) {
    case (.least(let least), .run(let tier)): tier >= least
    case (.neverDowngraded, .run(let tier)): tier >= reference
    case (.neverDeferred, .deferred): false
    default: true
    }
  }
}
