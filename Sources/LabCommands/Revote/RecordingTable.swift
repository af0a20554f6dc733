import ExperimentDesign
import Storage
import TextFormats

/// The recordings of a store, one a row.
struct RecordingTable {
  /// Names of the columns.
  static let names = ["recording", "task", "channel", "seed", "steps", "draws", "models"]

  /// - Shape: `rows[row][column]`, a cell for each name.
  let rows: [[String]]

  init(_ recordings: [RecordingSource.Recording], in store: LabStore) throws {
    rows = try recordings.map { recording in
      let definition = recording.definition
      let models = try store.models(of: recording.stored.id).map { replies in
        "\(replies.model ?? "unnamed") \(replies.replies)"
      }
      return [
        recording.name, definition.task, definition.channel, "\(definition.seed)",
        "\(recording.stored.steps)", "\(recording.stored.draws)", models.joined(separator: ", "),
      ]
    }
  }

  /// The table for people.
  var text: String {
    var table = TextTable(
      Self.names.map { ["seed", "steps", "draws"].contains($0) ? .number($0) : .text($0) })
    rows.forEach { table.append($0) }
    return table.text
  }

  /// The rows as JSON objects.
  var objects: [JSONValue] {
    rows.map { row in
      .object(
        zip(Self.names, row).map { name, text in
          (name, Int(text).map { .int($0) } ?? .string(text))
        })
    }
  }
}
