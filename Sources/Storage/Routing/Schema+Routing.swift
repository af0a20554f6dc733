extension Schema {
  /// Tables of decisions of a router and what became of them.
  static let routingTables = [
    """
    CREATE TABLE routing_decision(
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      time TEXT NOT NULL,
      tier TEXT NOT NULL CHECK (tier IN ('small', 'medium', 'large')),
      routed TEXT NOT NULL CHECK (routed IN ('small', 'medium', 'large')),
      confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
      strategy TEXT NOT NULL,
      rule TEXT NOT NULL,
      overruled TEXT NOT NULL,
      override_reason TEXT,
      rules TEXT NOT NULL,
      labels TEXT NOT NULL,
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      text TEXT,
      estimated_picodollars TEXT NOT NULL,
      CHECK (tier = routed OR override_reason IS NOT NULL)
    ) STRICT
    """,
    // An outcome may come before its decision, as where two stores are merged.
    """
    CREATE TABLE routing_outcome(
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      time TEXT NOT NULL,
      succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1)),
      rework INTEGER NOT NULL CHECK (rework >= 0),
      picodollars INTEGER CHECK (picodollars >= 0),
      medium_picodollars INTEGER CHECK (medium_picodollars >= 0),
      input_tokens INTEGER CHECK (input_tokens >= 0),
      output_tokens INTEGER CHECK (output_tokens >= 0),
      escalated_to TEXT CHECK (escalated_to IN ('small', 'medium', 'large'))
    ) STRICT
    """,
  ]
}
