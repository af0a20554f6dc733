import ExperimentDesign
import Simulation
import StoppingRules
import TextFormats

/// `makerlab replay`: one trial again, every draw shown.
enum ReplayCommand: LabCommand {
  static let description = CommandDescription(
    "replay",
    abstract: "show every draw of one trial of a design point, or which trials were lost",
    discussion: """
      A draw is a pure function of seed, point, trial, step and draw, so a trial can be shown alone, \
      without the run that it came from.  A run stores which trials ended wrong or undecided, at most \
      \(LostTrials.limit) of a point: those whose index has the smallest hash, whatever the workers \
      and shards.

      --format json is JSON Lines: one object a line.
      """,
    operands: [
      OperandDescription("experiment", help: "folder or short name of one experiment"),
      OperandDescription("point", help: "first digits of a point's id, as in the CSV file"),
      OperandDescription(
        "trial",
        help: "index of the trial, from 0, and of one step of it, from 0, where only that is "
          + "wanted; none with --lost lists the lost trials that are stored", arity: .any),
    ],
    options: [
      .seed, .set, .out,
      .flag(
        "lost",
        help: "lost trials of the point, or of one trial the races that were not won rightly"),
      .flag(
        "text", help: "points of fidelity agent: prompt and replies of one step, as they were said"),
      .format,
    ],
    examples: [
      .init("makerlab replay core/vote-convergence 7ea3 17", "trial 17 of the first point"),
      .init("makerlab replay agents/towers ca7f 0 5 --text", "what was said at step 5"),
      .init("makerlab replay core/kmin cb0e4 --lost", "which tasks failed, and at which step"),
      .init("makerlab replay core/kmin cb0e4 869 --lost", "only the races that task 869 lost"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let plans = try PlanRequest(arguments).plans
    guard plans.count == 1 else {
      throw LabError("\(arguments.operands("experiment")[0]): \(plans.count) experiments; name one")
    }
    let plan = plans[0]
    let planned = try point(arguments.operand("point") ?? "", in: plan)
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    let place = arguments.operands("trial")
    if place.count > 2 { throw UsageError.unexpectedOperand(place[2]) }
    let onlyLost = arguments.flag("lost")
    if onlyLost, arguments.flag("text") { throw LabError("--lost and --text: give one of them") }
    guard let first = place.first else {
      guard onlyLost else { throw UsageError.missingOperand("trial") }
      try listLost(planned, seed: plan.seed, of: LabFolder(arguments), format, in: context)
      return .done
    }
    let races = planned.point.racesPerTrial
    let trial = try number(first, "trial", most: Int.max - 1)
    let step = try place.dropFirst().first.map { try number($0, "step", most: races - 1) }
    if arguments.flag("text") {
      try show(
        planned, seed: plan.seed, trial: trial, step: step ?? 0, format, in: context)
      return .done
    }
    show(planned, seed: plan.seed, trial: trial, format, in: context)
    let steps = step.map { $0..<$0 + 1 } ?? 0..<races
    // A task may have a million steps: they are shown as they are replayed.
    var isEmpty = true
    defer {
      if isEmpty, format == .table {
        context.write("no race of \(step.map { "step \($0) of " } ?? "")trial \(trial) was lost")
      }
    }
    for start in stride(from: steps.lowerBound, to: steps.upperBound, by: 1000) {
      let traces = try RaceTrace.replay(
        planned, seed: plan.seed, trial: trial, steps: start..<min(start + 1000, steps.upperBound))
      for trace in traces {
        if !onlyLost || trace.outcome.end != .correct {
          show(trace, format, in: context)
          isEmpty = false
        }
        if trace.outcome.end == .undecided { return .done }
      }
    }
    return .done
  }

  private static func point(_ prefix: String, in plan: Plan) throws -> PlannedPoint {
    let found = plan.points.filter { $0.id.description.hasPrefix(prefix.lowercased()) }
    guard found.count == 1 else {
      throw LabError(
        "point '\(prefix)': \(found.count) points of \(plan.experiment) begin so; give more digits "
          + "of an id from its CSV file")
    }
    guard found[0].point.fidelity.castsVotes else {
      throw LabError(
        "point '\(prefix)': \(found[0].point.fidelity.rawValue) points have no draws to show; "
          + "fidelities vote and agent do")
    }
    guard !found[0].point.isTilted else {
      throw LabError("point '\(prefix)': a tilted race is not one of the model; replay others")
    }
    guard found[0].point.subject == .steps else {
      throw LabError(
        "point '\(prefix)': draws of a \(found[0].point.subject.rawValue) are not shown, those of voted "
          + "steps are")
    }
    return found[0]
  }

  private static func number(_ text: String, _ name: String, most: Int) throws -> Int {
    try ArgumentValue(source: "<\(name)>", text: text).integer(in: 0...most)
  }

  private static func show(
    _ planned: PlannedPoint, seed: Int, trial: Int, _ format: OutputFormat, in context: LabContext
  ) {
    switch format {
    case .table:
      let point = planned.point
      context.write(
        "\(point.experiment), p=\(point.stepSuccess), \(decision(of: point)), seed \(seed), trial \(trial)"
      )
    case .csv: context.write("step,draw,word,vote,leader,lead")
    case .json: break
    }
  }

  private static func decision(of point: DesignPoint) -> String {
    point.stopping.map { "rule=\($0.kind.rawValue), delta=\($0.delta)" } ?? "k=\(point.margin)"
  }

  private static func show(_ trace: RaceTrace, _ format: OutputFormat, in context: LabContext) {
    if format == .table { context.write("step \(trace.step)") }
    for draw in trace.draws {
      let word =
        "0x" + String(repeating: "0", count: draw.word.leadingZeroBitCount / 4)
        + (draw.word == 0 ? "" : String(draw.word, radix: 16))
      let vote = draw.candidate.map { $0 == 0 ? "right" : "wrong \($0)" } ?? "flagged"
      let leader = draw.leader.map(String.init) ?? ""
      switch format {
      case .table:
        context.write(
          "  draw \(draw.index)  \(word)  \(vote)  lead \(draw.lead)"
            + (leader.isEmpty ? "" : " of candidate \(leader)"))
      case .csv: context.write("\(trace.step),\(draw.index),\(word),\(vote),\(leader),\(draw.lead)")
      case .json:
        // One object a line, so that a long task can be read as it comes.
        let object = JSONValue.object([
          ("step", .int(trace.step)), ("draw", .int(draw.index)), ("word", .string(word)),
          ("vote", .string(vote)), ("leader", .int(draw.leader)), ("lead", .int(draw.lead)),
        ])
        context.write(JSONText.pretty(object).split(separator: "\n").joined(separator: " "))
      }
    }
    if format == .table {
      context.write(
        "  \(trace.outcome.end) after \(trace.outcome.votes) votes, \(trace.outcome.draws) draws")
    }
  }
}
