import TextFormats

/// What `maker_explain` gives, as rows.
enum ExplainOutputs {
  /// All members, in the order in which they come.
  static let all = question + task + unequal + riskSplit + split + equations

  /// What was asked about.
  private static let question: [ToolOutput] = [
    number("p", "step success, of unequal steps the mean; 0 to 1", isAlways: true),
    numbers("shares", "vote shares, the right candidate first"),
    number("rho", "correlation of two votes of one step; 0 to 1"),
    numbers("beta", "shapes of the step success, right and wrong"),
    number("hard_steps", "share of systematically wrong steps; 0 to 1"),
    number("hard_p", "step success of the hard steps; 0 to 1"),
    integer("right_answers", "equally good answers"),
    number("v", "valid rate of replies; above 0, at most 1", isAlways: true),
    integer("steps", "steps of the task", isAlways: true),
    integer("steps_per_subtask", "steps of one voted subtask", isAlways: true),
    number("target", "required success of the whole task; above 0, below 1", isAlways: true),
  ]

  /// The margin, the race and the whole task.
  private static let task: [ToolOutput] = [
    integer("k", "margin used; votes", isAlways: true),
    integer(
      "k_min", "least margin that reaches the target; votes, null where none does", isAlways: true),
    number("k_real", "the margin before it is rounded up; votes", isAlways: true),
    ToolOutput(
      name: "verdict", schema: .object([("type", .string("string"))]),
      help: "whether the margin used reaches the target, in words", isAlways: true,
      canBeNull: false),
    number("p_step", "P(a step is decided rightly); 0 to 1", isAlways: true),
    number("p_step_wrong", "P(a step is decided wrongly); 0 to 1", isAlways: true),
    number("p_task", "P(the whole task is right); 0 to 1", isAlways: true),
    number("p_task_wrong", "P(a step of the task is wrong); 0 to 1", isAlways: true),
    integer("cap", "most votes of a race"),
    number("p_undecided_step", "P(a step is undecided at the cap); 0 to 1"),
    number("p_undecided_task", "P(a step of the task is undecided at the cap); 0 to 1"),
    number("mean_votes", "mean votes of a race", isAlways: true),
    number("sd_votes", "standard deviation of the votes of a race", isAlways: true),
    integer("votes_q50", "median of the votes of a race", isAlways: true),
    integer("votes_q99", "99th percentile of the votes of a race", isAlways: true),
    number(
      "expected_calls", "mean calls of the whole task, flagged replies counted", isAlways: true),
    number("cost_per_call", "cost of a call, in the money of the prices"),
    number("expected_cost", "mean cost of the whole task, in the money of the prices"),
  ]

  /// What only unequal steps have.
  private static let unequal: [ToolOutput] = [
    number("p_below_half", "share of steps that voting makes worse; 0 to 1"),
    number("p_task_limit", "what P(task) tends to as k grows; 0 to 1"),
    number("p_task_ceiling", "what P(task) cannot pass at any k; 0 to 1"),
    integer("k_best", "margin of the greatest P(task); votes, null where it keeps growing"),
    integer("k_enough", "least margin near that greatest P(task); votes"),
    integer("iid_k_min", "the margin that alike steps of the same mean would need; votes"),
    number("iid_p_step_wrong", "P(wrong) of a step that alike steps promise; 0 to 1"),
    number("iid_p_task", "P(task) that alike steps promise; 0 to 1"),
    integers("table_k", "margins of the table; votes"),
    numbers("table_p_task", "P(task) at each margin"),
    numbers("table_iid_p_task", "P(task) that alike steps promise at each margin"),
    numbers("table_mean_votes", "mean votes of a race at each margin"),
    numbers("table_expected_calls", "mean calls of the task at each margin"),
    numbers("table_expected_cost", "mean cost of the task at each margin"),
  ]

  /// What only undecided_share asks for.
  private static let riskSplit: [ToolOutput] = [
    number("undecided_share", "share of what the target leaves for undecided steps; 0 to 1"),
    integers("split_k", "margins; votes"),
    integers("split_cap", "least cap of each margin; votes"),
    numbers("split_p_task_wrong", "P(a step of the task is wrong) of each"),
    numbers("split_p_task_undecided", "P(a step of the task is undecided) of each"),
    numbers("split_expected_calls", "mean calls of the task of each"),
  ]

  /// What only right_answers asks for: equally good answers counted as one.
  private static let split: [ToolOutput] = [
    integer("grouped_k", "margin where good answers count as one; votes"),
    integer("grouped_k_min", "least margin that reaches the target then; votes"),
    number("grouped_p_step_wrong", "P(a step is decided wrongly) then; 0 to 1"),
    number("grouped_p_task", "P(the whole task is right) then; 0 to 1"),
    number("grouped_mean_votes", "mean votes of a race then"),
    number("grouped_expected_calls", "mean calls of the task then"),
    number("grouped_expected_cost", "mean cost of the task then"),
  ]

  /// What only equations asks for, by the number in the paper.
  private static let equations: [ToolOutput] = [
    ("equation 9", ["p_right"]), ("equation 10", ["p_vote"]), ("equation 11", ["p_alt"]),
    ("votes for scattered answers", ["p_scattered"]), ("equation 12", ["p_sub"]),
    ("the rest of p_sub", ["p_sub_wrong"]), ("equation 13", ["p_full"]),
    ("equation 14", ["failure_budget"]), ("equations 24 to 31", ["k_real_least", "k_real_most"]),
    ("equation 15", ["c_sample", "c_vote"]), ("equation 16", ["c_sub", "c_sub_approximate"]),
    ("equation 17", ["c_full", "c_full_approximate", "log10_c_full"]), ("equation 18", ["slope"]),
    ("equation 19", ["cost", "cost_approximate"]),
    ("the subtask of least cost", ["cheapest_m", "cheapest_m_k_min", "cheapest_m_cost"]),
  ].flatMap { help, names in names.map { number($0, help) } }

  private static func number(
    _ name: String, _ help: String, isAlways: Bool = false
  ) -> ToolOutput {
    ToolOutput(
      name: name, schema: .object([("type", .string("number"))]), help: help, isAlways: isAlways)
  }

  private static func integer(
    _ name: String, _ help: String, isAlways: Bool = false
  ) -> ToolOutput {
    ToolOutput(
      name: name, schema: .object([("type", .string("integer"))]), help: help, isAlways: isAlways)
  }

  /// A list of numbers, null where one has no value.
  private static func numbers(_ name: String, _ help: String) -> ToolOutput {
    list(name, "number", help)
  }

  private static func integers(_ name: String, _ help: String) -> ToolOutput {
    list(name, "integer", help)
  }

  private static func list(_ name: String, _ type: String, _ help: String) -> ToolOutput {
    let items = ToolSchema.nullable(.object([("type", .string(type))]))
    return ToolOutput(
      name: name, schema: ToolSchema.list(items), help: help, isAlways: false, canBeNull: false)
  }
}
