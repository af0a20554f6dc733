extension Schema {
  /// Tables of the journal of draws.
  static let drawTables = [
    """
    CREATE TABLE recording(
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
      definition TEXT NOT NULL
    ) STRICT
    """,
    // The instructions of a task are part of a million prompts, and repeats share all of theirs.
    """
    CREATE TABLE prompt(
      number INTEGER PRIMARY KEY,
      digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
      text TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE draw(
      recording INTEGER NOT NULL REFERENCES recording,
      trial INTEGER NOT NULL CHECK (trial >= 0),
      step INTEGER NOT NULL CHECK (step >= 0),
      draw INTEGER NOT NULL CHECK (draw >= 0),
      request TEXT NOT NULL,
      instructions INTEGER NOT NULL REFERENCES prompt,
      question INTEGER NOT NULL REFERENCES prompt,
      temperature REAL NOT NULL CHECK (temperature >= 0),
      seed INTEGER,
      channel TEXT NOT NULL,
      model TEXT,
      response_id TEXT,
      body BLOB NOT NULL,
      text BLOB NOT NULL,
      finish TEXT NOT NULL CHECK (finish IN ('stop', 'length', 'other')),
      finish_reason TEXT,
      input_tokens INTEGER CHECK (input_tokens >= 0),
      output_tokens INTEGER CHECK (output_tokens >= 0),
      cost REAL CHECK (cost >= 0),
      cached_input_tokens INTEGER CHECK (cached_input_tokens >= 0),
      latency INTEGER NOT NULL CHECK (latency >= 0),
      attempts INTEGER NOT NULL CHECK (attempts >= 1),
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      PRIMARY KEY (recording, trial, step, draw, request)
    ) STRICT
    """,
    // The token tells a session from all others, also where two stores gave them the same number.
    """
    CREATE TABLE session(
      number INTEGER PRIMARY KEY,
      token TEXT NOT NULL UNIQUE CHECK (length(token) = 32),
      payer TEXT NOT NULL,
      started TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE attempt(
      session INTEGER NOT NULL REFERENCES session,
      number INTEGER NOT NULL CHECK (number >= 0),
      provider TEXT NOT NULL,
      recording INTEGER NOT NULL REFERENCES recording,
      trial INTEGER NOT NULL CHECK (trial >= 0),
      step INTEGER NOT NULL CHECK (step >= 0),
      draw INTEGER NOT NULL CHECK (draw >= 0),
      request TEXT NOT NULL,
      reserved_input INTEGER NOT NULL CHECK (reserved_input >= 0),
      reserved_output INTEGER NOT NULL CHECK (reserved_output >= 0),
      reserved_picodollars INTEGER CHECK (reserved_picodollars >= 0),
      outcome TEXT CHECK (outcome IN ('answered', 'free', 'unknown')),
      input INTEGER CHECK (input >= 0),
      output INTEGER CHECK (output >= 0),
      picodollars INTEGER CHECK (picodollars >= 0),
      PRIMARY KEY (session, number),
      CHECK ((input IS NULL) = (output IS NULL)),
      CHECK (input IS NOT NULL OR picodollars IS NULL),
      CHECK (input IS NULL OR outcome = 'answered')
    ) STRICT, WITHOUT ROWID
    """,
  ]
}
