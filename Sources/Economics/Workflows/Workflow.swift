/// Agents that work side by side on tasks that a planner has made.
///
/// The planner plans; every agent then does one task, with the calls of all kinds one after another;
/// a task that fails is done again from its beginning, up to so many times; the planner reviews.
package struct Workflow: Hashable, Sendable {
  /// One call of the planner.
  package struct Planning: Hashable, Sendable {
    /// Tier of its model.
    package let tier: ModelTier
    /// Tokens of the call.
    package let tokens: WorkTokens
    /// Time of the call; seconds.
    package let seconds: Spread

    /// Makes a call of the planner; see the properties.
    package init(tier: ModelTier, tokens: WorkTokens, seconds: Spread) {
      self.tier = tier
      self.tokens = tokens
      self.seconds = seconds
    }
  }

  /// What it is called.
  package var title: String
  /// Day on whose prices it was planned; nil where none is stated.
  package var date: CalendarDate?
  /// Model of each tier, as `anthropic:claude-haiku-4-5`.
  package var models: [ModelTier: String]
  /// Prices that its author states for the tiers.
  package var statedPrices: [ModelTier: ModelPrices]
  /// The call that makes the tasks.
  package var planner: Planning
  /// The call that merges what the agents did; nil for none.
  package var review: Planning?
  /// Agents, each with one task; count, 1 to `mostAgents`.
  package var agents: Int
  /// Agents that may work at a time; count, at least 1, nil for all.
  package var limit: Int?
  /// Probability that a try of a task fails; unit 1, range [0, 1).
  package var failureRate: Double
  /// Times that a failed task is done again, at most; count, 0 to `mostRetries`.
  package var retries: Int
  /// The kinds of agents that a task calls, in order; at least one.
  package var kinds: [AgentKind]

  /// Most agents; count.
  package static let mostAgents = 10_000
  /// Most retries; count.
  package static let mostRetries = 100

  /// Makes a workflow; see the properties.
  package init(
    title: String, date: CalendarDate? = nil, models: [ModelTier: String] = [:],
    statedPrices: [ModelTier: ModelPrices] = [:], planner: Planning, review: Planning? = nil,
    agents: Int, limit: Int? = nil, failureRate: Double = 0, retries: Int = 0, kinds: [AgentKind]
  ) {
    precondition((1...Self.mostAgents).contains(agents), "a workflow has 1 to 10,000 agents")
    precondition(limit.map { $0 >= 1 } ?? true, "at least one agent works at a time")
    precondition((0..<1).contains(failureRate), "a failure rate is in [0, 1)")
    precondition((0...Self.mostRetries).contains(retries), "a task is done again 0 to 100 times")
    precondition(!kinds.isEmpty, "a task calls at least one kind of agent")
    self.title = title
    self.date = date
    self.models = models
    self.statedPrices = statedPrices
    self.planner = planner
    self.review = review
    self.agents = agents
    self.limit = limit
    self.failureRate = failureRate
    self.retries = retries
    self.kinds = kinds
  }

  /// The calls of the planner, in order.
  package var planning: [Planning] { [planner] + (review.map { [$0] } ?? []) }

  /// Agents that work at a time; count, 1 to the number of agents.
  package var slots: Int { min(limit ?? agents, agents) }

  /// Tries of one task that are expected; count, at least 1.
  package var meanTries: Double {
    (0...retries).reduce(0) { $0 + power(failureRate, $1) }
  }

  /// Probability that every task succeeds in one of its tries; unit 1, range [0, 1].
  package var successProbability: Double {
    power(1 - power(failureRate, retries + 1), agents)
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
