import ExperimentDesign
import MAKERCore
import Simulation
import TextFormats

/// The rows of `makerlab revote`: one a recording and margin.
struct RevoteTable {
  /// One row.
  struct Row {
    let recording: RecordingSource.Recording
    let margin: Int
    let counts: RevoteCounts
  }

  private(set) var rows: [Row] = []

  mutating func append(_ row: Row) { rows.append(row) }

  /// Columns and what they hold.
  private static let columns: [(name: String, value: @Sendable (Row) -> JSONValue)] = [
    ("recording", { .string($0.recording.name) }),
    ("task", { .string($0.recording.definition.task) }),
    ("channel", { .string($0.recording.definition.channel) }),
    ("k", { .int($0.margin) }),
    ("steps", { .int($0.counts.steps) }),
    ("decided", { .int($0.counts.decided) }),
    ("right", { .int($0.counts.right) }),
    ("wrong", { .int($0.counts.wrong) }),
    ("undecided", { .int($0.counts.undecided) }),
    ("ran_out", { .int($0.counts.ranOut) }),
    ("votes_per_step", { .number($0.counts.votesPerStep) }),
    ("draws", { .int($0.counts.draws) }),
    ("flags", { .int($0.counts.flags.total) }),
    ("tasks", { .int($0.counts.tasks) }),
    ("solved", { .int($0.counts.solved) }),
    ("ended_wrong", { .int($0.counts.finished - $0.counts.solved) }),
    ("tasks_undecided", { .int($0.counts.tasksUndecided) }),
    ("tasks_ran_out", { .int($0.counts.tasksRanOut) }),
    ("tasks_left", { .int($0.counts.tasksLeft) }),
  ]

  /// Names of the columns.
  var names: [String] { Self.columns.map(\.name) }

  /// The rows as JSON objects.
  var objects: [JSONValue] {
    rows.map { row in .object(Self.columns.map { ($0.name, $0.value(row)) }) }
  }

  /// The rows as texts; a number that does not exist is empty.
  var texts: [[String]] {
    rows.map { row in
      Self.columns.map { column in
        switch column.value(row) {
        case .string(let text): text
        case .int(let number): "\(number)"
        case .number(let number): NumberFormat.shortest(number)
        default: ""
        }
      }
    }
  }

  /// The table for people: no columns that are the same for all rows and said elsewhere.
  var text: String {
    let hidden: Set<String> = ["task", "channel", "draws"]
    let shown = Self.columns.indices.filter { !hidden.contains(Self.columns[$0].name) }
    var table = TextTable(
      shown.map { index in
        index == 0 ? .text(Self.columns[index].name) : .number(Self.columns[index].name)
      })
    for (row, texts) in zip(rows, texts) {
      table.append(
        shown.map { index in
          Self.columns[index].name == "votes_per_step"
            ? row.counts.votesPerStep.map { NumberFormat.significant($0, 5) } ?? "-" : texts[index]
        })
    }
    return table.text
  }
}
