import Economics
import Foundation
import Storage
import TextFormats

/// The overrides that were asked for, granted or refused, in a file to which lines are only added.
struct OverrideLog {
  /// The variable that names the file where no option does.
  static let variable = "MAKERLAB_OVERRIDES"
  private static let kind = "override"
  private static let columns = [
    "time", "by", "agent", "phase", "criticality", "zone", "automatic", "forced", "outcome",
    "reason",
  ]
  private let file: JSONLinesFile

  /// Names the log; nil where neither the option nor the variable does.
  init?(_ arguments: Arguments, environment: [String: String]) {
    let named = arguments.string("log") ?? environment[Self.variable]
    guard let path = named, !path.isEmpty else { return nil }
    file = JSONLinesFile(path: path)
  }

  /// Adds an override.
  ///
  /// - Parameters:
  ///   - override: What was forced, and why.
  ///   - answer: What came of it.
  ///   - policy: The policy, which also says what it would have done.
  ///   - name: Name of the policy.
  ///   - by: Who asked for it.
  /// - Throws: `StoreError`; then nothing is recorded, and the override must not count.
  func append(
    _ override: ManualOverride, _ answer: AllocationAnswer, policy: AllocationPolicy,
    name: String, by: String
  ) throws {
    var plain = answer.state
    plain.forced = nil
    let automatic = AllocationAnswer(policy, plain).word
    let state = answer.fields.filter { !["model", "reasons", "tier", "forced"].contains($0.0) }
    try file.append(
      .object(
        [
          ("time", .string(Manifest.now())), ("kind", .string(Self.kind)), ("by", .string(by)),
          ("policy", .string(name)),
        ] + state + [
          ("automatic", .string(automatic)), ("forced", .string(override.tier.rawValue)),
          ("reason", .string(override.reason)),
        ]))
  }

  /// Lists the overrides; complaints about lines that cannot be read are noted.
  func list(as format: OutputFormat, in context: LabContext) throws {
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw LabError("\(file.path): there is no such log of overrides")
    }
    let lines = try file.read()
    for complaint in lines.complaints { context.note("\(file.path): \(complaint)".onOneLine) }
    let records = lines.records.filter { $0.value["kind"]?.string == Self.kind }
    let others = lines.records.count - records.count
    if others > 0 {
      context.note(
        "\(file.path): \(NumberFormat.grouped(others)) other record\(others == 1 ? "" : "s")"
          .onOneLine)
    }
    let rows = records.map { record in
      Self.columns.map { ($0, JSONValue.string(record.value[$0]?.string)) }
    }
    switch format {
    case .table:
      var table = TextTable(Self.columns.map { .text($0) })
      for row in rows { table.append(row.map { $0.1.string ?? "-" }) }
      context.write(table.text.trimmedEnd)
    case .json: context.write(JSONText.pretty(.array(rows.map { .object($0) })).trimmedEnd)
    case .csv:
      context.write(
        rows.isEmpty ? Self.columns.joined(separator: ",") : JSONText.csv(rows: rows))
    }
  }
}
