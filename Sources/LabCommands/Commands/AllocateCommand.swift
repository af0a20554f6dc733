import Economics
import TextFormats

/// `makerlab allocate`: which tier an agent's work gets, and why.
enum AllocateCommand: LabCommand {
  static let description = CommandDescription(
    "allocate",
    abstract: "which tier of models an agent's work gets in a zone of the budget, and why",
    discussion: """
      A policy is a file: tiers by agent and phase, what each zone of the budget does, a reserve for \
      critical work, a default policy to roll back to, and invariants.  A policy is decided on in every \
      state that it can come to when it is read, and one that breaks an invariant of its own is refused with \
      the first state in which it does.  --json-policy prints the shipped one as a file to begin with.

      A tier that is at least what a green zone gives may always be forced.  A lower one is refused where it \
      would break an invariant: a floor is no floor where a reason is enough to pass it.  Every override needs \
      a reason and a log, in which refused ones stand too.

      Work that has to wait ends with exit code 3.
      """,
    options: [
      .value("agent", "name", help: "agent of the policy", default: "all, as a table"),
      .value(
        "phase", "lead|plan|exec", help: "phase of the work", default: "all, as a table",
        domain: .words(of: WorkPhase.self)),
      .value(
        "zone", "green|yellow|orange|red", help: "zone of the budget, at its beginning",
        default: "green for one piece of work, else all", domain: .words(of: BudgetZone.self)),
      .value(
        "consumed", "share", help: "share of the budget that is consumed, in place of --zone",
        domain: .number(.from(0, to: 1000))),
      .value(
        "budget", "file",
        help: "weekly budget whose worst limit makes the zone, in place of --zone",
        default: "with --token-log: MAKERLAB_BUDGET, or the shipped example"),
      .value(
        "token-log", "file", help: "token log of that budget",
        default: "with --budget: \(BudgetFiles.usualLog)"),
      .value(
        "now", "time", help: "the time that it is, UTC, as 2026-11-20T14:05:00Z or 2026-11-20",
        default: "the clock's"),
      .flag("critical", help: "the work is critical: it is deferred rather than downgraded"),
      .flag("security-critical", help: "the work touches security: it is not deferred either"),
      .flag("rework", help: "too much of the agent's work had to be done again"),
      .flag("special", help: "the work is of the special kind that the policy names"),
      .flag("rollback", help: "the default policy is in force"),
      .flag("paused", help: "nothing is chosen automatically"),
      .value(
        "force", "small|medium|large", help: "tier to force, with --reason and --log",
        domain: .words(of: ModelTier.self)),
      .value("reason", "text", help: "why a tier is forced"),
      .value("by", "name", help: "who forces it", default: "USER"),
      .value(
        "log", "file", help: "JSON Lines file of overrides; alone it is listed",
        default: OverrideLog.variable),
      .value("policy", "file", help: "policy in place of the shipped one"),
      .value("check", "file", help: "prove a policy and do nothing else"),
      .flag("json-policy", help: "print the shipped policy as the JSON file that it is"),
      .format,
    ],
    examples: [
      .init("makerlab allocate", "every agent in every zone"),
      .init("makerlab allocate --zone orange --critical", "critical work when 85 % are consumed"),
      .init("makerlab allocate --agent SECURITY --phase exec --consumed 0.97", "one decision"),
      .init(
        "makerlab allocate --agent API --phase exec --budget budget.json --token-log tokens.jsonl",
        "one decision, in the zone of this week's log"),
      .init(
        "makerlab allocate --agent API --phase exec --zone orange --force large "
          + "--reason \"release today\" --log overrides.jsonl", "an override, recorded"),
      .init("makerlab allocate --log overrides.jsonl", "what was forced, and why"),
      .init("makerlab allocate --json-policy > my-policy.json", "a policy to change"),
      .init(
        "makerlab allocate --check my-policy.json", "whether its invariants hold in every state"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    if arguments.flag("json-policy") {
      try alone(arguments, "json-policy", besides: [])
      context.write(AllocationPolicy.shippedJSON)
      return .done
    }
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    if let path = arguments.string("check") {
      try alone(arguments, "check", besides: ["format"])
      let (policy, name) = try PolicyFiles.policy(path)
      PolicyCheck(rules: policy.rules, name: name).write(as: format, in: context)
      return .done
    }
    if arguments.value("log") != nil, arguments.value("force") == nil {
      try alone(arguments, "log", besides: ["format"])
      try OverrideLog(arguments, environment: [:])?.list(as: format, in: context)
      return .done
    }
    let (policy, name) = try PolicyFiles.policy(arguments.string("policy"))
    let options = try AllocateOptions(arguments, policy.rules, in: context)
    guard let state = options.one else {
      write(AllocationTable(policy, options), as: format, in: context)
      return .done
    }
    let answer = AllocationAnswer(policy, state, reading: options.reading)
    if let override = options.override {
      guard let log = OverrideLog(arguments, environment: context.environment) else {
        throw LabError("--force is recorded: give --log, or name a file in \(OverrideLog.variable)")
      }
      try log.append(
        override, answer, policy: policy, name: name,
        by: arguments.string("by") ?? context.environment["USER"] ?? "unknown")
    }
    return try write(answer, as: format, in: context)
  }

  private static func write(
    _ table: AllocationTable, as format: OutputFormat, in context: LabContext
  ) {
    let rows = table.answers.map(\.fields)
    switch format {
    case .table: context.write(table.text(isColoured: context.showsColour))
    case .json: context.write(JSONText.pretty(.array(rows.map { .object($0) })).trimmedEnd)
    case .csv: context.write(JSONText.csv(rows: rows))
    }
  }

  private static func write(
    _ answer: AllocationAnswer, as format: OutputFormat, in context: LabContext
  ) throws -> ExitCode {
    if case .refused = answer.assignment.outcome {
      throw LabError(answer.sentences.joined(separator: "; "))
    }
    switch format {
    case .table: context.write(answer.text(isColoured: context.showsColour))
    case .json: context.write(JSONText.pretty(.object(answer.fields)).trimmedEnd)
    case .csv: context.write(JSONText.csv(answer.fields))
    }
    return answer.assignment.outcome == .deferred ? .budget : .done
  }

  /// Refuses options beside one that does something of its own.
  private static func alone(
    _ arguments: Arguments, _ name: String, besides allowed: [String]
  ) throws {
    for option in description.options where option.name != name && !allowed.contains(option.name) {
      let isGiven =
        option.kind == .flag
        ? arguments.flag(option.name) : arguments.value(option.name) != nil
      if isGiven { throw LabError("--\(name) takes no --\(option.name) beside it") }
    }
  }
}
