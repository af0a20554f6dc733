import Analysis
import MAKERCore
import MCPServer
import Tasks
import TextFormats

/// `maker_calibrate`: what `makerlab calibrate --task --channel` finds, on the prompts of a call.
enum CalibrateTool: LabTool {
  static let description = ToolDescription(
    name: "maker_calibrate",
    title: "Estimate p, v and correlation of a channel, and the k they allow",
    abstract: """
      Draws each labelled prompt several times and estimates, with intervals: success (p), valid_rate (v), \
      correlation (rho: do votes of one step go wrong together?), hard_share (steps that votes make worse). \
      k_recommended is the margin to vote with on a task of task_steps steps; it is null where no margin \
      is known to reach the target, and verdict says so. Call it before maker_vote on a long task. It \
      needs prompts whose answers are known, 30 or more, each drawn twice or more, and makes prompts x \
      repeats draws.
      """,
    parameters: [LabelledPrompts.parameter] + rows.map { .option($0) } + PolicyParameters.rows
      + CallSpending.rows + [ConfiguredCall.parameter],
    outputs: CalibrateOutputs.all,
    isReadOnly: false,
    isOpenWorld: true,
    examples: [
      .init(
        arguments: """
          {"prompts": [{"prompt": "6 x 7?", "expected": "42"}, {"prompt": "6 x 8?", "expected": "48"}], \
          "channel": "simulated:p=0.9,rho=0.02", "repeats": 5, "task_steps": 1000}
          """,
        explanation: "two prompts, which are far too few, and a warning that says so")
    ])

  static let configured = ["steps": "task_steps"]

  /// Draws under way at the same time; count.
  private static let limit = 64

  /// Arguments that are options of the command.
  private static let rows: [OptionDescription] = [
    CalibrateCommand.stepOptions["channel"].with(
      help: "the model that is asked, as provider:model or simulated:p=0.9,rho=0.02,v=0.95",
      default: nil),
    CalibrateCommand.description.options["repeats"].with(
      help: "draws of each prompt, {range}; two or more tell of correlation", default: "3",
      domain: .integer(1...100)),
    SolveQuestion.options["temperature"].with(
      help: "temperature of every draw; greedy-first stands for the one of later votes",
      default: "0.1"),
    CalibrateCommand.description.options["task-steps"].with(
      help: "steps of the task that k is wanted for, {range}", default: "the number of prompts"),
    CalibrateCommand.description.options["target"],
    CalibrateCommand.description.options["model"],
    CalibrateCommand.description.options["level"],
    ToolSeed.row(
      help: "seed, {range}; given again, recorded draws are read and cost nothing",
      default: "a fresh one, which the result says"),
  ]

  static func call(
    _ arguments: ToolArguments, _ call: MCPCall, in lab: ToolLab
  ) async throws -> [(String, JSONValue)] {
    let configured = try ConfiguredCall(
      arguments, of: description, names: Self.configured, in: lab)
    let policy = try PolicyParameters(configured.arguments)
    let task = try LabelledPrompts.task(configured.arguments, policy.replies)
    let question = try question(configured.arguments.options, policy.redFlags, in: lab)
    let calibration = ToolCalibration(
      question: question,
      spending: try CallSpending(configured.arguments, within: lab.asking.spending),
      configuration: configured.configuration, call: call, lab: lab)
    return try await SolveTask.prompts(task).visitSteps(
      calibration, count: nil, seed: question.seed)
  }

  /// What is to be found.
  private static func question(
    _ arguments: Arguments, _ redFlags: RedFlagPolicy, in lab: ToolLab
  ) throws -> CalibrationQuestion {
    let choice = try ChannelChoice(
      ofClient: try arguments.required("channel").text, name: "channel",
      environment: lab.environment)
    let temperature = try SolveQuestion.temperature(arguments).later
    try choice.check(.constant(temperature), source: "--channel")
    return CalibrationQuestion(
      choice: choice, repeats: try arguments.integer("repeats") ?? 3, temperature: temperature,
      redFlags: redFlags,
      seed: try ToolSeed.value(arguments),
      limit: limit, model: try arguments.choice("model", as: CalibrationModel.self) ?? .beta,
      level: try CalibrateCommand.level(arguments),
      target: try arguments.number("target") ?? 0.95,
      taskSteps: try arguments.integer("task-steps"))
  }
}
