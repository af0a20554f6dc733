import Economics
import Storage

/// A week as a token log and the stores of its runs have it, at known prices.
struct WeeklyReading {
  /// The log as it is.
  let contents: TokenLog.Contents
  /// All that is known to be spent, priced where a price book can.
  let entries: [TokenLogView.Counted]
  /// What a reader must know of the log, a line each; none of them steers a terminal.
  let notes: [String]

  /// Reads a log.
  ///
  /// - Parameters:
  ///   - log: The log.
  ///   - prices: Price books, for entries whose cost was not logged.
  /// - Throws: What the log refuses.
  init(_ log: TokenLog, prices: PriceBooks) throws {
    let contents = try log.read()
    let found = RunCharges.unlogged(contents)
    self.contents = contents
    entries =
      contents.lines.map { .init(entry: $0.entry.priced(at: prices), line: $0.number) }
      + found.entries.map { .init(entry: $0.priced(at: prices), line: nil) }
    var notes = contents.complaints + found.complaints
    if !log.exists { notes.append("no such file; nothing is logged") }
    if !found.entries.isEmpty {
      notes.append("what runs under way or killed were charged is counted from their stores")
    }
    self.notes = notes.map { "\(log.file.path): \($0)".onOneLine }
  }

  /// The week that a time is in; entries after a time that is past are no part of it.
  func status(_ plan: BudgetPlan, now: UTCTime, isPast: Bool = false) -> BudgetStatus {
    BudgetStatus(plan, TokenLogView(entries, now: now, isPast: isPast))
  }
}

extension TokenLogEntry {
  /// The entry with the cost that price books give on its day, where none was logged and the tokens of
  /// replies are known.
  ///
  /// - Parameter prices: The price books.
  /// - Returns: The entry; unchanged where its cost is known or cannot be.
  func priced(at prices: PriceBooks) -> TokenLogEntry {
    guard cost == nil, let inputTokens, let outputTokens,
      let quote = prices.quote(model, on: time.date) ?? prices.quote(model)
    else { return self }
    var entry = self
    entry.cost = quote.entry.prices.cost(
      inputTokens: inputTokens, cachedTokens: nil, outputTokens: outputTokens)
    return entry
  }
}

extension BudgetPlan {
  /// Says which models have limits of their own tier and are in none; empty where there are none.
  ///
  /// - Parameter models: Names of models.
  /// - Returns: A line a model.
  func strangers(_ models: some Sequence<String>) -> [String] {
    guard !tiers.isEmpty else { return [] }
    return Set(models).filter { tier(of: $0) == nil }.sorted().map {
      "budget: \($0) is in no rule of models, and counts in the total alone".onOneLine
    }
  }
}
