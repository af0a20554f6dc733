import Analysis
import RandomStreams
import Storage
import TextFormats

/// `makerlab predict`: what a calibration expects of races on its steps, held against races that were run.
enum PredictCommand: LabCommand {
  static let description = CommandDescription(
    "predict",
    abstract: "hold races against what a calibration expects of them",
    discussion: """
      The calibration is a file as for calibrate, the races a CSV file with the columns k, step, verdict \
      (right, wrong or undecided) and votes, and run where whole runs are told apart; without a column \
      step each row is a whole run.  Races must not be made of the calibration's own draws.  Three models of the steps are tried: alike (independent \
      errors at the mean success), unequal (a Beta law, steps not told apart) and own (each step by its \
      own draws under that law).  All wrong votes of a step are taken to agree.  Expected values are \
      exact, but for the means of unequal steps under a cap; p-values come from simulated repetitions, in which the success of the steps is as uncertain \
      as the calibration leaves it.
      """,
    operands: [
      OperandDescription("calibration", help: "CSV file of labelled draws, with every step's name"),
      OperandDescription("races", help: "CSV file of races on those steps"),
    ],
    options: [
      .flag(
        "chained",
        help: "a run is a task whose steps build on one another: it ends with its first wrong race"),
      .value(
        "cap", "votes", help: "most votes of a race, 1 to 10^6",
        default: "none, and 1000 where races are repeated"),
      .value("level", "number", help: "level of the intervals, 0.5 to 0.9999", default: "0.95"),
      .value(
        "false-alarm", "number",
        help: "probability that a true model is said not to hold, above 0, at most 0.5",
        default: "0.01"),
      .value(
        "repetitions", "count", help: "simulated repetitions, 100 to 10^6", default: "10000"),
      .value("seed", "n", help: "seed of what is simulated", default: "1"),
      .format,
    ],
    examples: [
      .init("makerlab predict draws.csv races.csv", "do the races come out as the draws promise?")
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let report = try report(arguments)
    let values = report.values
    switch try arguments.choice("format", as: OutputFormat.self) ?? .table {
    case .table:
      var table = TextTable(
        PredictionReport.columns.map { name in
          ["model", "quantity", "holds"].contains(name) ? .text(name) : .number(name)
        })
      for row in values { table.append(row.map(JSONText.cell)) }
      context.write(
        table.text.trimmedEnd + "\n\n" + report.verdicts.joined(separator: "\n"))
    case .json:
      context.write(
        JSONText.pretty(
          .array(values.map { .object(Array(zip(PredictionReport.columns, $0))) })
        ).trimmedEnd)
    case .csv:
      context.write(
        CSVTable(
          columns: PredictionReport.columns, rows: values.map { $0.map(JSONText.cell) }
        ).text.trimmedEnd)
    }
    return .done
  }

  private static func report(_ arguments: Arguments) throws -> PredictionReport {
    let file = arguments.operand("calibration") ?? ""
    let isChained = arguments.flag("chained")
    let level = try arguments.number("level", in: .from(0.5, to: 0.9999)) ?? 0.95
    let falseAlarm = try arguments.number("false-alarm", in: .above(0, to: 0.5)) ?? 0.01
    let cap = try arguments.integer("cap", in: 1...1_000_000)
    let repetitions = try arguments.integer("repetitions", in: 100...1_000_000) ?? 10_000
    let key = StreamKey(seed: try arguments.integer("seed", in: 0...Int.max) ?? 1)
    let steps = try DrawsFile.steps(file)
    guard steps.contains(where: { $0.counts.valid > 0 }) else {
      throw LabError("\(file): no draw is valid, so that nothing can be expected")
    }
    let races = try RacesFile.races(
      arguments.operand("races") ?? "", steps: steps.map(\.name), endsWhenWrong: isChained)
    let least = PredictionReport.leastRepetitions(races, falseAlarm: falseAlarm)
    guard repetitions >= least else {
      throw LabError(
        "--repetitions \(repetitions) cannot tell that a model does not hold at --false-alarm "
          + "\(NumberFormat.shortest(falseAlarm)): give at least \(least)")
    }
    var rows: [PredictionReport.Row] = []
    for (number, model) in StepModel.allCases.enumerated() {
      let beliefs = StepBeliefs(model, counts: steps.map(\.counts))
      for observed in races {
        let prediction = RacePrediction(
          beliefs, observed, endsWhenWrong: isChained, cap: cap, repetitions: repetitions,
          level: level, key: key.child(number).child(observed.margin))
        rows.append(.init(prediction: prediction, totals: observed.totals))
      }
    }
    return PredictionReport(rows: rows, level: level, falseAlarm: falseAlarm)
  }
}
