/// Prices of models as of a day, each with its source: a price that is not in it is unknown, never 0.
package struct PriceBook: Hashable, Sendable {
  /// File it was read from, or `shipped`.
  package let name: String
  /// The day as of which it holds.
  package let date: CalendarDate
  /// Its entries, by provider, model and first day.
  package let entries: [PriceEntry]

  /// Makes a book after checking that each model has one price on each day.
  ///
  /// - Parameters:
  ///   - name: File it was read from.
  ///   - date: The day as of which it holds.
  ///   - entries: Its entries, in any order.
  /// - Throws: `PriceBookError` for entries of days after the book's, duplicates, overlaps and gaps.
  package init(
    name: String, date: CalendarDate, entries: [PriceEntry]
  ) throws(PriceBookError) {
    for (index, entry) in entries.enumerated() {
      func refuse(_ problem: String) -> PriceBookError {
        PriceBookError(book: name, place: "prices[\(index)] (\(entry.name))", problem: problem)
      }
      if entry.from > date {
        throw refuse("begins on \(entry.from), which is after the book's own date, \(date)")
      }
      if entry.lookedUp > date {
        throw refuse("was looked up on \(entry.lookedUp), which is after the book's date, \(date)")
      }
      if let until = entry.until, until < entry.from {
        throw refuse("ends on \(until), before it begins on \(entry.from)")
      }
    }
    self.name = name
    self.date = date
    self.entries = try Self.joined(entries, in: name)
  }

  /// Sorts entries, and lets each end where the next one of its model begins.
  private static func joined(
    _ entries: [PriceEntry], in book: String
  ) throws(PriceBookError) -> [PriceEntry] {
    var sorted = entries.sorted {
      ($0.provider, $0.model.description, $0.from) < ($1.provider, $1.model.description, $1.from)
    }
    for index in sorted.indices.dropFirst() {
      let next = sorted[index]
      let last = sorted[index - 1]
      guard last.provider == next.provider, last.model == next.model else { continue }
      if last.from == next.from {
        throw PriceBookError(
          book: book, place: next.name, problem: "has two prices from \(next.from) on")
      }
      if let until = last.until, until >= next.from {
        throw PriceBookError(
          book: book, place: next.name,
          problem: "has two prices from \(next.from) to \(until): let the first end before")
      }
      if let until = last.until, until.next < next.from {
        throw PriceBookError(
          book: book, place: next.name,
          problem: "has no price from \(until.next) to \(next.from.previous): close the gap")
      }
      sorted[index - 1].until = next.from.previous
    }
    return sorted
  }

  /// Refuses a book that is dated after a day, as after today.
  ///
  /// - Parameter today: The day.
  /// - Throws: `PriceBookError` where the book's date is later.
  package func check(today: CalendarDate) throws(PriceBookError) {
    guard date > today else { return }
    throw PriceBookError(
      book: name, place: "date", problem: "\(date) is after today, \(today)")
  }

  /// Whether any entry is for that model, on whatever day.
  package func names(provider: String, model: String) -> Bool {
    entries.contains { $0.provider == provider && $0.model.nearness(to: model) != nil }
  }

  /// Returns the entry of a model on a day: the one whose pattern comes nearest to its name.
  ///
  /// - Parameters:
  ///   - provider: Provider, as `openai`.
  ///   - model: Name of the model as the provider knows it.
  ///   - day: The day; the book's own unless given.
  /// - Returns: The entry; nil where the price is unknown.
  package func entry(
    provider: String, model: String, on day: CalendarDate? = nil
  ) -> PriceEntry? {
    let nearest = entries.filter { $0.provider == provider }
      .compactMap { entry in entry.model.nearness(to: model).map { ($0, entry) } }
    guard let best = nearest.map(\.0).max() else { return nil }
    let day = day ?? date
    return nearest.first {
      $0.0 == best && $0.1.from <= day && day <= ($0.1.until ?? day)
    }?.1
  }
}
