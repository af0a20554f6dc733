import Analysis
import MAKERCore
import Storage
import TextFormats

/// `makerlab calibrate --task --channel`: labelled draws that are made, not read.
extension CalibrateCommand {
  /// Options that only that question has, beside those of its task.
  static let stepOptions: [OptionDescription] =
    [
      .value(
        "channel", "spec", help: "the model that is asked, as for solve; goes with --task",
        domain: ChannelChoice.domain),
      .value(
        "temperature", "number",
        help: "temperature of every draw, {range}; a simulated model does not heed it",
        default: "0.1", domain: .number(.from(0, to: 2))),
      SolveQuestion.options["token-limit"].with(
        help: "longer replies are flagged", default: "750"),
      SolveQuestion.options["reading"],
      .flag("legality", help: "flag illegal actions too, which a voter would not know"),
      .value(
        "at-once", "draws", help: "draws under way at the same time", default: "16",
        domain: .integer(1...1024)),
      .value(
        "save", "file", help: "write a profile of the channel, which --channel takes as a model"),
      .value(
        "draws", "file",
        help: "write the counts of every step as CSV, which calibrate and predict read"),
    ] + StepAsking.options

  /// Calibrates a channel and says what came of it.
  static func channel(
    _ arguments: Arguments, _ format: OutputFormat, in context: LabContext
  ) async throws -> ExitCode {
    let seed = try arguments.integer("seed") ?? 1
    let text = try arguments.required("channel").text
    let repeats = try arguments.integer("repeats") ?? 3
    let tokenLimit = try arguments.integer("token-limit") ?? 750
    let temperature = try arguments.number("temperature") ?? 0.1
    let choice = try ChannelChoice(text, source: "--channel", environment: context.environment)
    try choice.check(.constant(temperature), source: "--channel")
    let question = CalibrationQuestion(
      choice: choice, repeats: repeats, temperature: temperature,
      redFlags: RedFlagPolicy(
        tokenLimit: tokenLimit,
        reading: try arguments.choice("reading", as: ReplyReading.self) ?? .flagging,
        checksLegality: arguments.flag("legality")),
      seed: seed, limit: try arguments.integer("at-once") ?? 16,
      model: try arguments.choice("model", as: CalibrationModel.self) ?? .beta,
      level: try level(arguments), target: try arguments.number("target") ?? 0.95,
      taskSteps: try arguments.integer("task-steps"))
    let calibration = StepCalibration(
      question: question, asking: try StepAsking([choice], seed: seed, arguments, context),
      context: context)
    let count = try arguments.integer("steps")
    let path = arguments.string("save")
    if path?.isEmpty == true { throw LabError("--save: the name of a file is empty") }
    let drawsPath = arguments.string("draws")
    if drawsPath?.isEmpty == true { throw LabError("--draws: the name of a file is empty") }
    let task = try SolveTask(arguments, seed: seed, among: SolveTask.stepSetNames)
    guard let found = try await task.visitSteps(calibration, count: count, seed: seed) else {
      return .done
    }
    switch format {
    case .table: context.write(found.text)
    case .json: context.write(JSONText.pretty(.object(found.fields)).trimmedEnd)
    case .csv: context.write(JSONText.csv(found.fields))
    }
    if !found.isWhole {
      for (option, value) in [("save", path), ("draws", drawsPath)] where value != nil {
        context.note("--\(option): nothing is written, for not all draws came")
      }
    }
    if let drawsPath, found.isWhole {
      _ = try writeAtomically(Array(found.drawsTable.text.utf8), to: drawsPath)
    }
    if let path, found.isWhole {
      let profile = try ChannelProfile(found, date: ChannelProfile.today())
      _ = try writeAtomically(Array(profile.text.utf8), to: path)
      context.note("profile written to \(path)")
    }
    if found.isInterrupted { context.note(interruptedNote) }
    return found.exitCode
  }
}
