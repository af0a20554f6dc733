import Economics
import Storage
import TextFormats

/// `makerlab prices`: the dated price book, and which of its entries holds for a model.
enum PricesCommand: LabCommand {
  static let description = CommandDescription(
    "prices",
    abstract:
      "print the dated price book, the price of models on a day, or what a recorded run costs",
    discussion: """
      Prices are of a million tokens, with the day from which they hold, their source and the day on which \
      they were looked up.  A star at the end of a model stands for its dated versions, a star alone for \
      every model.  A model that the book does not name has no price: it is unknown, never 0.

      A book of your own (--prices, or MAKERLAB_PRICES) goes before the shipped one for the models that \
      it names; --json-book prints the shipped one as a file to begin with.  A book in which a model has \
      two prices on a day, or none on a day between two prices, is refused, and so are negative prices \
      and days after the book's own date.

      With --on prices are those of that day; before the first day of an entry, after its last one and \
      after the date of the book they are unknown.  With --of the tokens that a store has recorded are \
      priced, so that one run has its cost at the prices of any day.
      """,
    operands: [
      OperandDescription("model", help: "provider:model; all entries unless given", arity: .any)
    ],
    options: [
      .value(
        "prices", "file", help: "price book that goes before the shipped one",
        default: "MAKERLAB_PRICES, or none"),
      .value("on", "day", help: "prices of that day, as 2025-10-21", default: "the book's date"),
      .value(
        "of", "store", help: "price the recorded replies of a store, or of a folder of results"),
      .flag("json-book", help: "print the shipped book as the JSON file that it is"),
      .format,
    ],
    examples: [
      .init("makerlab prices", "every price that is known, and who says so"),
      .init("makerlab prices openai:gpt-4.1-mini-2025-04-14", "the price that a model resolves to"),
      .init(
        "makerlab prices anthropic:claude-3-5-haiku anthropic:claude-haiku-4-5 --on 2025-10-21",
        "prices on the day of a plan"),
      .init("makerlab prices --of Results/solves --on 2026-11-20", "what recorded runs cost then"),
      .init("makerlab prices --json-book > my-prices.json", "a book to change"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    if arguments.flag("json-book") {
      guard arguments.operands("model").isEmpty, arguments.value("prices") == nil,
        arguments.value("format") == nil, arguments.value("on") == nil,
        arguments.value("of") == nil
      else { throw LabError("--json-book prints the shipped book and takes nothing beside it") }
      context.write(PriceBook.shippedJSON)
      return .done
    }
    let day = try PriceFiles.day(arguments)
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    let books = try PriceFiles.books(
      PriceFiles.path(arguments, environment: context.environment))
    if let store = arguments.string("of") {
      guard arguments.operands("model").isEmpty else {
        throw LabError("--of prices what a store has recorded: name no model beside it")
      }
      let cost = RecordedCost(try recordedTokens(store), at: books, on: day)
      write(cost.text, cost.fields, as: format, in: context)
      return .done
    }
    let table = try PriceTable(books, models: arguments.operands("model"), on: day)
    write(table.text, table.rows.map(\.fields), as: format, in: context)
    return .done
  }

  private static func recordedTokens(_ path: String) throws -> [RecordedTokens] {
    let source = try RecordingSource(path)
    defer { source.store.close() }
    let tokens = try source.store.recordedTokens()
    guard !tokens.isEmpty else {
      throw LabError("\(source.store.path): no recorded replies in this store")
    }
    return tokens
  }

  private static func write(
    _ text: String, _ rows: [[(String, JSONValue)]], as format: OutputFormat, in context: LabContext
  ) {
    switch format {
    case .table: context.write(text)
    case .json: context.write(JSONText.pretty(.array(rows.map { .object($0) })).trimmedEnd)
    case .csv: context.write(JSONText.csv(rows: rows))
    }
  }
}
