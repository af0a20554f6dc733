import Economics
import Foundation
import Storage
import TextFormats

/// `makerlab budget`: what a week may cost, what it took, and where it goes.
enum BudgetCommand: LabCommand {
  /// What the command is to do.
  private enum Action: String, CaseIterable {
    case status, log, forecast, report
  }

  static let description = CommandDescription(
    "budget",
    abstract: "weekly budgets: zones, token log, burn rate, forecast with an interval",
    discussion: """
      A budget is a JSON file with limits of a week in tokens or dollars, over all models and by tier; \
      --json-budget prints the shipped example to begin with.  A token log holds an object a line: what \
      some work took.  log with --item adds an entry, log alone lists all.  Runs that ask providers under \
      --budget or MAKERLAB_BUDGET add theirs, and stop where the week's rest is spent.

      Zones: green below 70 %, yellow below 85 %, orange below 95 %, then red.  The pace is that of the \
      week so far, in its first day that of the last seven days.  The forecast draws continuations of \
      the week from what the log tells of rates, weekends, clumping and sizes, all as uncertain as the \
      log is short, and says nothing below three entries.

      An entry counts once, in the week of its date; with --now, entries after it are left out.  One \
      without dollars gets the price of its model on its day where --output-tokens is known and a price \
      book has it; else its cost is unknown, and never 0.  Clocks that jump, lines that are torn or wrong \
      are named on standard error in every format.  status ends with exit code 0 in every zone: ask for --format json to act on one.
      """,
    operands: [
      OperandDescription(
        "action", help: "{words}; default status", arity: .optional,
        domain: .words(of: Action.self))
    ],
    options: BudgetFiles.options + [
      .value("item", "name", help: "log: the work item, as SD-1"),
      .value("phase", "name", help: "log: the phase of the work, as PLAN"),
      .value("model", "name", help: "log: the model, as haiku or openai:gpt-4.1-mini"),
      .value(
        "tokens", "count", help: "log: tokens of prompts and replies; {range}",
        domain: .integer(0...TokenLogEntry.mostTokens)),
      .value(
        "output-tokens", "count", help: "log: those of replies; {range}",
        domain: .integer(0...TokenLogEntry.mostTokens)),
      .value("dollars", "amount", help: "log: what it cost, as 0.05", default: "unknown"),
      .value("time", "time", help: "log: when, UTC", default: "now"),
      .value(
        "weeks", "count", help: "report: weeks, the present one included; {range}", default: "2",
        domain: .integer(1...520)),
      .value("picture", "path", help: "report: where a figure of the week goes, without .png"),
      .value(
        "prices", "file", help: "price book that goes before the shipped one",
        default: "MAKERLAB_PRICES, or none"),
      .value(
        "seed", "number", help: "seed of the forecast; {range}", default: "1",
        domain: .integer(0...Int.max)),
      .flag("json-budget", help: "print the shipped example as the JSON file that it is"),
      .format,
    ],
    examples: [
      .init("makerlab budget", "how this week stands, and where it goes"),
      .init(
        "makerlab budget log --item SD-1 --phase LEAD --tokens 45000 --model haiku",
        "an entry of the token log"),
      .init("makerlab budget forecast --format csv", "the forecast, a row a limit and midnight"),
      .init(
        "makerlab budget report --weeks 4 --picture Results/budget/week",
        "what four weeks took, and a figure of this one"),
      .init("makerlab budget --json-budget > budget.json", "a budget to change"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    if arguments.flag("json-budget") {
      guard arguments.operand("action") == nil else {
        throw LabError("--json-budget prints the shipped budget and takes no action beside it")
      }
      context.write(BudgetPlan.shippedJSON)
      return .done
    }
    let action = try arguments.operandValues("action").first?.choice(as: Action.self)
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    try refuseStrangers(arguments, to: action ?? .status)
    if action == .log {
      try log(arguments, format, in: context)
      return .done
    }
    let plan = try BudgetFiles.plan(
      BudgetFiles.path(arguments, environment: context.environment))
    let log = try BudgetFiles.log(arguments.string("log"))
    let now = try BudgetFiles.now(arguments)
    let seed = try arguments.integer("seed") ?? 1
    let prices = try PriceFiles.books(
      PriceFiles.path(arguments, environment: context.environment))
    let reading = try WeeklyReading(log, prices: prices)
    for note in reading.notes { context.note(note) }
    let view = BudgetView(
      plan, reading.entries, now: now, isPast: arguments.value("now") != nil, seed: seed)
    for note in view.notes { context.note("\(log.file.path): \(note)".onOneLine) }
    switch action ?? .status {
    case .status, .log:
      let text = BudgetStatusText(view: view)
      print(format, text.fields, text.text(inColour: context.showsColour), in: context)
    case .forecast:
      let text = BudgetForecastText(view: view)
      print(format, text.fields, text.text, in: context)
    case .report:
      let text = WeeklyUseText(view.status, count: try arguments.integer("weeks") ?? 2)
      print(format, text.fields, text.text, in: context)
      if let path = arguments.string("picture") {
        for file in try BudgetFigure(view: view, seed: seed).draw(to: path, in: context) {
          context.note("drawn: \(file.lastPathComponent)")
        }
      }
    }
    return .done
  }

  private static func print(
    _ format: OutputFormat, _ fields: [[(String, JSONValue)]], _ text: @autoclosure () -> String,
    in context: LabContext
  ) {
    switch format {
    case .table: context.write(text())
    case .json:
      context.write(JSONText.pretty(.array(fields.map { .object($0) })).trimmedEnd)
    case .csv: context.write(JSONText.csv(rows: fields))
    }
  }

  /// Refuses options of one action that stand with another.
  private static func refuseStrangers(_ arguments: Arguments, to action: Action) throws {
    let owners: [(Action, [String])] = [
      (.log, ["item", "phase", "model", "tokens", "output-tokens", "dollars", "time"]),
      (.report, ["weeks", "picture"]),
    ]
    for (owner, options) in owners where owner != action {
      for option in options where arguments.value(option) != nil {
        throw LabError("--\(option) goes with budget \(owner.rawValue)")
      }
    }
  }

  /// Adds an entry, or lists all.
  private static func log(
    _ arguments: Arguments, _ format: OutputFormat, in context: LabContext
  ) throws {
    let log = try BudgetFiles.log(arguments.string("log"))
    let names = ["item", "phase", "model", "tokens"]
    guard names.contains(where: { arguments.value($0) != nil }) else {
      for option in ["output-tokens", "dollars", "time"] where arguments.value(option) != nil {
        throw LabError("--\(option) goes with --item: an entry to add")
      }
      let contents = try log.read()
      let missing = log.exists ? [] : ["no such file; nothing is logged"]
      for complaint in contents.complaints + missing {
        context.note("\(log.file.path): \(complaint)".onOneLine)
      }
      let text = TokenLogText(contents: contents)
      print(format, text.fields, text.text, in: context)
      return
    }
    var texts: [String] = []
    for name in names.dropLast() {
      let text = try arguments.required(name).text
      try TokenLogEntry.check(text, as: "--\(name)")
      texts.append(text)
    }
    let tokens = try arguments.required("tokens").integer()
    let output = try arguments.integer("output-tokens")
    if let output, output > tokens {
      throw LabError("--output-tokens: \(output) is more than --tokens, \(tokens)")
    }
    let time =
      try arguments.value("time") == nil
      ? BudgetFiles.now(arguments) : BudgetFiles.now(arguments, option: "time")
    let entry = TokenLogEntry(
      time: time, item: texts[0], phase: texts[1], model: texts[2], tokens: tokens,
      outputTokens: output, cost: try arguments.value("dollars").map(SpendingOptions.money))
    let folder = URL(fileURLWithPath: log.file.path).deletingLastPathComponent()
    try LabFolder.make(folder)
    try log.append(entry)
    context.note(
      "\(log.file.path): \(NumberFormat.counted(tokens, "token", "tokens")) logged at \(time)")
  }
}
