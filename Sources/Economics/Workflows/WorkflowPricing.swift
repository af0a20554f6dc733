/// Which tier does the work of the agents, and what each tier costs.
package struct WorkflowPricing: Hashable, Sendable {
  /// Prices of the tiers; a tier without any is unknown.
  package let prices: [ModelTier: ModelPrices]
  /// Tier that does the work of all agents and of the planner; nil for each its own.
  package let onlyTier: ModelTier?

  /// Makes a pricing; see the properties.
  package init(prices: [ModelTier: ModelPrices], onlyTier: ModelTier? = nil) {
    self.prices = prices
    self.onlyTier = onlyTier
  }

  /// Takes the prices of a workflow's models from books.
  ///
  /// - Parameters:
  ///   - workflow: The workflow.
  ///   - books: The books.
  ///   - day: The day; that of the book which has a model unless given.
  package init(of workflow: Workflow, in books: PriceBooks, on day: CalendarDate? = nil) {
    self.init(prices: workflow.models.compactMapValues { books.quote($0, on: day)?.entry.prices })
  }

  /// The same prices with one tier that does everything.
  package func all(_ tier: ModelTier) -> WorkflowPricing {
    WorkflowPricing(prices: prices, onlyTier: tier)
  }

  /// Prices of a piece of work that would run on a tier; nil where they are unknown.
  package func prices(for tier: ModelTier) -> ModelPrices? { prices[onlyTier ?? tier] }

  /// Tokens of a call of an agent, on the tier that does it; nil where they are unknown.
  package func tokens(of kind: AgentKind) -> WorkTokens? { kind.tokens(on: onlyTier ?? kind.tier) }

  /// Expected cost of one call of an agent; dollars, nil where tokens or prices are unknown.
  package func meanCost(of kind: AgentKind) -> Double? {
    guard let tokens = tokens(of: kind), let prices = prices(for: kind.tier) else { return nil }
    return tokens.meanCost(at: prices)
  }

  /// Expected cost of one try of a task, over all its calls; dollars, nil where unknown.
  package func meanTaskCost(of workflow: Workflow) -> Double? {
    var sum = 0.0
    for kind in workflow.kinds where kind.callsPerTask > 0 {
      guard let cost = meanCost(of: kind) else { return nil }
      sum += Double(kind.callsPerTask) * cost
    }
    return sum
  }

  /// Expected cost of the planner's calls; dollars, nil where unknown.
  package func meanPlanningCost(of workflow: Workflow) -> Double? {
    var sum = 0.0
    for call in workflow.planning {
      guard let prices = prices(for: call.tier) else { return nil }
      sum += call.tokens.meanCost(at: prices)
    }
    return sum
  }

  /// Expected cost of a workflow: the planner's calls, and each agent's tries; dollars.
  ///
  /// Exact, for tokens do not depend on how a try ends: the mean of a sum of so many is the product of
  /// the means (Wald's equation).
  ///
  /// - Parameter workflow: The workflow.
  /// - Returns: The cost; nil where a price or the tokens of a call are unknown.
  package func meanCost(of workflow: Workflow) -> Double? {
    guard let planning = meanPlanningCost(of: workflow), let task = meanTaskCost(of: workflow)
    else { return nil }
    return planning + Double(workflow.agents) * workflow.meanTries * task
  }
}
