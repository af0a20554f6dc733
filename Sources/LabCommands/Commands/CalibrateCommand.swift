import Analysis
import MAKERCore
import RandomStreams
import Storage
import TextFormats

/// `makerlab calibrate`: success, flags, correlation and hard steps from labelled draws.
enum CalibrateCommand: LabCommand {
  static let description = CommandDescription(
    "calibrate",
    abstract:
      "estimate p, v and correlation of a channel or of labelled draws, and the k they allow",
    discussion: """
      The file has the columns step, draw and outcome (right, wrong or flagged), a row a draw, or step, \
      right, wrong and flagged, a row a step; a step is any name.  Two draws a step are the least that \
      tells of correlation.  Under --model moments nothing is assumed of the steps; under beta their \
      success is Beta-distributed, which says more from the same draws and is wrong where it is not.

      With --task and --channel the draws are made: random steps of a task, or the questions of a file \
      that have an expected answer, each asked --repeats times.  Then tokens, latency, collisions of \
      wrong votes and hard steps are shown too, and what the whole task would take; --save writes a \
      profile that --channel takes in place of a model.

      --size says how many steps exclude a correlation, --coverage measures how often intervals hold \
      the truth.
      """,
    operands: [
      OperandDescription("file", help: "CSV file of labelled draws", arity: .optional)
    ],
    options: SolveTask.stepSetOptions + stepOptions + [
      .value(
        "simulated", "p=P,rho=R,v=V",
        help: "draws of a simulated model in place of a file: mean success, correlation, valid rate"
      ),
      .value(
        "steps", "count", help: "steps drawn from", default: "100; all questions of a file",
        domain: .integer(1...SolveTask.mostSteps)),
      .value(
        "repeats", "draws", help: "draws of each step, {range}; a list for --size",
        default: "3; 2,3,5,10 for --size", domain: .integer(1...1000)),
      .value(
        "model", "beta|moments", help: "what is assumed of the steps", default: "beta",
        domain: .words(of: CalibrationModel.self)),
      .value(
        "level", "number", help: "level of the intervals", default: "0.95",
        domain: .number(.from(0.5, to: 0.9999))),
      .value(
        "task-steps", "count", help: "steps of a task that k is wanted for",
        domain: .integer(1...(1 << 62))),
      Explanation.Question.options["target"].with(
        help: "required success of that task, {range}", default: "0.95"),
      .flag("size", help: "print how many steps settle a correlation"),
      .value(
        "p", "number", help: "mean success that --size is for",
        domain: .number(.above(0, below: 1))),
      .value(
        "rho", "number", help: "correlation to settle", default: "0.05",
        domain: .number(.from(0.03, below: 1))),
      .flag("coverage", help: "print how often intervals of simulated calibrations hold the truth"),
      .value(
        "trials", "count", help: "calibrations simulated at each setting",
        default: "1000; 2000 for --coverage", domain: .integer(1...1_000_000)),
      .value(
        "seed", "n", help: "seed of what is simulated", default: "1",
        domain: .integer(0...Int.max)),
      .format,
    ],
    examples: [
      .init("makerlab calibrate draws.csv --task-steps 1023", "the k that labelled draws allow"),
      .init(
        "makerlab calibrate --simulated p=.95,rho=.05 --steps 1000 --repeats 3 --task-steps 1023",
        "the same of draws that cost nothing"),
      .init(
        "makerlab calibrate --task hanoi --disks 10 --channel simulated:p=0.95,rho=0.02 --repeats 5",
        "random steps of a task asked for, five draws each"),
      .init(
        "makerlab calibrate --size --p .95 --rho .05", "how many draws exclude a correlation of .05"
      ),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let kinds = [
      arguments.operand("file") != nil, arguments.value("simulated") != nil,
      arguments.value("task") != nil, arguments.flag("size"), arguments.flag("coverage"),
    ]
    guard kinds.count(where: { $0 }) == 1 else {
      throw LabError("give a file, --simulated, --task, --size or --coverage, and one of them")
    }
    try refuseStrayOptions(arguments)
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    if arguments.flag("size") {
      let sizes = try sizes(arguments)
      switch format {
      case .table: context.write(sizes.text)
      case .json, .csv: write(sizes.columns, sizes.values, as: format, in: context)
      }
    } else if arguments.flag("coverage") {
      try coverage(arguments, format, in: context)
    } else if arguments.value("task") != nil {
      return try await channel(arguments, format, in: context)
    } else {
      let report = try report(arguments)
      switch format {
      case .table: context.write(report.text)
      case .json: context.write(JSONText.pretty(.object(report.fields)).trimmedEnd)
      case .csv: context.write(JSONText.csv(report.fields))
      }
    }
    return .done
  }

  private static func report(_ arguments: Arguments) throws -> CalibrationReport {
    let level = try level(arguments)
    let model = try arguments.choice("model", as: CalibrationModel.self) ?? .beta
    let steps = try arguments.integer("task-steps")
    let target = try arguments.number("target") ?? 0.95
    let draws: LabelledDraws
    if let file = arguments.operand("file") {
      draws = try DrawsFile.draws(file)
    } else {
      let simulated = try simulated(arguments.required("simulated").text)
      let key = StreamKey(seed: try arguments.integer("seed") ?? 1)
      draws = simulated.draws(
        steps: try arguments.integer("steps") ?? 100,
        repeats: try arguments.integer("repeats") ?? 3, key: key)
    }
    let estimate = CalibrationEstimate(draws, model: model, level: level)
    return CalibrationReport(
      estimate: estimate,
      advice: try steps.map {
        try MarginAdvice(estimate, steps: $0, target: try Probability(target, name: "target"))
      })
  }

  /// Reads `p=.95,rho=.05,v=.9`.
  private static func simulated(_ text: String) throws -> SimulatedSteps {
    var values: [String: Double] = ["rho": 0, "v": 1]
    var given: Set<String> = []
    let ranges: [String: NumberRange] = [
      "p": .above(0, to: 1), "rho": .from(0, below: 1), "v": .above(0, to: 1),
    ]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, let range = ranges[sides[0]] else {
        throw UsageError.invalidValue(
          source: "--simulated", value: text, expected: "p=P, and rho=R and v=V beside it")
      }
      guard given.insert(sides[0]).inserted else {
        throw LabError("--simulated '\(text)' gives \(sides[0]) twice")
      }
      values[sides[0]] = try ArgumentValue(source: "\(sides[0]) of --simulated", text: sides[1])
        .number(in: range)
    }
    guard let success = values["p"] else {
      throw UsageError.invalidValue(
        source: "--simulated", value: text, expected: "p=P, and rho=R and v=V beside it")
    }
    return try SimulatedSteps(
      success: success, correlation: values["rho"] ?? 0, validRate: values["v"] ?? 1)
  }

  private static func sizes(_ arguments: Arguments) throws -> CalibrationSizes {
    let power = CalibrationPower(
      success: try arguments.required("p").number(),
      correlation: try arguments.number("rho") ?? 0.05,
      model: try arguments.choice("model", as: CalibrationModel.self) ?? .beta,
      level: try level(arguments),
      trials: try arguments.integer("trials") ?? 1000,
      seed: try arguments.integer("seed") ?? 1)
    return CalibrationSizes(
      power, repeats: try arguments.integers("repeats", in: 2...1000) ?? [2, 3, 5, 10])
  }

  private static func coverage(
    _ arguments: Arguments, _ format: OutputFormat, in context: LabContext
  ) throws {
    let coverage = CalibrationCoverage(
      trials: try arguments.integer("trials") ?? 2000,
      level: try level(arguments), seed: try arguments.integer("seed") ?? 1)
    var bar: ProgressBar? = context.showsProgress ? ProgressBar.onStandardError() : nil
    let clock = ContinuousClock()
    let start = clock.now
    let settings = CalibrationCoverage.settings
    func shown(_ done: Int) -> RunProgress {
      RunProgress(
        label: "coverage", fraction: Double(done) / Double(settings.count),
        count: Double(done), unit: "settings")
    }
    let rows = settings.enumerated().map { number, setting in
      bar?.update(shown(number), elapsed: (clock.now - start) / .seconds(1))
      return coverage.values(coverage.row(setting, number: number))
    }
    bar?.finish(shown(settings.count), elapsed: (clock.now - start) / .seconds(1))
    write(CalibrationCoverage.columns, rows, as: format, in: context)
  }

  static func level(_ arguments: Arguments) throws -> Double {
    try arguments.number("level") ?? 0.95
  }

  private static func write(
    _ columns: [String], _ rows: [[JSONValue]], as format: OutputFormat, in context: LabContext
  ) {
    switch format {
    case .json:
      let objects = rows.map { JSONValue.object(Array(zip(columns, $0))) }
      context.write(JSONText.pretty(.array(objects)).trimmedEnd)
    case .csv:
      context.write(
        CSVTable(columns: columns, rows: rows.map { $0.map(JSONText.cell) }).text.trimmedEnd)
    case .table:
      var table = TextTable(columns.map { .number($0) })
      for row in rows { table.append(row.map(JSONText.cell)) }
      context.write(table.text.trimmedEnd)
    }
  }
}
