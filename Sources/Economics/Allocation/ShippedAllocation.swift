extension AllocationPolicy {
  /// The policy that the laboratory brings along.
  ///
  /// - Returns: The policy.
  /// - Throws: `RulesError` or `AllocationBreak` where it is wrong, which its tests rule out.
  package static func shipped() throws -> AllocationPolicy {
    try AllocationPolicy(AllocationRules(json: Array(shippedJSON.utf8), name: shippedName))
  }

  /// Name of the shipped policy.
  package static let shippedName = "shipped"

  /// The policy as a user could write it.
  ///
  /// Tiers, zones and guarantees are those of a published framework for a team of agents.  What it says
  /// in words and leaves open is settled so that its guarantees hold: a zone defers rather than
  /// downgrades, the default policy of a rollback keeps the floors, and so do overrides.  The size of
  /// the reserve and the window of rework are not given there.
  package static let shippedJSON = """
    {
      "models": {
        "small": "anthropic:claude-haiku-4-5",
        "medium": "anthropic:claude-sonnet-4-5",
        "large": "anthropic:claude-opus-4-5"
      },
      "agents": [
        {"agent": "GITHUB", "tier": "small", "escalates_to": "medium"},
        {"agent": "DOCMON", "tier": "small", "escalates_to": "medium"},
        {"agent": "RETRO", "tier": "small", "escalates_to": "medium"},
        {"agent": "VALIDATION", "lead": "small", "plan": "medium", "exec": "medium",
         "escalates_to": "large"},
        {"agent": "QUICKFIX", "tier": "small", "escalates_to": "medium"},
        {"agent": "TESTING", "tier": "medium", "escalates_to": "large",
         "at_once_for": ["security"]},
        {"agent": "DESIGN", "tier": "medium", "escalates_to": "large",
         "at_once_for": ["special"], "special_case": "a novel architectural pattern"},
        {"agent": "DATABASE", "tier": "medium", "escalates_to": "large",
         "at_once_for": ["special"], "special_case": "a complex row-level security policy"},
        {"agent": "API", "tier": "medium", "escalates_to": "large",
         "at_once_for": ["security"]},
        {"agent": "STORIES", "tier": "medium"},
        {"agent": "RISK", "tier": "medium", "escalates_to": "large",
         "at_once_for": ["security"]},
        {"agent": "PERFORMANCE", "tier": "medium"},
        {"agent": "DEPENDENCY", "tier": "medium", "escalates_to": "large",
         "at_once_for": ["special"], "special_case": "a novel vulnerability"},
        {"agent": "SECURITY_SUB", "tier": "medium", "escalates_to": "large",
         "at_once_for": ["critical"]},
        {"agent": "OTHER", "tier": "medium", "escalates_to": "large",
         "at_once_for": ["special"], "special_case": "decided case by case"},
        {"agent": "SECURITY", "tier": "large", "criticality": "security"}
      ],
      "zones": {
        "green": {"most": "large"},
        "yellow": {"most": "large", "monitor": true, "upgrades": "needed"},
        "orange": {"most": "small", "above": "defer", "spares": "critical"},
        "red": {"most": "small", "above": "defer", "spares": "security"}
      },
      "reserve": {"share": 0.02, "for": "critical"},
      "rework": {"percent": 20, "window": 10},
      "rollback": {"tier": "medium", "except": {"SECURITY": "large"}},
      "overrides": "held",
      "invariants": [
        {"name": "SECURITY is never below large", "agents": ["SECURITY"], "least": "large"},
        {"name": "VALIDATION in plan and exec is never small", "agents": ["VALIDATION"],
         "phases": ["plan", "exec"], "least": "medium"},
        {"name": "critical work is never downgraded", "from": "critical",
         "never": "downgraded"},
        {"name": "security-critical work is never deferred", "from": "security",
         "never": "deferred"}
      ]
    }
    """
}
