import Economics
import Storage
import TextFormats

/// A token log as a table.
struct TokenLogText {
  let contents: TokenLog.Contents

  /// For a person.
  var text: String {
    guard !contents.lines.isEmpty else { return "nothing is logged" }
    var table = TextTable([
      .number("line"), .text("time"), .text("item"), .text("phase"), .text("model"),
      .number("tokens"), .number("of them out"), .number("cost"), .text("from"),
    ])
    for line in contents.lines {
      let entry = line.entry
      table.append([
        "\(line.number)", entry.time.toTheMinute, entry.item, entry.phase, entry.model,
        NumberFormat.grouped(entry.tokens),
        entry.outputTokens.map { NumberFormat.grouped($0) } ?? "unknown",
        entry.cost.map { "\($0)" } ?? "unknown", entry.source == .manual ? "manual" : "run",
      ])
    }
    return table.text.trimmedEnd
  }

  /// For programs: a row an entry.
  var fields: [[(String, JSONValue)]] {
    contents.lines.map { line in
      let entry = line.entry
      return [
        ("line", .int(line.number)), ("time", .string("\(entry.time)")),
        ("item", .string(entry.item)), ("phase", .string(entry.phase)),
        ("model", .string(entry.model)), ("tokens", .int(entry.tokens)),
        ("output_tokens", .int(entry.outputTokens)), ("dollars", entry.cost?.json ?? .null),
        ("from", .string(entry.source == .manual ? "manual" : "run")),
      ]
    }
  }
}
