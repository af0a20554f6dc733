import Analysis
import TextFormats

extension CalibrateTool {
  /// Hard prompts that are listed; count.
  static let mostHardSteps = 100
  /// Letters of a model's answer that are shown; count.
  private static let mostLetters = 200

  /// What a calibration found, by the names of the table.
  ///
  /// - Parameter found: The calibration.
  /// - Returns: What the command says as JSON, long lists and texts cut, then what the tool says beside it.
  static func fields(_ found: ChannelCalibration) -> [(String, JSONValue)] {
    let choice = found.question.choice
    func told(_ text: String) -> JSONValue { .string([choice].hidingAddresses(in: text)) }
    var fields = found.fields.map { name, value -> (String, JSONValue) in
      switch name {
      case "hard_steps":
        (name, .array((value.elements ?? []).prefix(mostHardSteps).map(shortened)))
      case "channel": (name, .string(choice.shown))
      case "failure": (name, value.string.map(told) ?? .null)
      default: (name, value)
      }
    }
    let perPrompt = found.drawn.map { step -> JSONValue in
      let counts = step.counts
      return .object([
        ("id", .string(step.name)), ("right", .int(counts.right)), ("wrong", .int(counts.wrong)),
        ("flagged", .int(counts.flagged)),
      ])
    }
    fields += [
      ("per_prompt", .array(perPrompt)),
      ("warnings", .array(found.warnings.map(told))),
    ]
    return fields
  }

  /// A hard prompt with the beginning of what the model said.
  private static func shortened(_ step: JSONValue) -> JSONValue {
    .object(
      (step.members ?? []).map { name, value in
        guard name == "wrong_answer", let text = value.string else { return (name, value) }
        return (name, .string(ChannelCalibration.cut(text, to: mostLetters)))
      })
  }
}
