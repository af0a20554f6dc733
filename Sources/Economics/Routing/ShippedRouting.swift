extension RoutingRules {
  /// The rules that the laboratory brings along.
  ///
  /// - Returns: The rules.
  /// - Throws: `RulesError` where the rules are wrong, which their test rules out.
  package static func shipped() throws(RulesError) -> RoutingRules {
    try RoutingRules(json: Array(shippedJSON.utf8), name: shippedName)
  }

  /// Name of the shipped rules.
  package static let shippedName = "shipped"

  /// The rules as a user could write them.
  ///
  /// A confidence is a statement to be held against outcomes, not a measurement.  Patterns for dearer
  /// tiers stand first: a text that sounds both hard and simple goes to the dearer one.
  package static let shippedJSON = #"""
    {
      "strategies": [
        {"name": "explicit_label", "confidence": 1.0, "label": "model",
         "values": {"small": "small", "medium": "medium", "large": "large",
                    "haiku": "small", "sonnet": "medium", "opus": "large"}},
        {"name": "complexity_label", "confidence": 0.95, "label": "complexity",
         "values": {"trivial": "small", "simple": "small", "standard": "medium",
                    "complex": "large"}},
        {"name": "pattern", "confidence": 0.85, "patterns": [
          {"name": "security", "tier": "large",
           "expression": "(?i)\\b(security|vulnerab\\w*|auth|authenticat\\w*|authori[sz]\\w*|payments?|crypto\\w*|encrypt\\w*|secrets?)\\b"},
          {"name": "architecture", "tier": "large",
           "expression": "(?i)\\b(architect\\w*|redesign\\w*|migrat(e|ion|ing)|data model|protocol design)\\b"},
          {"name": "several_parts", "tier": "medium",
           "expression": "(?i)\\b(refactor\\w*|across|several files|multiple|integrat\\w*|business logic|state management|aggregat\\w*|concurren\\w*)\\b"},
          {"name": "mechanical", "tier": "small",
           "expression": "(?i)\\b(typos?|spelling|renam\\w*|reformat\\w*|lint\\w*|bump|whitespace|comments?|changelog|imports?)\\b"},
          {"name": "one_part", "tier": "small",
           "expression": "(?i)\\b(add|create|update|accept|remove)\\b.*\\b(endpoint|route|page|button|component|field|column|parameter|option|flag)\\b"}
        ]},
        {"name": "default", "confidence": 0.60, "tier": "medium"}
      ],
      "models": {
        "small": "anthropic:claude-haiku-4-5",
        "medium": "anthropic:claude-sonnet-4-5",
        "large": "anthropic:claude-opus-4-5"
      },
      "typical_task": {"input_tokens": 8000, "output_tokens": 2000}
    }
    """#
}
