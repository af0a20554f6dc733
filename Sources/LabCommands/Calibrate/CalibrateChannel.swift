import Analysis
import MAKERCore
import Storage
import TextFormats

/// `makerlab calibrate --task --channel`: labelled draws that are made, not read.
extension CalibrateCommand {
  /// Options that only that question has, beside those of its task.
  static let stepOptions: [OptionDescription] =
    [
      .value("channel", "spec", help: "the model that is asked, as for solve; goes with --task"),
      .value(
        "temperature", "number",
        help: "temperature of every draw, 0 to 2; a simulated model does not heed it",
        default: "0.1"),
      .value(
        "token-limit", "tokens", help: "longer replies are flagged, 2 to 10^9", default: "750"),
      .value(
        "reading", "flagging|repairing", help: "how malformed replies are read",
        default: "flagging"),
      .flag("legality", help: "flag illegal actions too, which a voter would not know"),
      .value(
        "at-once", "draws", help: "draws under way at the same time, 1 to 1024", default: "16"),
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
    let seed = try arguments.integer("seed", in: 0...Int.max) ?? 1
    let text = try arguments.required("channel").text
    let repeats = try arguments.value("repeats")?.integer(in: 1...1000) ?? 3
    let tokenLimit = try arguments.integer("token-limit", in: 2...1_000_000_000) ?? 750
    let temperature = try arguments.number("temperature", in: .from(0, to: 2)) ?? 0.1
    let choice = try ChannelChoice(text, source: "--channel", environment: context.environment)
    try choice.check(.constant(temperature), source: "--channel")
    let calibration = StepCalibration(
      choice: choice, asking: try StepAsking([choice], seed: seed, arguments, context),
      repeats: repeats, temperature: temperature,
      redFlags: RedFlagPolicy(
        tokenLimit: tokenLimit,
        reading: try arguments.choice("reading", as: ReplyReading.self) ?? .flagging,
        checksLegality: arguments.flag("legality")),
      seed: seed, limit: try arguments.integer("at-once", in: 1...1024) ?? 16,
      model: try arguments.choice("model", as: CalibrationModel.self) ?? .beta,
      level: try level(arguments),
      target: try arguments.number("target", in: .above(0, below: 1)) ?? 0.95,
      taskSteps: try arguments.integer("task-steps", in: 1...(1 << 62)), context: context)
    let count = try arguments.integer("steps", in: 1...SolveTask.mostSteps)
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
