import MAKERCore
import Storage
import Tasks
import TextFormats

/// `makerlab solve`: a whole task, step by step, through the orchestrator.
enum SolveCommand: LabCommand {
  static let description = CommandDescription(
    "solve",
    abstract: "solve a task step by step by voting on the replies of a channel",
    discussion: """
      Each step is a prompt with the strategy, the previous move and the current state; the first \
      answer whose lead over every other is k wins, and its next state is what the next step gets. \
      Decided steps are journaled: a run that was interrupted or killed goes on from the last one \
      when the same command is given again.

      A channel is simulated:key=value,... or a JSON file with the same keys: \
      \(ChannelSpec.keys.map { "\($0.name) (\($0.meaning))" }.joined(separator: "; ")).

      Or it is a real model, provider:model,key=value,... with openai, anthropic, ollama or lmstudio: \
      see notebooks-md/providers.md. Every reply is kept in the store before it is counted, so a run \
      that goes on, or one with another k, pays only for draws that are missing.
      """,
    options: [
      .value(
        "task", SolveTask.Name.allCases.map(\.rawValue).joined(separator: "|"),
        help: "what to solve", isRequired: true)
    ] + SolveTask.options.map(\.option) + [
      .value("channel", "spec", help: "the model that answers, see above", isRequired: true)
    ] + SolveQuestion.options + [
      SolveQuestion.patternOption,
      .value(
        "out", "folder", help: "where the journal, the report and the steps are",
        default: "Results/solves"),
    ] + SpendingOptions.options + SolveEvents.options + [.format],
    examples: [
      .init(
        "makerlab solve --task hanoi --disks 10 --channel simulated:p=0.95,v=0.97",
        "1,023 steps with k_min for p"),
      .init(
        "makerlab solve --task hanoi --disks 20 --channel simulated:p=0.9978,v=0.968 --k 3",
        "the paper's million steps"),
      .init(
        "makerlab solve --task hanoi --disks 5 --channel simulated:p=0.9,latency=exp:20ms,clock=real",
        "in real time, the draws of a step side by side"),
      .init(
        "makerlab solve --task hanoi --disks 5 --pattern ladder:tiers=small+large "
          + "--channel simulated:p=0.9 --escalate simulated:p=0.99",
        "undecided steps go to a better model"),
      .init(
        "makerlab solve --task multiplication --factors 12345x678 --channel simulated:p=0.97",
        "one product of two digits a step"),
      .init(
        "makerlab solve --task hanoi --disks 5 --channel openai:gpt-4.1-mini --k 3 --max-cost 0.50",
        "a real model, for at most half a dollar"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let question = try SolveQuestion(arguments, environment: context.environment)
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    let folder = try LabFolder(arguments.string("out") ?? "Results/solves")
    let task = try SolveTask(arguments, seed: question.seed)
    if case .prompts = task { throw questionsRefusal }
    // Whatever can be refused is refused before a file is made.
    let margin = try question.margin(steps: task.work.steps)
    let spending = try SpendingOptions(arguments, environment: context.environment)
    let endpoints = question.channels.flatMap(\.endpoints)
    if !endpoints.isEmpty {
      let prices = try AskingRun.prices(endpoints, spending)
      if spending.isDryRun {
        context.write(
          try spending.text(
            question.projection(
              of: task.work, margin: margin, spending: spending, prices: prices),
            prices: prices))
        return .done
      }
    } else {
      try SpendingOptions.refuse(arguments)
    }
    let request = try SolveEvents.Request(
      arguments, environment: context.environment, folder: folder, task: task.work.name)
    let store = try folder.openStore()
    defer { store.close() }
    func solve<Checker: StepChecker, Renderer: ReplyRenderer>(
      _ task: Checker.Work, _ checker: Checker, _ renderer: Renderer,
      output: @escaping (Checker.Work.State) -> String
    ) async throws -> SolveResult {
      try await SolveRun(
        task: task, checker: checker, renderer: renderer, question: question, margin: margin,
        folder: folder, store: store, context: context, spending: spending,
        openEvents: request.open,
        output: output
      ).run()
    }
    let result: SolveResult =
      switch task {
      case .hanoi(let task):
        try await solve(task, HanoiChecker(task), HanoiRenderer(task), output: task.text)
      case .roles(let task):
        try await solve(task, MicroHanoiChecker(task), MicroHanoiRenderer(task), output: task.text)
      case .multiplication(let task):
        try await solve(
          task, MultiplicationChecker(task), MultiplicationRenderer(task), output: task.equation)
      case .sorting(let task):
        try await solve(
          task, InsertionChecker(task), InsertionRenderer(task), output: { "\($0[0])" })
      case .chain(let task):
        try await solve(task, ChainChecker(task), ChainRenderer(task), output: { "\($0[0][1])" })
      case .prompts: throw questionsRefusal
      }
    switch format {
    case .table: context.write(result.text)
    case .json: context.write(JSONText.pretty(.object(result.fields)).trimmedEnd)
    case .csv: context.write(JSONText.csv(result.fields))
    }
    return result.verdict.exitCode
  }

  private static let questionsRefusal = LabError(
    "--task jsonl: the lines of a file do not build on one another; makerlab vote votes on each")
}
