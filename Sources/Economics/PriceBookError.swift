/// What is wrong with a price book: which book, where in it, what is allowed.
package struct PriceBookError: Error, Hashable, Sendable, CustomStringConvertible {
  /// File of the book.
  package let book: String
  /// Where in it, as `prices[2].input`; empty for the whole.
  package let place: String
  /// What is wrong and what is allowed.
  package let problem: String

  /// Makes an error; see the properties.
  package init(book: String, place: String, problem: String) {
    self.book = book
    self.place = place
    self.problem = problem
  }

  /// One line for a person.
  package var description: String {
    place.isEmpty ? "\(book): \(problem)" : "\(book): \(place): \(problem)"
  }
}
