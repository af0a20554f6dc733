import MAKERCore
import RaceTheory
import TextFormats

/// `makerlab escalate`: when to hand an undecided step to another model.
enum EscalateCommand: LabCommand {
  static let description = CommandDescription(
    "escalate",
    abstract: "when to hand an undecided step to a stronger model, when to retry, when to give up",
    discussion: """
      A step is voted on in races, each on one model until a lead of k or a cap; after an undecided \
      race it is raced again on the same model, handed to a further one, or given up.  Cost and \
      success of every such plan are exact, also where steps are unequal and an undecided race \
      tells that the step is hard.  Margin and cap are the same for all models, as in solve.  Lists have a number for each model, the one to begin with first; \
      one number stands for all.
      """,
    options: [
      .value(
        "p", "a,b,...", help: "mean step success of 1 to 4 models, above 0, below 1",
        isRequired: true),
      .value("cost", "a,b,...", help: "cost of a call, 1e-9 to 1e9", default: "1"),
      .value("v", "a,b,...", help: "valid rate of replies, above 0, at most 1", default: "1"),
      .value("steps", "count", help: "steps of the task, 1 to 2^62", isRequired: true),
      .value(
        "target", "number", help: "required success of the whole task, above 0, below 1",
        default: "0.95"),
      .value(
        "value", "money", help: "what a right step is worth, in place of the target, 0 to 1e15"),
      .value(
        "wrong-loss", "money",
        help: "harm of a wrong step beyond its value, 0 to 1e15; needs --value", default: "0"),
      .value("k", "votes", help: "margin for all models, 1 to 200", default: "cheapest"),
      .value("cap", "votes", help: "most votes of a race, 1 to 2000", default: "cheapest"),
      .value("races", "count", help: "most races of a step, 1 to 8", default: "4"),
      .value(
        "rho", "number",
        help: "correlation of model 1's errors within a step, above 0, below 1; the others' error "
          + "rates are in proportion"),
      .flag("separate", help: "with --rho: each model's hard steps are its own"),
      .value("hard-steps", "share", help: "share of hard steps, above 0, below 1; needs --hard-p"),
      .value("hard-p", "a,b,...", help: "step success on the hard steps, above 0, below 1"),
      .flag("frontier", help: "every plan that no other beats in cost and success, as CSV"),
      .value(
        "simulate", "steps",
        help: "race so many steps of each policy on simulated models, 100 to 10^7"),
      .value("seed", "number", help: "seed of the simulation, 0 to 2^63 - 1", default: "1"),
      .format,
    ],
    examples: [
      .init(
        "makerlab escalate --p .7,.95 --cost 1,10 --steps 1023",
        "a cheap model with a strong one behind it"),
      .init(
        "makerlab escalate --p .7,.95 --cost 1,10 --steps 1023 --rho .05",
        "the same where some steps are harder"),
      .init(
        "makerlab escalate --p .9,.99 --cost 1,30 --steps 100 --hard-steps .02 --hard-p .5,.95 "
          + "--k 3 --cap 7", "two steps of a hundred are hard"),
      .init(
        "makerlab escalate --p .7,.95 --cost 1,10 --steps 31 --simulate 20000",
        "theory beside the orchestrator's own races"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let question = try question(arguments)
    let answer: EscalationAnswer
    do { answer = try EscalationAnswer(question) } catch let error as LadderError {
      throw LabError(error.description)
    }
    let steps = try arguments.integer("simulate", in: 100...10_000_000)
    let seed = try arguments.integer("seed", in: 0...Int.max) ?? 1
    let isFrontier = arguments.flag("frontier")
    let policies = isFrontier ? answer.frontier : answer.policies
    let simulated = try steps.map { steps in
      try policies.map {
        try SimulatedPolicy($0.plan, on: $0.ladder, question, steps: steps, seed: seed)
      }
    }
    if isFrontier {
      context.write(answer.frontierCSV(simulated: simulated ?? []))
      return .done
    }
    switch try arguments.choice("format", as: OutputFormat.self) ?? .table {
    case .table: context.write(answer.text(simulated: simulated ?? []))
    case .json: context.write(JSONText.pretty(answer.json(simulated: simulated ?? [])).trimmedEnd)
    case .csv: context.write(answer.csv(simulated: simulated ?? []))
    }
    return .done
  }

  private static func question(_ arguments: Arguments) throws -> EscalationQuestion {
    let means = try arguments.required("p").numbers(in: .above(0, below: 1))
    guard means.count <= 4 else {
      throw LabError("--p names \(means.count) models; allowed are 1 to 4")
    }
    let value = try arguments.number("value", in: .from(0, to: 1e15))
    let wrongLoss = try arguments.number("wrong-loss", in: .from(0, to: 1e15))
    if wrongLoss != nil, value == nil { throw LabError("--wrong-loss needs --value beside it") }
    if value != nil, arguments.value("target") != nil {
      throw LabError("--value takes the place of --target: give one of them")
    }
    if arguments.value("seed") != nil, arguments.value("simulate") == nil {
      throw LabError("--seed needs --simulate beside it")
    }
    if arguments.flag("frontier"), arguments.value("format").map({ $0.text != "csv" }) ?? false {
      throw LabError("--frontier prints CSV: leave out --format")
    }
    let target = try arguments.number("target", in: .above(0, below: 1)) ?? 0.95
    let margin = try arguments.integer("k", in: 1...200)
    let cap = try arguments.integer("cap", in: 1...2000)
    if let margin, let cap, margin > cap {
      throw LabError("--k \(margin) is above --cap \(cap): no race could be decided")
    }
    return EscalationQuestion(
      means: means,
      costs: try list(arguments, "cost", .from(1e-9, to: 1e9), for: means) ?? means.map { _ in 1 },
      validRates: try list(arguments, "v", .above(0, to: 1), for: means) ?? means.map { _ in 1 },
      difficulty: try difficulty(arguments, means),
      steps: try arguments.required("steps").integer(in: 1...(1 << 62)),
      target: try Probability(target, name: "target"),
      margin: margin, cap: cap,
      mostRaces: try arguments.integer("races", in: 1...8) ?? 4, value: value,
      wrongLoss: wrongLoss ?? 0)
  }

  private static func difficulty(
    _ arguments: Arguments, _ means: [Double]
  ) throws -> LadderDifficulty {
    let rho = try arguments.number("rho", in: .above(0, below: 1))
    let share = try arguments.number("hard-steps", in: .above(0, below: 1))
    let hard = try list(arguments, "hard-p", .above(0, below: 1), for: means)
    let isSeparate = arguments.flag("separate")
    if rho != nil, share != nil { throw LabError("--rho or --hard-steps: give one of them") }
    if isSeparate, rho == nil { throw LabError("--separate needs --rho") }
    guard (share == nil) == (hard == nil) else {
      throw LabError("--hard-steps and --hard-p: give both")
    }
    if let share, let hard { return .hardSteps(share: share, stepSuccess: hard) }
    return rho.map { isSeparate ? .separate(correlation: $0) : .proportional(correlation: $0) }
      ?? .alike
  }

  /// A list with a number for each model, or one for all.
  private static func list(
    _ arguments: Arguments, _ name: String, _ range: NumberRange, for means: [Double]
  ) throws -> [Double]? {
    guard let values = try arguments.numbers(name, in: range) else { return nil }
    if values.count == 1 { return means.map { _ in values[0] } }
    guard values.count == means.count else {
      throw LabError(
        "--\(name) has \(values.count) numbers for \(means.count) models: give one for each, or one for "
          + "all")
    }
    return values
  }
}
