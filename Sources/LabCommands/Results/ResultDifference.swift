import Foundation
import Statistics
import Storage
import TextFormats

/// One place at which two results differ, or one estimate of both.
struct ResultDifference {
  var file: String
  /// Row and column, or setting and estimate.
  var place: String
  var what: String
  /// Difference in standard errors; nil where values must be equal.
  var z: Double?
  /// Whether it is a difference, not merely a comparison.
  var differs = true

  /// Compares files that must be equal: numbers with a point to 1e-9, everything else exactly.
  static func exact(_ file: String, _ a: CSVTable, _ b: CSVTable) -> [ResultDifference] {
    guard a.columns == b.columns else {
      return [ResultDifference(file: file, place: "columns", what: "differ")]
    }
    guard a.rows.count == b.rows.count else {
      return [
        ResultDifference(
          file: file, place: "rows", what: "\(a.rows.count) against \(b.rows.count)")
      ]
    }
    var found: [ResultDifference] = []
    for (row, (left, right)) in zip(a.rows, b.rows).enumerated() {
      for (column, (x, y)) in zip(left, right).enumerated() where !agree(x, y) {
        found.append(
          ResultDifference(
            file: file, place: "row \(row + 1), \(a.columns[column])", what: "\(x) against \(y)"))
      }
    }
    return found
  }

  private static func agree(_ x: String, _ y: String) -> Bool {
    if x == y { return true }
    // Counts have neither point nor exponent and must be equal.
    guard (x + y).contains(where: { ".e".contains($0) }), let a = Double(x), let b = Double(y)
    else { return false }
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b))
  }

  /// Compares estimates of the same settings from different draws.
  static func statistical(
    _ file: String, _ a: CSVTable, _ b: CSVTable
  ) throws -> [ResultDifference] {
    let (left, right) = (try rows(a, file), try rows(b, file))
    var found: [ResultDifference] = []
    for (setting, x) in left.sorted(by: { $0.key < $1.key }) {
      guard let y = right[setting] else {
        continue
      }
      for (name, estimate) in [("failure", share), ("votes per step", votes)] {
        guard let (p, errorP) = estimate(x), let (q, errorQ) = estimate(y) else { continue }
        let error = (errorP * errorP + errorQ * errorQ).squareRoot()
        let z = p == q ? 0 : error > 0 ? (p - q) / error : .infinity
        found.append(
          ResultDifference(
            file: file, place: "\(setting) \(name)",
            what: "\(NumberFormat.significant(p, 8)) against \(NumberFormat.significant(q, 8))",
            z: z, differs: false))
      }
    }
    for (side, own, other) in [("A", left, right), ("B", right, left)] {
      let alone = own.keys.filter { other[$0] == nil }.sorted()
      guard let first = alone.first else { continue }
      let more = alone.count == 1 ? "" : " and \(alone.count - 1) more"
      found.append(
        ResultDifference(file: file, place: first + more, what: "only in \(side)"))
    }
    return found
  }

  private static func rows(
    _ table: CSVTable, _ file: String
  ) throws -> [String: [String: String]] {
    var rows: [String: [String: String]] = [:]
    let keys = [
      "fidelity", "role", "unit", "p", "shares", "v", "target", "steps", "k_choice", "k", "cap",
    ]
    for row in table.rows {
      let fields = Dictionary(uniqueKeysWithValues: zip(table.columns, row))
      // Only where it is a factor.
      let latency = fields["latency_ms"].flatMap { $0.isEmpty ? nil : "latency_ms=\($0)" }
      let setting = try keys.compactMap { key -> String? in
        guard let value = fields[key] else {
          throw LabError("\(file): no column \(key); is it a table of points?")
        }
        return value.isEmpty ? nil : "\(key)=\(value)"
      }
      let tilted = fields["tilted"] == "true" ? "tilted" : nil
      rows[(setting + [latency, tilted].compactMap(\.self)).joined(separator: " ")] = fields
    }
    return rows
  }

  /// Share of failed trials and its standard error, one failure and success added to each side so
  /// that zero errors have an error too.
  private static func share(_ fields: [String: String]) -> (Double, Double)? {
    if fields["tilted"] == "true" { return weighed(fields) }
    guard let trials = count(fields, "trials"), trials > 0,
      let wrong = count(fields, "trials_wrong"), let undecided = count(fields, "trials_undecided")
    else { return nil }
    // The estimate that fits the stop rule; the plain share is biased after some.
    let plain = (wrong + undecided) / trials
    let rate =
      fields["estimator"] == "binomial" ? plain : fields["failure"].flatMap(Double.init) ?? plain
    let smooth = (wrong + undecided + 1) / (trials + 2)
    return (rate, (smooth * (1 - smooth) / trials).squareRoot())
  }

  /// Mean weight of tilted races and its standard error, one race with the weight of the bound and one
  /// without weight added to the error, so that equal weights have one too.
  private static func weighed(_ fields: [String: String]) -> (Double, Double)? {
    guard let races = count(fields, "races"), races > 0, let sum = count(fields, "weights"),
      let squares = count(fields, "weights_squared"),
      let bound = fields["weight_bound"].flatMap(Double.init)
    else { return nil }
    let steps = 0x1p30
    let mean = (sum / steps + 1) / (races + 2)
    let variance = (squares / steps + 1) / (races + 2) - mean * mean
    return (bound * sum / steps / races, bound * (max(0, variance) / races).squareRoot())
  }

  private static func votes(_ fields: [String: String]) -> (Double, Double)? {
    guard let races = fields["races"].flatMap(Int.init), races > 1,
      let votes = fields["votes"].flatMap(Int.init),
      let squared = fields["votes_squared"].flatMap(Int.init)
    else { return nil }
    let mean = MeanEstimate(sum: votes, sumOfSquares: squared, count: races)
    return mean.standardError.map { (mean.mean, $0) }
  }

  private static func count(_ fields: [String: String], _ name: String) -> Double? {
    fields[name].flatMap(Int.init).map(Double.init)
  }

  /// Marks the estimates whose z is beyond the family-wise threshold.
  static func judged(_ found: [ResultDifference]) -> [ResultDifference] {
    let compared = found.count { $0.z != nil }
    let rate = FamilyWiseError.bonferroniRate(comparisons: max(1, compared), rate: 0.01)
    return found.map { difference in
      guard let z = difference.z else { return difference }
      var judged = difference
      judged.differs = 2 * SpecialFunctions.normalUpper(abs(z)) < rate
      return judged
    }
  }

  static func text(_ differences: [ResultDifference], _ format: OutputFormat) -> String {
    let rows = differences.map { difference in
      [
        difference.file, difference.place, difference.what,
        difference.z.map { NumberFormat.significant($0, 4) } ?? "",
        difference.differs ? "differs" : "agrees",
      ]
    }
    let names = ["file", "place", "values", "z", "verdict"]
    switch format {
    case .csv: return CSVTable(comments: [], columns: names, rows: rows).text.trimmedEnd
    case .json:
      let objects = zip(differences, rows).map { difference, row in
        JSONValue.object(
          zip(names, row).map { name, field in
            (name, name == "z" ? .number(difference.z) : .string(field))
          })
      }
      return JSONText.pretty(.array(objects)).trimmedEnd
    case .table:
      var table = TextTable(names.map { $0 == "z" ? .number($0) : .text($0) })
      rows.forEach { table.append($0) }
      return table.text.trimmedEnd
    }
  }
}
