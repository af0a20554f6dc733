import Economics
import ExperimentDesign
import MAKERCore
import MCPServer
import Tasks

/// What a call of `maker_vote` asks, read and checked.
struct VoteQuestion: Sendable {
  /// How the step is voted on, and by whom.
  let solve: SolveQuestion
  /// The step, as a task of one.
  let task: PromptTask
  /// Margin k; votes.
  let margin: Int
  /// Where the margin comes from.
  let marginChoice: MarginChoice
  /// What the call may spend.
  let spending: CallSpending
  /// The configuration that completes it; nil for none.
  let configuration: Configuration?

  /// Where a margin comes from.
  enum MarginChoice: Hashable {
    /// The call.
    case given
    /// Steps, target and what a simulated channel says of itself.
    case channel
    /// Steps, target and a p that was given, as if votes were independent.
    case givenSuccess
  }

  /// Whether the margin comes from steps and target.
  var isLeastMargin: Bool { marginChoice != .given }

  /// Reads the arguments of a call.
  ///
  /// - Parameters:
  ///   - given: What the client gave.
  ///   - lab: What calls share.
  /// - Throws: One line for the model.
  init(_ given: ToolArguments, in lab: ToolLab) throws {
    let configured = try ConfiguredCall(given, of: VoteTool.description, in: lab)
    configuration = configured.configuration
    let arguments = configured.arguments.options
    let policy = try PolicyParameters(configured.arguments)
    spending = try CallSpending(configured.arguments, within: lab.asking.spending)
    guard let channel = arguments.string("channel") else {
      throw ToolError(
        "channel is required, here or in the configuration: a model as openai:gpt-4.1-mini, or "
          + "simulated:p=0.9")
    }
    var channels = [
      try ChannelChoice(ofClient: channel, name: "channel", environment: lab.environment)
    ]
    channels += try arguments.values("escalate").map {
      try ChannelChoice(ofClient: $0.text, name: "escalate", environment: lab.environment)
    }
    solve = try SolveQuestion(
      seed: try ToolSeed.value(arguments),
      channels: channels, cap: try arguments.integer("cap"),
      drawLimit: try arguments.integer("draw-limit") ?? VoteTool.usualDraws,
      temperature: try SolveQuestion.temperature(arguments), redFlags: policy.redFlags,
      target: try arguments.number("target") ?? 0.95)
    task = try Self.task(arguments, policy)
    let k = try arguments.integer("k")
    if k != nil, let other = ["steps", "target", "p"].first(where: { arguments.value($0) != nil }) {
      let owner = given["k"] == nil ? "k of the configuration" : "k"
      throw ToolError(
        "\(owner) and \(other) exclude each other: give k, or steps (with target and p) that k follows "
          + "from")
    }
    marginChoice = k != nil ? .given : arguments.value("p") == nil ? .channel : .givenSuccess
    var known = solve
    known.margin = try k ?? Self.leastMargin(solve, arguments)
    margin = try known.margin(steps: 1)
  }

  /// The question as a task of one step, known by what is asked.
  private static func task(
    _ arguments: Arguments, _ policy: PolicyParameters
  ) throws -> PromptTask {
    let prompt = Prompt(
      instructions: arguments.string("system") ?? "", step: try arguments.required("prompt").text)
    let expected = arguments.string("expected")
    let digest = StrongID(
      of: [prompt.instructions, prompt.step].map { "\($0.utf8.count):\($0)\n" }.joined())
    let line = try PromptLine.asked(
      id: "step", prompt: prompt, policy: policy.replies, expected: expected, name: "expected")
    return PromptTask([line], digest: digest.description)
  }

  /// The margin that steps and target need.
  private static func leastMargin(_ solve: SolveQuestion, _ arguments: Arguments) throws -> Int {
    guard let steps = try arguments.integer("steps") else {
      throw ToolError(
        "k is required, best k_recommended of maker_calibrate; or steps (and target), which k follows "
          + "from as if votes were independent")
    }
    let margin: Int
    if let p = try arguments.number("p") {
      margin = try MinimumMargin(
        stepSuccess: Probability(p), steps: steps,
        target: Probability(solve.target, name: "target")
      ).margin
    } else {
      guard solve.channels[0].simulated?.stepSuccess != nil else {
        throw ToolError(
          "nobody knows p of \(solve.channels[0].shown), which k would follow from: give k = "
            + "k_recommended of maker_calibrate; with p votes are taken to be independent")
      }
      margin = try solve.minimumMargin(steps: steps)
    }
    guard margin <= VoteTool.mostDraws else {
      throw ToolError(
        "k would have to be \(margin) for this p and target; allowed are up to \(VoteTool.mostDraws)"
      )
    }
    return margin
  }
}
