import Economics
import Storage
import TextFormats

/// What `allocate --check` says of a policy that holds.
struct PolicyCheck {
  let rules: AllocationRules
  let name: String

  /// Writes how many states were decided on, and what holds in all of them.
  func write(as format: OutputFormat, in context: LabContext) {
    let rows: [[(String, JSONValue)]] = rules.invariants.indices.map { index in
      [
        ("policy", .string(name)), ("invariant", .string(rules.invariants[index].name)),
        ("states", .int(covered(index))), ("all_states", .int(rules.states.count)),
        ("broken", .int(0)),
      ]
    }
    switch format {
    case .table:
      var table = TextTable([.text("invariant"), .number("states it is about"), .number("broken")])
      for row in rows {
        table.append([
          row[1].1.string ?? "", NumberFormat.grouped(row[2].1.integer ?? 0), "0",
        ])
      }
      context.write(
        "\(name.onOneLine) holds: \(rules.agents.count) agents, "
          + "\(NumberFormat.grouped(rules.states.count)) states, each decided on\n"
          + table.text.trimmedEnd)
    case .json: context.write(JSONText.pretty(.array(rows.map { .object($0) })).trimmedEnd)
    case .csv: context.write(JSONText.csv(rows: rows))
    }
  }

  private func covered(_ index: Int) -> Int {
    rules.states.count { rules.covers($0, invariant: index) }
  }
}
