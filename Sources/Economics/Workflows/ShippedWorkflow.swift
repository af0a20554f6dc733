import Foundation

extension Workflow {
  /// The workflow that the laboratory brings along.
  ///
  /// - Returns: The workflow.
  /// - Throws: `WorkflowError` where it is wrong, which its test rules out.
  package static func shipped() throws(WorkflowError) -> Workflow {
    try Workflow(json: Data(shippedJSON.utf8), file: shippedName)
  }

  /// Name of the shipped workflow.
  package static let shippedName = "shipped workflow"

  /// The workflow as a user could write it: an architecture with a planner and five kinds of agents.
  ///
  /// Tokens, prices, tools and claimed costs are the architecture's own; so are the response times of
  /// its tiers.  What it states of nobody's tokens is implied by the claimed cost.  How much the tokens
  /// and times differ from task to task it does not say: the variations are assumed here.
  package static let shippedJSON = """
    {
      "title": "five agents under a planner",
      "date": "2025-10-21",
      "models": {
        "small": "anthropic:claude-haiku-4-5",
        "medium": "anthropic:claude-sonnet-4-5",
        "large": "anthropic:claude-opus-4-1"
      },
      "prices": {
        "small": {"input": 0.80, "output": 4.00},
        "medium": {"input": 3.00, "output": 15.00}
      },
      "planner": {
        "tier": "medium", "tokens": {"input": 8000, "output": 2000},
        "seconds": {"law": "uniform", "low": 3, "high": 5}
      },
      "agents": 5,
      "failure_rate": 0,
      "retries": 0,
      "kinds": [
        {"name": "parallel-task-executor", "tier": "small", "calls_per_task": 1,
         "tools": ["Bash", "Read", "Write", "Edit", "Grep", "Glob"],
         "tokens": {"input": {"law": "lognormal", "mean": 30000, "variation": 0.5},
                    "output": {"law": "lognormal", "mean": 5000, "variation": 0.5}},
         "tokens_on_tier": {
           "medium": {"input": {"law": "lognormal", "mean": 40000, "variation": 0.5},
                      "output": {"law": "lognormal", "mean": 10000, "variation": 0.5}}},
         "seconds": {"law": "lognormal", "mean": 10800, "variation": 0.5}, "claimed_cost": 0.04},
        {"name": "worktree-manager", "tier": "small", "calls_per_task": 1,
         "tools": ["Bash", "Read", "Grep"], "seconds": 1.5, "claimed_cost": 0.02},
        {"name": "issue-orchestrator", "tier": "small", "calls_per_task": 1,
         "tools": ["Bash", "Read"], "seconds": 1.5, "claimed_cost": 0.01},
        {"name": "test-runner", "tier": "small", "calls_per_task": 1,
         "tools": ["Bash", "Read", "Write"], "seconds": 1.5, "claimed_cost": 0.03},
        {"name": "performance-analyzer", "tier": "small", "calls_per_task": 0,
         "tools": ["Bash", "Read", "Write"], "seconds": 1.5, "claimed_cost": 0.02}
      ]
    }
    """
}
