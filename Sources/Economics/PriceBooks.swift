/// Price books laid over each other: the first that names a model has its price.
package struct PriceBooks: Hashable, Sendable {
  /// The books, the one that counts most first.
  package let books: [PriceBook]

  /// Lays books over each other, the one that counts most first.
  package init(_ books: [PriceBook]) { self.books = books }

  /// A price and the book that it is from.
  package struct Quote: Hashable, Sendable {
    /// The entry.
    package let entry: PriceEntry
    /// Name of the book.
    package let book: String
    /// The day as of which the book holds.
    package let date: CalendarDate

    /// Makes a quote; see the properties.
    package init(entry: PriceEntry, book: String, date: CalendarDate) {
      self.entry = entry
      self.book = book
      self.date = date
    }
  }

  /// Returns the price of a model on a day.
  ///
  /// A book that names the model but has no price for the day says that the price is unknown, and it
  /// says nothing of the days after its own date.
  ///
  /// - Parameters:
  ///   - provider: Provider, as `openai`.
  ///   - model: Name of the model as the provider knows it.
  ///   - day: The day; that of the book which has the model unless given.
  /// - Returns: The price; nil where it is unknown.
  package func quote(provider: String, model: String, on day: CalendarDate? = nil) -> Quote? {
    guard let book = books.first(where: { $0.names(provider: provider, model: model) }),
      day.map({ $0 <= book.date }) ?? true
    else { return nil }
    return book.entry(provider: provider, model: model, on: day).map {
      Quote(entry: $0, book: book.name, date: book.date)
    }
  }

  /// Returns the price of a model that is named with its provider, as `anthropic:claude-haiku-4-5`.
  ///
  /// - Parameters:
  ///   - name: Provider and model, a colon between them.
  ///   - day: The day; that of the book which has the model unless given.
  /// - Returns: The price; nil where it is unknown or the name has no colon.
  package func quote(_ name: String, on day: CalendarDate? = nil) -> Quote? {
    let sides = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2 else { return nil }
    return quote(provider: String(sides[0]), model: String(sides[1]), on: day)
  }
}
