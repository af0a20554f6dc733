import Economics
import MAKERCore

/// Whether a run that is only projected fits into what is left of the week.
struct WeeklyProjection {
  /// What would be asked.
  let projection: DrawProjection
  /// How the week stands.
  let status: BudgetStatus

  /// A line a limit that the run must keep.
  var lines: [String] {
    status.lines.compactMap { line in
      let limit = line.limit
      let places = projection.models.indices.filter { index in
        let model = projection.models[index]
        return limit.scope.includes(status.plan.tier(of: "\(model.provider):\(model.name)"))
      }
      guard !places.isEmpty else { return nil }
      let worst = places.map { projection.worst($0) }
      let bill: Int?
      switch limit.unit {
      case .tokens: bill = worst.map(\.tokens).max()
      case .dollars:
        let known = worst.compactMap(\.picodollars)
        bill = known.count == worst.count ? known.max() : nil
      }
      let left = line.unknown > 0 ? "at most " : ""
      return
        "week of \(status.week.firstDay), \(limit.name): \(left)"
        + "\(limit.text(Double(line.remaining))) of \(limit.text(Double(limit.most))) left; "
        + (bill.map { verdict(Double($0), rest: Double(line.remaining)) }
          ?? "what a call costs is unknown")
    }
  }

  /// What of the run fits, each call at its worst case.
  private func verdict(_ call: Double, rest: Double) -> String {
    let calls = projection.calls
    if let most = calls.most, Double(most) * call <= rest { return "the run fits" }
    if let expected = calls.expected, expected * call <= rest {
      return "the run is expected to fit, and can take more"
    }
    if Double(calls.least) * call <= rest { return "the run may not fit" }
    return "the run does not fit at its worst case"
  }
}

extension WeeklySpending {
  /// What a dry run says of the week; nothing is changed.
  ///
  /// - Parameters:
  ///   - projection: What would be asked.
  ///   - prices: The price books.
  /// - Returns: Lines for a person.
  /// - Throws: What the log refuses.
  func lines(_ projection: DrawProjection, prices: PriceBooks) throws -> [String] {
    let reading = try WeeklyReading(log, prices: prices)
    return WeeklyProjection(
      projection: projection, status: reading.status(plan, now: .now)
    ).lines
      + plan.strangers(projection.models.map { "\($0.provider):\($0.name)" }) + reading.notes
  }
}

extension SpendingOptions {
  /// The text of a dry run: the projection, and what it means for the week.
  ///
  /// - Parameters:
  ///   - projection: What would be asked.
  ///   - prices: The price books.
  /// - Returns: The text; it ends without a line end.
  /// - Throws: What the log refuses.
  func text(_ projection: DrawProjection, prices: PriceBooks) throws -> String {
    ([projection.text] + (try weekly?.lines(projection, prices: prices) ?? []))
      .joined(separator: "\n")
  }
}
