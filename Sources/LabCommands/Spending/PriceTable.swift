import Economics
import TextFormats

/// Prices as a table: all entries of the books, or what single models resolve to.
struct PriceTable {
  /// One line of the table.
  struct Row {
    /// Model that was asked for, as `openai:gpt-4.1-mini`; nil where all entries are listed.
    var model: String?
    /// The price; nil where it is unknown.
    var quote: PriceBooks.Quote?
    /// Whether a book that goes before this one names the same models.
    var isHidden = false

    /// The row as members of a report.
    var fields: [(String, JSONValue)] {
      let entry = quote?.entry
      let prices = entry?.prices
      return [
        ("asked_for", .string(model)), ("provider", .string(entry?.provider)),
        ("model", .string(entry?.model.description)),
        ("from", .string(entry?.from.description)), ("until", .string(entry?.until?.description)),
        ("input", amount(prices?.input)), ("cached_input", amount(prices?.cachedInput)),
        ("output", amount(prices?.output)),
        ("batch_discount", amount(prices?.batchDiscount)), ("book", .string(quote?.book)),
        ("book_date", .string(quote?.date.description)), ("replaced", .bool(isHidden)),
        ("source", .string(entry?.source)), ("looked_up", .string(entry?.lookedUp.description)),
      ]
    }

    /// Millionths as a decimal number; a double shows such a one exactly.
    private func amount(_ millionths: Int?) -> JSONValue {
      .number(millionths.map { Double($0) / 1_000_000 })
    }
  }

  /// The rows, in the order of the books or of the models asked for.
  let rows: [Row]
  private let books: [PriceBook]
  private let day: CalendarDate?

  /// Makes a table.
  ///
  /// - Parameters:
  ///   - books: The books, the one that counts most first.
  ///   - models: Models as `provider:model`; none for all entries.
  ///   - day: The day whose prices are wanted; nil for the entries of all days, and for the price of a
  ///     model on the date of its book.
  /// - Throws: `UsageError` for a model without a provider.
  init(_ books: PriceBooks, models: [String], on day: CalendarDate? = nil) throws {
    self.books = books.books
    self.day = day
    if models.isEmpty {
      rows = books.books.enumerated().flatMap { index, book in
        book.entries.filter { entry in
          guard let day else { return true }
          return entry.from <= day && day <= (entry.until ?? book.date)
        }.map { entry in
          Row(
            quote: PriceBooks.Quote(entry: entry, book: book.name, date: book.date),
            isHidden: books.books[..<index].contains {
              $0.entries.contains { $0.provider == entry.provider && $0.model == entry.model }
            })
        }
      }
    } else {
      rows = try models.map { text in
        let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
          throw UsageError.invalidValue(
            source: "<model>", value: text, expected: "provider:model, as openai:gpt-4.1-mini")
        }
        return Row(
          model: text,
          quote: books.quote(provider: String(sides[0]), model: String(sides[1]), on: day))
      }
    }
  }

  /// The table for people; it ends without a line end.
  var text: String {
    let asksForModels = rows.contains { $0.model != nil }
    var table = TextTable(
      (asksForModels ? [.text("model")] : [])
        + [
          .text("entry"), .text("from"), .number("input"), .number("cached"), .number("output"),
          .text("batch"), .text("looked up"), .text("source"),
        ])
    for row in rows {
      let asked = row.model.map { [$0] } ?? []
      guard let entry = row.quote?.entry else {
        table.append(asked + ["unknown", "", "", "", "", "", "", why(row.model ?? "")])
        continue
      }
      let prices = entry.prices
      table.append(
        asked + [
          "\(entry.provider):\(entry.model)" + (row.isHidden ? " (replaced)" : ""),
          "\(entry.from)" + (entry.until.map { " to \($0)" } ?? ""),
          PriceText.perMillion(prices.input),
          prices.cachedInput.map(PriceText.perMillion) ?? "-", PriceText.perMillion(prices.output),
          prices.batchDiscount.map { "\(NumberFormat.shortest(Double($0) / 10_000)) % off" }
            ?? "-",
          "\(entry.lookedUp)", entry.source,
        ])
    }
    let dates = books.map { "\($0.name) price book of \($0.date)" }.joined(separator: ", then ")
    return "dollars a million tokens\(day.map { " on \($0)" } ?? ""); \(dates)\n"
      + table.text.trimmedEnd
  }

  /// Why the price of a model is unknown.
  private func why(_ name: String) -> String {
    let sides = name.split(separator: ":", maxSplits: 1).map(String.init)
    guard let book = books.first(where: { $0.names(provider: sides[0], model: sides[1]) }) else {
      return "no price book names it"
    }
    return "the \(book.name) price book has none on \(day ?? book.date)"
  }

}
