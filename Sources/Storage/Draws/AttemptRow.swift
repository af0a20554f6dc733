package import MAKERCore

/// How the outcome of an attempt stands in the columns of a row.
enum AttemptRow {
  /// Columns of charges, in the order in which they are read.
  static let columns =
    "reserved_input, reserved_output, reserved_picodollars, outcome, input, output, picodollars"

  /// Returns the word and the charge of an outcome, as they stand in a row.
  static func columns(of outcome: AttemptOutcome) -> (word: String, charge: Charge?) {
    switch outcome {
    case .answered(let charge): ("answered", charge)
    case .free: ("free", nil)
    case .unknown: ("unknown", nil)
    }
  }

  /// Reads an outcome from the columns of a row that begin at one; nil where it is not known yet.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - column: The first of the columns.
  ///   - path: File of the store.
  /// - Returns: The outcome.
  /// - Throws: `torn` for a word that is none.
  static func outcome(
    of row: Statement, from column: Int, path: String
  ) throws(StoreError) -> AttemptOutcome? {
    switch row.optionalText(column + 3) {
    case nil: return nil
    case "free": return .free
    case "unknown": return .unknown
    case "answered":
      guard let input = row.optionalInteger(column + 4) else { return .answered(nil) }
      return .answered(
        Charge(
          inputTokens: input, outputTokens: row.integer(column + 5),
          picodollars: row.optionalInteger(column + 6)))
    case let word?: throw .torn(path: path, finding: "an attempt that ended as '\(word)'")
    }
  }

  /// Reads what was reserved for an attempt from the columns of a row that begin at one.
  static func reserved(of row: Statement, from column: Int) -> Charge {
    Charge(
      inputTokens: row.integer(column), outputTokens: row.integer(column + 1),
      picodollars: row.optionalInteger(column + 2))
  }
}

extension Charge {
  /// Returns what an attempt is charged: nobody knows of an unsettled one, so its worst case stands.
  ///
  /// - Parameters:
  ///   - outcome: What came of the attempt; nil where nothing is known.
  ///   - reserved: The worst case.
  package init(_ outcome: AttemptOutcome?, reserved: Charge) {
    switch outcome {
    case .answered(let charge): self = charge ?? reserved
    case .free: self = .zero
    case .unknown, nil: self = reserved
    }
  }
}
