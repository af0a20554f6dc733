import Economics
import TextFormats

/// What `allocate` is asked, as its options say it.
struct AllocateOptions {
  /// Agents that are asked about; indices.
  let agents: [Int]
  /// Phases that are asked about.
  let phases: [WorkPhase]
  /// Budgets that are asked about.
  let budgets: [BudgetState]
  /// What a token log says of the budget; nil where none is read.
  let reading: AllocateBudget?
  /// Whether the budget is given, not all that it passes through.
  let hasBudget: Bool
  /// Criticality of the work.
  let criticality: Criticality
  /// Whether it is escalated.
  let escalation: AllocationState.Escalation
  /// Whether the rules are in force.
  let mode: AllocationState.Mode
  /// Tier that is forced, and why; nil for none.
  let override: ManualOverride?

  /// Reads the options.
  ///
  /// - Parameters:
  ///   - arguments: The words.
  ///   - rules: The rules that name the agents.
  ///   - context: Where a token log's oddities are noted.
  /// - Throws: `UsageError`, `LabError` or what reading a budget throws, in one line.
  init(_ arguments: Arguments, _ rules: AllocationRules, in context: LabContext) throws {
    if let name = arguments.string("agent") {
      guard let agent = rules.agent(named: name) else {
        throw UsageError.notAChoice(
          source: "--agent", value: name, allowed: rules.agents.map(\.name),
          nearest: rules.agent(named: name.uppercased()).map { rules.agents[$0].name })
      }
      agents = [agent]
    } else {
      agents = Array(rules.agents.indices)
    }
    phases = try arguments.choice("phase", as: WorkPhase.self).map { [$0] } ?? WorkPhase.allCases
    let zone = try arguments.choice("zone", as: BudgetZone.self)
    reading = try AllocateBudget(arguments, in: context)
    let consumed = try reading?.consumed ?? arguments.number("consumed") ?? zone?.begins
    guard zone == nil || arguments.value("consumed") == nil else {
      throw LabError("--zone and --consumed say the same: give one of them")
    }
    let isOne = arguments.value("agent") != nil && arguments.value("phase") != nil
    hasBudget = consumed != nil || isOne
    budgets =
      hasBudget
      ? [BudgetState(consumed: consumed ?? 0, reserve: rules.reserve)]
      : BudgetState.reachable(reserve: rules.reserve)
    criticality =
      arguments.flag("security-critical")
      ? .security : arguments.flag("critical") ? .critical : .routine
    guard !arguments.flag("rework") || !arguments.flag("special") else {
      throw LabError("--rework and --special are two reasons: give one of them")
    }
    escalation =
      arguments.flag("rework") ? .rework : arguments.flag("special") ? .special : .none
    guard !arguments.flag("rollback") || !arguments.flag("paused") else {
      throw LabError("--rollback and --paused exclude each other: give one of them")
    }
    mode = arguments.flag("rollback") ? .rollback : arguments.flag("paused") ? .paused : .normal
    override = try Self.override(arguments, isOne: isOne)
  }

  private static func override(
    _ arguments: Arguments, isOne: Bool
  ) throws -> ManualOverride? {
    guard let tier = try arguments.choice("force", as: ModelTier.self) else {
      if arguments.value("reason") != nil { throw LabError("--reason goes with --force") }
      if arguments.value("by") != nil { throw LabError("--by goes with --force") }
      return nil
    }
    guard isOne else { throw LabError("--force needs --agent and --phase: one piece of work") }
    for name in ["reason", "by"]
    where arguments.string(name)?.unicodeScalars.contains(where: \.steersTerminal) == true {
      throw LabError("--\(name) must be on one line, without control characters")
    }
    guard let override = ManualOverride(tier, reason: arguments.string("reason") ?? "") else {
      throw LabError(
        "--force needs --reason: why, in 1 to \(ManualOverride.longestReason) characters, not blank"
      )
    }
    return override
  }

  /// The state of one piece of work.
  func state(_ agent: Int, _ phase: WorkPhase, _ budget: BudgetState) -> AllocationState {
    AllocationState(
      agent: agent, phase: phase, criticality: criticality, budget: budget,
      escalation: escalation, mode: mode, forced: override?.tier)
  }

  /// The one piece of work that is asked about; nil where there are several.
  var one: AllocationState? {
    guard agents.count == 1, phases.count == 1, budgets.count == 1 else { return nil }
    return state(agents[0], phases[0], budgets[0])
  }
}
