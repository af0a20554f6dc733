import MAKERCore

/// Margins of equation 14 in 60-digit arithmetic.
package enum ExactMargins {
  /// Step success p, target t, steps s and k_min for m = 1.
  ///
  /// At p = .51, t = .5 and one step the bound 1 − t^(1/s) asks for 18 votes in place of 1.
  package static let rows: [(p: Double, target: Double, steps: Int, margin: Int)] = [
    (0.51, 0.5, 1, 1), (0.51, 0.5, 127, 131), (0.6, 0.9, 31, 15), (0.6, 0.95, 1023, 25),
    (0.7, 0.95, 1_048_575, 20), (0.85, 0.95, 1023, 6), (0.99, 0.95, 1_048_575, 4),
    (0.9999, 0.9, 1_000_000_000_000_000_000, 5),
  ]
}

extension EngineCheck {
  static let exactMargins = certain(
    "exact margins",
    compares: "k_min of \(ExactMargins.rows.count) settings, from 60-digit arithmetic"
  ) { engine in
    let wrong = try ExactMargins.rows.compactMap { row -> String? in
      let margin = try engine.margin(
        stepSuccess: Probability(row.p), target: Probability(row.target), steps: row.steps)
      return margin == row.margin
        ? nil
        : "k \(margin) where k_min is \(row.margin): p \(row.p), t \(row.target), s \(row.steps)"
    }
    guard let first = wrong.first else { return nil }
    return first + (wrong.count > 1 ? "; \(wrong.count - 1) more differ" : "")
  }
}
