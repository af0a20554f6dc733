import MAKERCore
import NoisyChannels
import Storage
import TextFormats

/// `makerlab revote`: recorded draws under another margin, rule, cap or parser.
enum RevoteCommand: LabCommand {
  static let description = CommandDescription(
    "revote",
    abstract: "vote again on recorded draws, at no cost and without a provider",
    discussion: """
      Every recorded step is decided where it stood, by the same orchestrator over the recording as its \
      channel, once a margin.  A step that would need more draws than are recorded has run out: that is \
      no verdict.  Tasks recorded from their start are followed too; one in which another answer wins \
      than when it was recorded has left the recording, for the next step was never asked.

      A recording that cannot be read is said and left out, unless it is the one that --recording names.

      Without --k the recordings of the store are listed.
      """,
    operands: [
      OperandDescription(
        "store", help: "a store, or a folder of results; default Results/solves", arity: .optional)
    ],
    options: [
      .value(
        "recording", "id", help: "first digits of the id of one recording", default: "all of them")
    ] + RevoteQuestion.options + [
      .value(
        "task",
        SolveTask.Name.allCases.map(\.rawValue).joined(separator: "|") + "|jsonl:FILE",
        help: "the task that was recorded, where its name does not say it all")
    ] + SolveTask.options.map(\.option) + [.format],
    examples: [
      .init("makerlab revote Results/solves", "which recordings there are"),
      .init("makerlab revote Results/solves --k 1,2,3", "what other margins would have given"),
      .init(
        "makerlab revote Results/solves --k 3 --reading repairing --cap 9",
        "the same replies read by another parser, with a cap"),
    ])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let question = try RevoteQuestion(arguments)
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    let source = try RecordingSource(arguments.operand("store") ?? "Results/solves")
    defer { source.store.close() }
    let recordings = try source.recordings(
      arguments.string("recording"), leftOut: { context.note($0.description) })
    guard !question.margins.isEmpty else {
      write(try RecordingTable(recordings, in: source.store), as: format, in: context)
      return .done
    }
    var table = RevoteTable()
    var leftOut: [LabError] = []
    for recording in recordings {
      let task: RecordedTask
      do { task = try RecordedTask(of: recording, arguments) } catch let problem as LabError {
        guard arguments.value("recording") == nil else { throw problem }
        leftOut.append(problem)
        continue
      }
      let replies = try source.replies(of: recording)
      let temperature = try question.temperature(of: replies, name: recording.name)
      let outcome = task.vote(replies, temperature, question.margins.map(question.policy))
      for (margin, counts) in zip(question.margins, outcome.counts) {
        table.append(.init(recording: recording, margin: margin, counts: counts))
      }
      if outcome.unknown > 0 {
        context.note(
          "recording \(recording.name): \(outcome.unknown) recorded prompts follow from no recorded "
            + "reply and are left out")
      }
      if replies.repeated > 0 {
        context.note(
          "recording \(recording.name): \(replies.repeated) draws were asked for anew under other limits "
            + "and are left out")
      }
    }
    if table.rows.isEmpty, let problem = leftOut.first { throw problem }
    for problem in leftOut { context.note("left out: \(problem)") }
    switch format {
    case .table: context.write(table.text.trimmedEnd)
    case .json: context.write(JSONText.pretty(.array(table.objects)).trimmedEnd)
    case .csv:
      context.write(
        CSVTable(comments: [], columns: table.names, rows: table.texts).text.trimmedEnd)
    }
    return .done
  }

  private static func write(
    _ table: RecordingTable, as format: OutputFormat, in context: LabContext
  ) {
    switch format {
    case .table: context.write(table.text.trimmedEnd)
    case .json: context.write(JSONText.pretty(.array(table.objects)).trimmedEnd)
    case .csv:
      context.write(
        CSVTable(comments: [], columns: RecordingTable.names, rows: table.rows).text.trimmedEnd)
    }
  }
}
