import Economics
import TextFormats

/// `makerlab prices`: the dated price book, and which of its entries holds for a model.
enum PricesCommand: LabCommand {
  static let description = CommandDescription(
    "prices",
    abstract: "print the dated price book, or the price of models",
    discussion: """
      Prices are of a million tokens, with the day from which they hold, their source and the day on which \
      they were looked up.  A star at the end of a model stands for its dated versions, a star alone for \
      every model.  A model that the book does not name has no price: it is unknown, never 0.

      A book of your own (--prices, or MAKERLAB_PRICES) goes before the shipped one for the models that \
      it names; --json-book prints the shipped one as a file to begin with.
      """,
    operands: [
      OperandDescription("model", help: "provider:model; all entries unless given", arity: .any)
    ],
    options: [
      .value(
        "prices", "file", help: "price book that goes before the shipped one",
        default: "MAKERLAB_PRICES, or none"),
      .flag("json-book", help: "print the shipped book as the JSON file that it is"),
      .format,
    ],
    examples: [
      .init("makerlab prices", "every price that is known, and who says so"),
      .init("makerlab prices openai:gpt-4.1-mini-2025-04-14", "the price that a model resolves to"),
      .init("makerlab prices --json-book > my-prices.json", "a book to change"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    if arguments.flag("json-book") {
      guard arguments.operands("model").isEmpty, arguments.value("prices") == nil,
        arguments.value("format") == nil
      else { throw LabError("--json-book prints the shipped book and takes nothing beside it") }
      context.write(PriceBook.shippedJSON)
      return .done
    }
    let books = try PriceFiles.books(
      PriceFiles.path(arguments, environment: context.environment))
    let table = try PriceTable(books, models: arguments.operands("model"))
    switch try arguments.choice("format", as: OutputFormat.self) ?? .table {
    case .table: context.write(table.text)
    case .json: context.write(JSONText.pretty(table.json).trimmedEnd)
    case .csv: context.write(JSONText.csv(rows: table.rows.map(\.fields)))
    }
    return .done
  }
}
