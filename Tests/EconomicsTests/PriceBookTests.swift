import Economics
import Foundation
import Testing

@Suite struct PriceBookTests {
  /// A book of the entries given, each as the middle of a JSON object.
  private func book(_ rows: String..., date: String = "2026-11-20") throws -> PriceBook {
    let defaults = [
      "provider": "\"openai\"", "model": "\"m\"", "from": "\"2026-01-01\"", "input": "1",
      "output": "2", "source": "\"s\"", "looked_up": "\"2026-01-02\"",
    ]
    let entries = rows.map { row in
      let given = defaults.keys.sorted().filter { !row.contains("\"\($0)\":") }
        .map { "\"\($0)\": \(defaults[$0] ?? "")" }
      return "{" + (given + (row.isEmpty ? [] : [row])).joined(separator: ", ") + "}"
    }
    let json = """
      {"currency": "USD", "date": "\(date)", "prices": [\(entries.joined(separator: ","))]}
      """
    return try PriceBook(json: Data(json.utf8), name: "book.json")
  }

  private func refusal(_ make: () throws -> PriceBook) -> String {
    do {
      _ = try make()
      return "nothing is refused"
    } catch {
      return "\(error)"
    }
  }

  /// Most decimals are no doubles; none is rounded.
  @Test(arguments: [
    ("0.1", 100_000), ("0.4", 400_000), ("0.075", 75_000), ("0.000001", 1), ("1e-6", 1),
    ("4.35", 4_350_000), ("75.00", 75_000_000), ("0", 0), ("1e6", 1_000_000_000_000),
    ("999999.999999", 999_999_999_999),
  ])
  func aPriceIsExact(text: String, picodollars: Int) throws {
    let book = try book("\"output\": \(text)")
    #expect(book.entries[0].prices.output == picodollars)
  }

  @Test(arguments: [
    ("\"input\": -1", "prices[0].input: -1 must be from 0 to 1e6 for a million tokens"),
    ("\"output\": 1000001", "prices[0].output: 1000001 must be from 0 to 1e6 for a million tokens"),
    ("\"input\": 0.0000001", "prices[0].input: 0.0000001 has more than 6 decimals"),
    ("\"input\": \"1\"", "prices[0].input: must be a number"),
    ("\"cached_input\": 1.5", "prices[0].cached_input: must be at most the price of input"),
    ("\"batch_discount\": 1.1", "prices[0].batch_discount: 1.1 must be from 0 to 1"),
    ("\"from\": \"2026-02-30\"", "prices[0].from: '2026-02-30' must be a day as 2026-11-20"),
    ("\"source\": \" \"", "prices[0].source: is empty"),
    ("\"provider\": \"\"", "prices[0].provider: is empty"),
    (
      "\"price\": 1",
      "prices[0].price: unknown key; known are batch_discount, cached_input, from, "
        + "input, looked_up, model, output, provider, source, until"
    ),
    (
      "\"model\": \"a*b\"",
      "prices[0].model: 'a*b' must be a name, a name with * at its end for its versions, or * for all"
    ),
    (
      "\"from\": \"2026-11-21\"",
      "prices[0] (openai m): begins on 2026-11-21, which is after the book's own date, 2026-11-20"
    ),
    (
      "\"looked_up\": \"2027-01-01\"",
      "prices[0] (openai m): was looked up on 2027-01-01, which is after the book's date, 2026-11-20"
    ),
    (
      "\"until\": \"2025-12-31\"",
      "prices[0] (openai m): ends on 2025-12-31, before it begins on 2026-01-01"
    ),
  ])
  func aWrongEntryIsRefusedInOneLine(row: String, problem: String) {
    #expect(refusal { try book(row) } == "book.json: " + problem)
  }

  @Test func aModelHasOnePriceADay() {
    let second = "\"from\": \"2026-03-01\""
    #expect(
      refusal { try book("", "") } == "book.json: openai m: has two prices from 2026-01-01 on")
    #expect(
      refusal { try book("\"until\": \"2026-03-01\"", second) }
        == "book.json: openai m: has two prices from 2026-03-01 to 2026-03-01: let the first end "
        + "before")
    #expect(
      refusal { try book(second, "\"until\": \"2026-02-26\"") }
        == "book.json: openai m: has no price from 2026-02-27 to 2026-02-28: close the gap")
    #expect(refusal { try book(second, "\"until\": \"2026-02-28\"") } == "nothing is refused")
    #expect(refusal { try book(second, "\"model\": \"n\"") } == "nothing is refused")
  }

  @Test(arguments: [
    ("{", "book.json: is not JSON"), ("[]", "book.json: must be an object"),
    ("{\"date\": \"2026-11-20\", \"prices\": []}", "book.json: currency: is missing"),
    (
      "{\"currency\": \"EUR\", \"date\": \"2026-11-20\", \"prices\": []}",
      "book.json: currency: 'EUR' is unknown; prices are in USD"
    ),
    (
      "{\"currency\": \"USD\", \"date\": \"2026-11-20\", \"prices\": 1}",
      "book.json: prices: must be a list"
    ),
    (
      "{\"currency\": \"USD\", \"date\": \"2026-11-20\", \"prices\": [], \"x\": 1}",
      "book.json: x: unknown key; known are currency, date, prices"
    ),
  ])
  func aFileThatIsNoBookIsRefusedInOneLine(json: String, problem: String) {
    #expect(refusal { try PriceBook(json: Data(json.utf8), name: "book.json") } == problem)
  }

  /// Numbers that JSON has and no decimal has are named with their place and range.
  @Test(arguments: ["1e300", "1e-300", "1000001", "-1"])
  func aPriceOutOfRangeIsNamed(number: String) {
    let found = refusal { try book("\"input\": \(number)") }
    #expect(found.hasPrefix("book.json: prices[0].input: "), "\(found)")
    #expect(found.contains("from 0 to 1e6") || found.contains("6 decimals"), "\(found)")
  }

  @Test func aBookOfTomorrowIsRefused() throws {
    let book = try book("", date: "2026-11-21")
    let today = try #require(CalendarDate("2026-11-20"))
    #expect(throws: PriceBookError.self) { try book.check(today: today) }
    try book.check(today: today.next)
  }

  @Test func aPriceHoldsFromItsFirstDayToItsLast() throws {
    let book = try book(
      "\"input\": 3, \"until\": \"2026-05-31\", \"from\": \"2026-03-01\"", "\"input\": 9")
    func input(_ day: String) throws -> Int? {
      let day = try #require(CalendarDate(day))
      return book.entry(provider: "openai", model: "m", on: day)?.prices.input
    }
    #expect(try input("2025-12-31") == nil)
    #expect(try input("2026-01-01") == 9_000_000)
    #expect(try input("2026-02-28") == 9_000_000)
    #expect(try input("2026-03-01") == 3_000_000)
    #expect(try input("2026-05-31") == 3_000_000)
    #expect(try input("2026-06-01") == nil)
    #expect(book.entry(provider: "openai", model: "m") == nil, "as of the book's date")
    #expect(book.entry(provider: "anthropic", model: "m") == nil)
  }

  @Test func theNearestPatternCounts() throws {
    let book = try book(
      "\"model\": \"*\", \"input\": 1", "\"model\": \"a*\", \"input\": 2",
      "\"model\": \"a\", \"input\": 3")
    let found = ["a", "a-20250101", "b"].map {
      book.entry(provider: "openai", model: $0)?.prices.input
    }
    #expect(found == [3_000_000, 2_000_000, 1_000_000])
  }

  /// Also where the upper book no longer has a price: it then says that it is unknown.
  @Test func theUpperBookWinsWhereItNamesTheModel() throws {
    let upper = try book(
      "\"model\": \"a*\", \"input\": 7", "\"model\": \"b\", \"until\": \"2026-02-01\"",
      date: "2026-11-19")
    let lower = try book("\"model\": \"a\"", "\"model\": \"b\"", "\"model\": \"c\"")
    let books = PriceBooks([upper, lower])
    #expect(books.quote(provider: "openai", model: "a")?.entry.prices.input == 7_000_000)
    #expect(books.quote(provider: "openai", model: "a")?.date.description == "2026-11-19")
    #expect(books.quote(provider: "openai", model: "b") == nil)
    #expect(books.quote(provider: "openai", model: "c")?.date.description == "2026-11-20")
    #expect(books.quote(provider: "openai", model: "d") == nil)
  }
}

/// The book that comes along.
@Suite struct ShippedPricesTests {
  @Test func itIsSound() throws {
    let book = try PriceBook.shipped()
    #expect(book.entries.count > 10)
    for entry in book.entries {
      #expect(entry.source.hasPrefix("https://") || entry.source == "your own machine")
      #expect(entry.prices.areZero == (entry.source == "your own machine"))
    }
  }

  /// Prices that the paper names: it paid them for its million-step run.
  @Test(arguments: [
    ("openai", "gpt-4.1-nano", 100_000, 400_000), ("openai", "gpt-4.1-mini", 400_000, 1_600_000),
    ("openai", "gpt-4.1-mini-2025-04-14", 400_000, 1_600_000),
    ("openai", "o3-mini", 1_100_000, 4_400_000),
    ("anthropic", "claude-haiku-4-5", 1_000_000, 5_000_000), ("ollama", "qwen3:0.6b", 0, 0),
  ])
  func itHasThePricesOfThePaper(provider: String, model: String, input: Int, output: Int) throws {
    let quote = PriceBooks([try PriceBook.shipped()]).quote(provider: provider, model: model)
    #expect(quote?.entry.prices.input == input)
    #expect(quote?.entry.prices.output == output)
  }

  /// The prices that agent teams were planned with, on the day of a plan and around changes.
  @Test(arguments: [
    ("claude-3-haiku-20240307", "2025-10-21", 250_000, 1_250_000),
    ("claude-3-5-haiku-20241022", "2024-11-04", 1_000_000, 5_000_000),
    ("claude-3-5-haiku-20241022", "2024-12-04", 1_000_000, 5_000_000),
    ("claude-3-5-haiku-20241022", "2024-12-05", 800_000, 4_000_000),
    ("claude-3-5-haiku", "2025-10-21", 800_000, 4_000_000),
    ("claude-haiku-4-5", "2025-10-21", 1_000_000, 5_000_000),
    ("claude-sonnet-4-5", "2025-10-21", 3_000_000, 15_000_000),
    ("claude-opus-4-1", "2025-10-21", 15_000_000, 75_000_000),
    ("claude-opus-4-20250514", "2025-10-21", 15_000_000, 75_000_000),
    ("claude-3-opus-20240229", "2024-03-04", 15_000_000, 75_000_000),
    ("claude-opus-4-5", "2025-11-24", 5_000_000, 25_000_000),
    ("claude-opus-5-5", "2026-11-20", 4_000_000, 20_000_000),
  ])
  func itHasThePricesOfADay(model: String, day: String, input: Int, output: Int) throws {
    let day = try #require(CalendarDate(day))
    let books = PriceBooks([try PriceBook.shipped()])
    let prices = books.quote("anthropic:" + model, on: day)?.entry.prices
    #expect(prices?.input == input)
    #expect(prices?.output == output)
  }

  @Test(arguments: [
    ("claude-haiku-4-5", "2025-10-14"), ("claude-3-5-haiku", "2024-11-03"),
    ("claude-opus-4-5", "2025-10-21"), ("claude-haiku-4-5", "2026-11-21"),
  ])
  func outsideItsDaysAPriceIsUnknown(model: String, day: String) throws {
    let day = try #require(CalendarDate(day))
    let books = PriceBooks([try PriceBook.shipped()])
    #expect(books.quote("anthropic:" + model) != nil, "as of the book's date")
    #expect(books.quote("anthropic:" + model, on: day) == nil)
    #expect(books.quote(model) == nil, "a name without its provider")
  }

  @Test func whatItDoesNotNameIsUnknown() throws {
    let books = PriceBooks([try PriceBook.shipped()])
    #expect(books.quote(provider: "openai", model: "llama-3.2-3b") == nil)
    #expect(books.quote(provider: "openai", model: "gpt-4.1-mini-high") == nil)
  }
}
