/// The tables of a store, and how an older store is brought up to date.
///
/// Migrations are applied in order and never edited after they shipped; the number of those applied
/// is the `user_version` of the file.
enum Schema {
  /// Statements of each migration.
  static let migrations: [[String]] = [
    [
      """
      CREATE TABLE run(
        id INTEGER PRIMARY KEY,
        commit_id TEXT NOT NULL,
        dirty INTEGER CHECK (dirty IN (0, 1)),
        toolchain TEXT NOT NULL,
        machine TEXT NOT NULL,
        command TEXT NOT NULL,
        workers INTEGER NOT NULL CHECK (workers >= 1),
        seed INTEGER NOT NULL CHECK (seed >= 0),
        shard TEXT NOT NULL,
        started TEXT NOT NULL,
        stopped TEXT,
        ending TEXT
      ) STRICT
      """,
      """
      CREATE TABLE experiment(
        suite TEXT NOT NULL,
        name TEXT NOT NULL,
        seed INTEGER NOT NULL CHECK (seed >= 0),
        definition TEXT NOT NULL,
        PRIMARY KEY (suite, name, seed)
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE TABLE point(
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 64),
        definition TEXT NOT NULL
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE TABLE tally(
        point TEXT NOT NULL REFERENCES point,
        seed INTEGER NOT NULL CHECK (seed >= 0),
        first_trial INTEGER NOT NULL CHECK (first_trial >= 0),
        end_trial INTEGER NOT NULL CHECK (end_trial > first_trial),
        trials_correct INTEGER NOT NULL CHECK (trials_correct >= 0),
        trials_wrong INTEGER NOT NULL CHECK (trials_wrong >= 0),
        trials_undecided INTEGER NOT NULL CHECK (trials_undecided >= 0),
        races INTEGER NOT NULL CHECK (races >= 0),
        races_wrong INTEGER NOT NULL CHECK (races_wrong >= 0),
        races_undecided INTEGER NOT NULL CHECK (races_undecided >= 0),
        votes INTEGER NOT NULL CHECK (votes >= 0),
        votes_squared INTEGER NOT NULL CHECK (votes_squared >= 0),
        draws INTEGER NOT NULL CHECK (draws >= 0),
        ended_at_vote TEXT NOT NULL,
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        run INTEGER NOT NULL REFERENCES run,
        PRIMARY KEY (point, seed, first_trial),
        CHECK (trials_correct + trials_wrong + trials_undecided = end_trial - first_trial)
      ) STRICT, WITHOUT ROWID
      """,
    ],
    [
      """
      CREATE TABLE solve(
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 64),
        definition TEXT NOT NULL
      ) STRICT, WITHOUT ROWID
      """,
      // Rows are large, so they lie in a table of their own pages, with an index for the key.
      """
      CREATE TABLE solve_group(
        solve TEXT NOT NULL REFERENCES solve,
        first_step INTEGER NOT NULL CHECK (first_step >= 0),
        end_step INTEGER NOT NULL CHECK (end_step > first_step),
        steps TEXT NOT NULL,
        previous TEXT,
        state TEXT NOT NULL,
        progress TEXT NOT NULL,
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        PRIMARY KEY (solve, first_step)
      ) STRICT
      """,
      // Time on the virtual clock of fidelity agent.
      "ALTER TABLE tally ADD COLUMN elapsed INTEGER NOT NULL DEFAULT 0 CHECK (elapsed >= 0)",
      "ALTER TABLE tally ADD COLUMN latencies INTEGER NOT NULL DEFAULT 0 CHECK (latencies >= 0)",
    ],
    [
      "ALTER TABLE tally ADD COLUMN ended_at_draw TEXT NOT NULL DEFAULT ''",
      "ALTER TABLE tally ADD COLUMN collisions INTEGER CHECK (collisions >= 0)",
      "ALTER TABLE tally ADD COLUMN early_wrong INTEGER CHECK (early_wrong >= 0)",
    ],
    [
      // Likelihood ratios of tilted races, and which trials to look at again.
      "ALTER TABLE tally ADD COLUMN weights INTEGER CHECK (weights >= 0)",
      "ALTER TABLE tally ADD COLUMN weights_squared INTEGER CHECK (weights_squared >= 0)",
      "ALTER TABLE tally ADD COLUMN lost TEXT NOT NULL DEFAULT ''",
    ],
    drawTables,
    routingTables,
  ]

  /// Schema version of a store that is up to date; at least 1.
  static var version: Int { migrations.count }

  /// Brings a new or an older store up to date, in one transaction.
  static func migrate(_ database: Database) throws(StoreError) {
    try database.transaction { () throws(StoreError) in
      // Another process may have made the store since its file was looked at.
      let found = try database.integer("PRAGMA user_version")
      guard found <= version else {
        throw .newer(path: database.path, version: found, known: version)
      }
      guard found < version else { return }
      for migration in migrations[found...] {
        for statement in migration { try database.execute(statement) }
      }
      try database.execute("PRAGMA application_id = \(StoreHeader.applicationID)")
      try database.execute("PRAGMA user_version = \(version)")
    }
    // After the tables: so the mark of a store is in the file itself, never only in its log.
    try database.execute("PRAGMA journal_mode = WAL")
  }

  /// Verifies that an open file is a store of a known schema version.
  static func verify(_ database: Database) throws(StoreError) {
    try verify(
      applicationID: database.integer("PRAGMA application_id"),
      version: database.integer("PRAGMA user_version"), path: database.path)
  }

  /// Verifies the marks of a store.
  ///
  /// - Throws: `notAStore` for the mark of another program, `newer` for an unknown version.
  static func verify(applicationID: Int, version found: Int, path: String) throws(StoreError) {
    guard applicationID == StoreHeader.applicationID else {
      let mark = String(UInt32(truncatingIfNeeded: applicationID), radix: 16)
      throw .notAStore(path: path, found: "an SQLite file of another program (mark 0x\(mark))")
    }
    guard found >= 1 else { throw .torn(path: path, finding: "schema version \(found)") }
    guard found <= version else { throw .newer(path: path, version: found, known: version) }
  }
}
