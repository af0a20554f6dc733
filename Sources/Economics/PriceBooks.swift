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

  /// Returns the price of a model as of the date of the book that has it.
  ///
  /// - Parameters:
  ///   - provider: Provider, as `openai`.
  ///   - model: Name of the model as the provider knows it.
  /// - Returns: The price; nil where it is unknown.
  package func quote(provider: String, model: String) -> Quote? {
    // A book that names the model but has no price for its day says that the price is unknown.
    guard let book = books.first(where: { $0.names(provider: provider, model: model) }) else {
      return nil
    }
    return book.entry(provider: provider, model: model).map {
      Quote(entry: $0, book: book.name, date: book.date)
    }
  }
}
