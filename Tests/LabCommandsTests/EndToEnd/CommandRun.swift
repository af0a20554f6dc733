import Analysis
import Foundation
import LabCommands
import Testing

/// What a command that ran inside this process wrote, and how it ended.
struct CommandRun {
  let code: ExitCode
  /// Results, one text a call.
  let written: [String]
  /// Notes, one text a call.
  let notes: [String]

  /// All results, each text on its own line.
  var output: String { written.joined(separator: "\n") }

  /// Whether the command refused: exit code 2, one line of explanation, no result.
  var isRefusal: Bool {
    code == .usage && written.isEmpty && notes.count == 1
      && notes[0].hasPrefix("makerlab: ") && notes[0].count > 12
      && notes[0].allSatisfy { !$0.isNewline }
  }

  /// The result as a JSON object of simple fields.
  func object() throws -> [String: JSONField] {
    try JSONDecoder().decode([String: JSONField].self, from: Data(output.utf8))
  }
}

/// One field of a JSON object; numbers exactly as the text says.
enum JSONField: Decodable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([Double])
  case texts([String])
  case counts([String: Int])
  /// Anything that is not as simple, such as a list of objects.
  case other

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([Double].self) {
      self = .list(list)
    } else if let texts = try? container.decode([String].self) {
      self = .texts(texts)
    } else {
      self = (try? container.decode([String: Int].self)).map { .counts($0) } ?? .other
    }
  }
}

/// Runs one command inside this process, with an environment that has no gnuplot unless one is given.
func makerlab(
  _ words: [String], oracle: @escaping () -> any Oracle = { TheoryOracle() },
  environment: [String: String] = ["MAKERLAB_GNUPLOT": "/nonexistent/gnuplot"]
) async -> CommandRun {
  var written: [String] = []
  var notes: [String] = []
  let context = LabContext(
    write: { written.append($0) }, note: { notes.append($0) }, makeOracle: oracle,
    environment: environment, commandLine: "makerlab " + words.joined(separator: " "),
    showsProgress: false)
  let code = await Lab.run(words, in: context)
  return CommandRun(code: code, written: written, notes: notes)
}

func makerlab(_ words: String...) async -> CommandRun { await makerlab(words) }
