import Economics
import Providers
import Storage
import TextFormats

/// What the recorded replies of a store cost at the prices of a day.
///
/// Recorded tokens are the provider's own counts.  A try whose reply was lost has none and is not in it.
struct RecordedCost {
  /// One line of the table.
  struct Row {
    /// Tokens of a channel.
    var tokens: RecordedTokens
    /// Its price on the day; nil where it is unknown.
    var quote: PriceBooks.Quote?

    /// What the counted replies cost; nil where the price is unknown.
    var cost: Money? {
      quote?.entry.prices.cost(
        inputTokens: tokens.inputTokens, cachedTokens: tokens.cachedTokens,
        outputTokens: tokens.outputTokens)
    }

    /// Whether that is the whole cost.
    var isWhole: Bool { cost != nil && tokens.uncounted == 0 }
  }

  /// The rows, by channel.
  let rows: [Row]
  private let day: CalendarDate?
  private let books: PriceBooks

  /// Prices recorded tokens.
  ///
  /// - Parameters:
  ///   - tokens: The tokens.
  ///   - books: The price books.
  ///   - day: The day; that of the book which has a model unless given.
  init(_ tokens: [RecordedTokens], at books: PriceBooks, on day: CalendarDate?) {
    self.books = books
    self.day = day
    rows = tokens.map { Row(tokens: $0, quote: Self.quote($0.channel, in: books, on: day)) }
  }

  /// The price of a channel, as `openai:gpt-4.1-mini,top-p=0.9`.
  ///
  /// The shipped book has the prices of the providers themselves, not those of others who sell their
  /// models.
  private static func quote(
    _ channel: String, in books: PriceBooks, on day: CalendarDate?
  ) -> PriceBooks.Quote? {
    let parts = channel.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let address = parts.dropFirst().first { $0.hasPrefix("base-url=") }?.dropFirst(9)
    let isAtHome =
      address.map { (try? BaseURL(String($0), source: "base-url"))?.isLoopback ?? false } ?? true
    let known =
      isAtHome ? books : PriceBooks(books.books.filter { $0.name != PriceBook.shippedName })
    return known.quote(parts[0], on: day)
  }

  /// What all of it cost; nil where a part is unknown.
  var total: Money? { rows.allSatisfy(\.isWhole) ? knownPart : nil }

  /// What the parts with known prices and tokens cost together.
  var knownPart: Money {
    Money(
      picodollars: rows.compactMap(\.cost?.picodollars).reduce(0) { sum, cost in
        let (next, isTooLarge) = sum.addingReportingOverflow(cost)
        return isTooLarge ? .max : next
      })
  }

  /// The model of a channel and where it was asked, without the other options.
  private static func model(_ channel: String) -> String {
    let parts = channel.split(separator: ",", omittingEmptySubsequences: false)
    let address = parts.dropFirst().first { $0.hasPrefix("base-url=") }?.dropFirst(9)
    return String(parts[0]) + (address.map { " at \($0)" } ?? "")
  }

  /// A row for each model, in the order of the channels: what is asked with it changes no price.
  private var models: [Row] {
    var models: [Row] = []
    for row in rows {
      let name = Self.model(row.tokens.channel)
      let place = models.firstIndex { $0.tokens.channel == name }
      let held = place.map { models[$0].tokens }
      func sum(_ part: KeyPath<RecordedTokens, Int>) -> Int {
        let (sum, isTooLarge) = row.tokens[keyPath: part].addingReportingOverflow(
          held?[keyPath: part] ?? 0)
        return isTooLarge ? .max : sum
      }
      let whole = Row(
        tokens: RecordedTokens(
          channel: name, replies: sum(\.replies),
          uncounted: sum(\.uncounted),
          inputTokens: sum(\.inputTokens),
          cachedTokens: sum(\.cachedTokens),
          outputTokens: sum(\.outputTokens)), quote: row.quote)
      if let place { models[place] = whole } else { models.append(whole) }
    }
    return models
  }

  /// The table for people; it ends without a line end.
  var text: String { "\(heading)\n\(table.text)\(sum)" }

  /// What the dollars of the table are, and of which price books.
  var heading: String {
    let dates = books.books.map { "\($0.name) price book of \($0.date)" }
      .joined(separator: ", then ")
    return "dollars a million tokens\(day.map { " on \($0)" } ?? ""); \(dates)"
  }

  /// What all of it cost.
  var sum: String {
    total.map { "In all \($0)." } ?? "In all unknown; what is known comes to \(knownPart)."
  }

  /// A row a model.
  var table: TextTable {
    var table = TextTable([
      .text("model"), .number("replies"), .number("uncounted"), .number("tokens in"),
      .number("cached"), .number("tokens out"), .number("$ in"), .number("$ out"),
      .number("cost"),
    ])
    for row in models {
      let prices = row.quote?.entry.prices
      let tokens = row.tokens
      table.append([
        tokens.channel, NumberFormat.grouped(tokens.replies),
        NumberFormat.grouped(tokens.uncounted), NumberFormat.grouped(tokens.inputTokens),
        NumberFormat.grouped(tokens.cachedTokens), NumberFormat.grouped(tokens.outputTokens),
        prices.map { PriceText.perMillion($0.input) } ?? "unknown",
        prices.map { PriceText.perMillion($0.output) } ?? "unknown",
        row.cost.map { (row.isWhole ? "" : "at least ") + $0.description } ?? "unknown",
      ])
    }
    return table
  }

  /// The rows as members of reports.
  var fields: [[(String, JSONValue)]] {
    rows.map { row in
      let prices = row.quote?.entry.prices
      return [
        ("channel", .string(row.tokens.channel)), ("replies", .int(row.tokens.replies)),
        ("uncounted", .int(row.tokens.uncounted)),
        ("input_tokens", .int(row.tokens.inputTokens)),
        ("cached_tokens", .int(row.tokens.cachedTokens)),
        ("output_tokens", .int(row.tokens.outputTokens)),
        ("on", .string((day ?? row.quote?.date)?.description)),
        ("input", .number(prices.map { Double($0.input) / 1_000_000 })),
        ("output", .number(prices.map { Double($0.output) / 1_000_000 })),
        // The exact amount; a double would not be.
        ("cost", .string(row.isWhole ? row.cost.map(Self.dollars) : nil)),
        ("book", .string(row.quote?.book)), ("source", .string(row.quote?.entry.source)),
      ]
    }
  }

  private static func dollars(_ money: Money) -> String { String(money.description.dropFirst()) }
}
