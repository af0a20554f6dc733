import ExperimentDesign
import MAKERCore
import Simulation
import Storage
import TextFormats

extension ReplayCommand {
  /// Shows prompt and replies of one step of an agent point.
  static func show(
    _ planned: PlannedPoint, seed: Int, trial: Int, step: Int, _ format: OutputFormat,
    in context: LabContext
  ) throws {
    guard planned.point.fidelity == .agent else {
      throw LabError("--text: only points of fidelity agent have text")
    }
    guard
      let said = try Samplers.transcript(of: planned, seed: seed, trial: trial, step: step)
    else { throw LabError("trial \(trial) stopped undecided before step \(step)") }
    switch format {
    case .table: context.write(text(said))
    case .csv: throw LabError("--text: replies do not fit a CSV table; give --format json")
    case .json:
      let draws = said.draws.map { draw in
        var fields: [(String, JSONValue)] = [
          ("temperature", .number(draw.temperature)),
          ("tokens", .int(draw.reply.usage.outputTokens)),
          ("finish", .string(draw.reply.finish.rawValue)),
          ("text", .string(String(decoding: draw.reply.text, as: UTF8.self))),
        ]
        switch draw.reading {
        case .success(let vote): fields.append(("vote", .string(vote)))
        case .failure(let flag): fields.append(("flag", .string(flag.rawValue)))
        }
        return JSONValue.object(fields)
      }
      let object = JSONValue.object([
        ("step", .int(said.step)), ("instructions", .string(said.prompt.instructions)),
        ("prompt", .string(said.prompt.step)), ("draws", .array(draws)),
        ("winner", .string(said.winner)),
      ])
      context.write(JSONText.pretty(object).trimmedEnd)
    }
  }

  private static func text(_ said: StepTranscript) -> String {
    var parts = [
      "step \(said.step)", said.prompt.instructions.onLines, said.prompt.step.onLines,
    ]
    for (index, draw) in said.draws.enumerated() {
      let tokens = draw.reply.usage.outputTokens.map { "\($0) tokens" } ?? "unknown length"
      let end =
        switch draw.reading {
        case .success(let vote): "votes for \(vote)"
        case .failure(let flag): "flagged: \(flag.rawValue)"
        }
      parts.append(
        """
        draw \(index), temperature \(NumberFormat.shortest(draw.temperature)), \(tokens)
        \(String(decoding: draw.reply.text, as: UTF8.self).onLines)
        \(end)
        """)
    }
    parts.append(said.winner.map { "voted: \($0)" } ?? "undecided")
    return parts.joined(separator: "\n\n")
  }
}
