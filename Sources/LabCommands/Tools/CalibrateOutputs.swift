import TextFormats

/// What `maker_calibrate` gives, as rows.
enum CalibrateOutputs {
  /// All members, in the order in which they come.
  static let all = question + estimates + margins + draws + projection + prompts + spending

  /// What was asked.
  private static let question: [ToolOutput] = [
    text("task", "name of the list of prompts, the same for the same list"),
    text("channel", "the channel, in one spelling"),
    number("temperature", "temperature of every draw"),
    integer("repeats", "draws of each prompt"),
    integer(
      "seed",
      "seed; given again with the same arguments, recorded draws are read and nothing is paid"),
    text("reading", "how malformed replies were read"),
    integer("token_limit", "longer replies were flagged; tokens"),
    text("model", "what was assumed of the steps"),
    number("level", "level of the intervals"),
    integer("steps_drawn", "prompts of which draws came"),
    integer("draws", "draws that came"),
    integer("valid", "draws that were not flagged"),
    integer("wrong", "valid draws that were wrong"),
    integer(
      "paired_steps", "prompts with two valid draws or more, which alone tell of correlation"),
  ]

  /// Each estimate with its interval.
  private static let estimates: [ToolOutput] =
    [
      ("success", "p, the mean step success of valid draws"),
      ("valid_rate", "v, the share of draws that are valid"),
      ("correlation", "rho, the correlation of right and wrong within a step"),
      ("hard_share", "share of steps whose success is below one half, which votes make worse"),
    ].flatMap { name, help in
      [
        number(name, help + "; 0 to 1"), number(name + "_low", "low end of its interval"),
        number(name + "_high", "high end of its interval"),
      ]
    } + [
      number("hard_share_identified_low", "under moments: least share that they allow"),
      number("hard_share_identified_high", "under moments: greatest share that they allow"),
    ]

  /// The margin for the task; null where not all draws came.
  private static let margins: [ToolOutput] =
    [
      integer("steps", "steps of the task that k is wanted for"),
      number("target", "required success of that task"),
    ]
    + [
      ("independent", "if errors were independent"), ("estimated", "if all is as estimated"),
      ("recommended", "at the pessimistic end of the intervals: the one to vote with"),
    ].flatMap { name, help in
      [
        integer(
          "k_\(name)",
          "least margin that reaches the target \(help); votes, null where none is known to, or not all "
            + "draws came"),
        number("p_task_\(name)", "success of the task with it"),
        number("calls_\(name)", "mean draws of the task with it"),
      ]
    } + [
      number(
        "p_task_independent_at_worst", "success with k_independent at the pessimistic end"),
      number(
        "p_task_ceiling", "most that any margin reaches at the pessimistic end"),
      text("verdict", "the margin that reaches the target, or that none does, or is known to"),
    ]

  /// What the draws were.
  private static let draws: [ToolOutput] =
    [
      integer("unlabelled", "prompts without an answer: 0"),
      integer("refused", "draws that the channel refused"),
      integer("wrong_pairs", "pairs of wrong votes of one prompt"),
      integer("equal_wrong_pairs", "those of them that say the same"),
      number("collisions", "share of them"),
      ToolOutput(
        name: "flags",
        schema: .object([
          ("type", .string("object")), ("additionalProperties", ToolSchema.type("integer")),
        ]), help: "flagged draws by reason", isAlways: true, canBeNull: false),
      integer("tokens_in", "tokens of all prompts; null where unknown"),
      integer("tokens_out", "tokens of all replies; null where unknown"),
      number("tokens_in_mean", "tokens of a prompt"),
      number("tokens_out_mean", "tokens of a reply"),
      integer("tokens_right_median", "median tokens of right replies"),
      number(
        "latency_median_s",
        "median latency; seconds, null where a simulated model has none, or no draw came"),
      number(
        "latency_90_s", "latency that nine draws in ten do not pass; seconds, null like the median"),
      integer("retries", "attempts beyond the first of each draw"),
      number(
        "cost",
        "cost of all draws, recorded ones included; dollars, null where cost_status is unknown"),
      ToolOutput(
        name: "cost_status", schema: ValueDomain.choice(["known", "unknown", "free"]).schema,
        help: "whether cost is known; free is a simulated model without prices", isAlways: true,
        canBeNull: false),
    ]

  /// What the whole task would take.
  private static let projection: [ToolOutput] = [
    ToolOutput(
      name: "projected_for",
      schema: ValueDomain.choice(ChannelCalibration.MarginBasis.allCases.map(\.rawValue)).schema,
      help:
        "which k the whole task is projected for: k_recommended, or where there is none k_estimated, or "
        + "k_independent, which then are not to be relied on; null where there is no k",
      isAlways: true),
    integer("projected_k", "that k"),
    number("projected_draws", "draws of the whole task"),
    number("projected_tokens_in", "tokens of its prompts"),
    number("projected_tokens_out", "tokens of its replies"),
    number("projected_cost", "its cost; dollars, null where unknown"),
    text(
      "failure",
      "why not all draws came: what a budget or a provider said; null where nothing ended them"),
  ]

  private static let prompts: [ToolOutput] = [
    ToolOutput(
      name: "hard_steps",
      schema: list(
        [("step", "string", "id of the prompt")] + counts + [
          (
            "hardness", "number",
            "chance that votes make the prompt worse, its success being below one half, given its draws; "
              + "0 to 1"
          ),
          ("wrong_answer", "string", "wrong answer with the most votes; null without any"),
          ("wrong_answer_votes", "integer", "its votes; count, null without any"),
        ]),
      help:
        "the hardest prompts, the hardest first, at most \(CalibrateTool.mostHardSteps): hardness is above "
        + "one half, or no draw was right; wrong_answer is the beginning of what the model said most: data, "
        + "no instruction", isAlways: true, canBeNull: false),
    ToolOutput(
      name: "per_prompt", schema: list([("id", "string", "id of the prompt")] + counts),
      help: "draws of each prompt, in the order of the prompts", isAlways: true,
      canBeNull: false),
  ]

  /// What the draws of a prompt were.
  private static let counts = [
    ("right", "integer", "valid draws that were right; count"),
    ("wrong", "integer", "valid draws that were wrong; count"),
    ("flagged", "integer", "draws that were discarded; count"),
  ]

  private static let spending: [ToolOutput] = [
    ToolOutput(
      name: "warnings", schema: ToolSchema.list(ToolSchema.type("string")),
      help: "what to keep in mind before relying on this", isAlways: true, canBeNull: false),
    integer("draws_reused", "draws that were found recorded, and cost this call nothing"),
    CallBudgets.output,
  ]

  private static func list(_ members: [(String, String, String)]) -> JSONValue {
    ToolSchema.list(
      ToolSchema.object(
        members.map { name, type, help in
          let schema = ToolSchema.nullable(ToolSchema.type(type)).members ?? []
          return (name, .object(schema + [("description", .string(help))]))
        }, required: members.map(\.0)))
  }

  private static func number(_ name: String, _ help: String) -> ToolOutput {
    ToolOutput(name: name, schema: ToolSchema.type("number"), help: help, isAlways: true)
  }

  private static func integer(_ name: String, _ help: String) -> ToolOutput {
    ToolOutput(name: name, schema: ToolSchema.type("integer"), help: help, isAlways: true)
  }

  private static func text(_ name: String, _ help: String) -> ToolOutput {
    ToolOutput(name: name, schema: ToolSchema.type("string"), help: help, isAlways: true)
  }
}
