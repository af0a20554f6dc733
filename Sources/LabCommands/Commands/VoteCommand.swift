import Storage
import Tasks
import TextFormats

/// `makerlab vote`: independent steps, each voted on by itself.
enum VoteCommand: LabCommand {
  static let description = CommandDescription(
    "vote",
    abstract: "vote on independent steps: your own questions, or random steps of a task",
    discussion: """
      A file of questions has a JSON object a line: id and prompt, and where wanted system (a system \
      prompt), expected (the right answer) and compare (\(AnswerComparison.allowed); whitespace unless \
      given). Replies are compared as it says; what does not fit is flagged and drawn again. Each question \
      is voted on until an answer leads by k; where the right one is not known, nobody says whether the \
      winner is.

      The steps of other tasks are random ones in their true states.

      The exit code is 1 where a step is undecided or known to be wrong. Channels are those of solve.
      """,
    options: SolveTask.stepSetOptions + [
      .value(
        "steps", "count", help: "steps", default: "100; all questions of a file",
        domain: .integer(1...SolveTask.mostSteps)),
      .value(
        "channel", "spec", help: "the model that answers, as for solve", isRequired: true,
        domain: ChannelChoice.domain),
    ] + SolveQuestion.options + [
      .value(
        "at-once", "steps", help: "steps under way at the same time", default: "16",
        domain: .integer(1...1024)),
      .value("out", "file", help: "write the results as JSON to a file too"),
    ] + StepAsking.options + [
      .format
    ],
    examples: [
      .init(
        "makerlab vote --task jsonl:questions.jsonl --channel simulated:p=0.9 --k 3",
        "your own questions, to a simulated model"),
      .init(
        "makerlab vote --task hanoi --disks 10 --steps 50 --channel simulated:p=0.9 --k 2 --cap 9",
        "50 random steps of a tower"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    guard arguments.value("task") != nil else {
      throw UsageError.missingOption("task", placeholder: "name|jsonl:FILE")
    }
    let question = try SolveQuestion(arguments, environment: context.environment)
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    let run = VoteRun(
      question: question,
      asking: try StepAsking(question.channels, seed: question.seed, arguments, context),
      limit: try arguments.integer("at-once") ?? 16,
      context: context)
    let count = try arguments.integer("steps")
    let path = arguments.string("out")
    if path?.isEmpty == true { throw LabError("--out: the name of a file is empty") }
    let task = try SolveTask(arguments, seed: question.seed, among: SolveTask.stepSetNames)
    guard let result = try await task.visitSteps(run, count: count, seed: question.seed) else {
      return .done
    }
    switch format {
    case .table: context.write(result.text)
    case .json: context.write(result.json.trimmedEnd)
    case .csv: context.write(JSONText.csv(rows: result.rows.map(\.fields)))
    }
    if let path { _ = try writeAtomically(Array(result.json.utf8), to: path) }
    if result.isInterrupted { context.note(interruptedNote) }
    return result.exitCode
  }
}
