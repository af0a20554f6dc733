import Analysis
import Economics
import MAKERCore
import RaceTheory
import Simulation
import TextFormats

/// `makerlab patterns`: what voting patterns save, and how often they succeed.
enum PatternsCommand: LabCommand {
  static let description = CommandDescription(
    "patterns",
    abstract: "compare voting patterns: success, cost, time and escalations, exact and simulated",
    discussion: """
      A pattern says whom to ask, how often, when a step is decided and who takes over: single (one valid \
      reply), simple (3 draws at once; 2 votes for the same answer win), adaptive (draws until a lead of k, \
      or the cap), ladder (a step that stays undecided, or is flagged, goes to the next tier) and \
      plan-execute-review (a plan before and a review after another pattern).  What differs from a \
      pattern's defaults stands behind a colon: simple:draws=5,k=3; simple:rule=first-to-ahead-by-k; \
      adaptive:k=2,cap=7,issue=batch-3; \
      ladder:tiers=small+large,k=2+1,attempts=7+1,count=draws,flags=3; \
      plan-execute-review:planner=large,reviewer=large,rounds=2,execute=simple.  The same texts are \
      options of solve.

      Of 3 draws the third can decide only where 2 votes win; a lead of 2 is there after two draws, or \
      out of reach.  Attempts of a ladder are draws, flagged ones too, unless count=votes.  A step that is \
      undecided on the last tier is undecided, never the answer with the most votes, and ends its task.

      Wrong votes of a tier all agree, which is the worst case.  Savings are (baseline - pattern) over \
      baseline.  Simulated tasks run through the orchestrator that solve uses; intervals are of 95 %.
      """,
    operands: [
      OperandDescription(
        "pattern", help: "patterns; all whose tiers are given unless named", arity: .any)
    ],
    options: [
      .value(
        "p", "tier=number,...",
        help: "step success of each tier small, medium, large, above 0, below 1", isRequired: true),
      .value(
        "cost", "tier=money,...", help: "price of a call to each tier, 0 to 1000, to 1e-12",
        isRequired: true),
      .value(
        "v", "tier=number,...", help: "valid rate of replies, 0.05 to 1", default: "1 of every tier"
      ),
      .value(
        "time", "tier=time,...", help: "time of a call, as small=2s, to 3600s",
        default: "1s of every tier"),
      .value(
        "steps", "count", help: "steps of a task", default: "1", domain: .integer(1...1_000_000)),
      .value(
        "baseline", "pattern",
        help: "what is compared against, a pattern or a tier for a single call",
        default: "medium, or the highest tier given"),
      .value(
        "hard-steps", "share", help: "share of hard steps; needs --hard-p",
        domain: .number(.above(0, below: 1))),
      .value(
        "hard-p", "tier=number,...", help: "step success on the hard steps, above 0, below 1"),
      .value(
        "rho", "number",
        help:
          "correlation of the lowest tier's errors within a step, {range}; the others' error rates are "
          + "in proportion", domain: .number(.above(0, below: 1))),
      .value(
        "sensitivity", "number", help: "how often a review rejects wrong work, {range}",
        default: "0.9", domain: .number(.from(0, to: 1))),
      .value(
        "specificity", "number", help: "how often a review accepts right work, {range}",
        default: "0.9", domain: .number(.from(0, to: 1))),
      .value(
        "plan-p", "number", help: "how often a plan is right, {range}; with a wrong one no work is",
        default: "1", domain: .number(.above(0, to: 1))),
      .value(
        "simulate", "tasks", help: "tasks to simulate of each pattern, 0 for none, {range}",
        default: "1000", domain: .integer(0...1_000_000)),
      .value(
        "seed", "number", help: "seed of the simulation", default: "1",
        domain: .integer(0...(Int.max - 1000))),
      .format,
    ],
    examples: [
      .init(
        "makerlab patterns --p small=.85,medium=.93,large=.97 --cost small=.00025,medium=.003,large=.015",
        "all patterns beside one call to the medium tier"),
      .init(
        "makerlab patterns simple simple:rule=first-to-ahead-by-k --p small=.85,medium=.85 "
          + "--cost small=.00025,medium=.003 --simulate 0",
        "the two readings of three draws, exactly"),
      .init(
        "makerlab patterns ladder ladder:attempts=6 ladder:attempts=7 --p small=.8,medium=.9,large=.97 "
          + "--cost small=1,medium=12,large=60 --v small=.9 --steps 20 --format csv",
        "when to hand a step on"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let setting = try PatternOptions.setting(arguments)
    let patterns = try PatternOptions.patterns(arguments, setting)
    let baseline = try PatternOptions.baseline(arguments, setting)
    let tasks = try arguments.integer("simulate") ?? 1000
    let seed = try arguments.integer("seed") ?? 1
    if tasks == 0, arguments.value("seed") != nil {
      throw LabError("--seed is of the simulation, and --simulate is 0")
    }
    let work = (patterns.count + 1).multipliedReportingOverflow(by: tasks * setting.steps)
    guard !work.overflow, work.partialValue <= PatternOptions.mostSteps else {
      throw LabError(
        "--simulate \(tasks) of \(setting.steps) steps for \(patterns.count + 1) patterns: allowed are "
          + "\(PatternOptions.mostSteps) steps in all")
    }
    func side(_ pattern: VotingPattern, _ number: Int) throws -> PatternComparison.Side {
      PatternComparison.Side(
        pattern: pattern, law: try PatternLaw(pattern, setting),
        counts: tasks == 0
          ? nil : try PatternSampler(pattern, setting, seed: seed + number).sample(0..<tasks))
    }
    let table: PatternTable
    do {
      // Each has a seed of its own, so that the intervals of ratios are those of independent samples.
      let base = try side(baseline, 0)
      table = PatternTable(
        setting: setting, tasks: tasks, seed: seed,
        rows: try patterns.enumerated().map { number, pattern in
          PatternComparison(try side(pattern, number + 1), baseline: base, setting: setting)
        }, baseline: PatternComparison(base, baseline: base, setting: setting))
    } catch let error as PatternError {
      throw LabError(error.description)
    } catch let error as LadderError {
      throw LabError(error.description)
    }
    switch try arguments.choice("format", as: OutputFormat.self) ?? .table {
    case .table: context.write(table.text)
    case .json: context.write(JSONText.pretty(table.json).trimmedEnd)
    case .csv: context.write(JSONText.csv(rows: table.all.map(table.fields)))
    }
    return .done
  }
}
