import Foundation
import Testing

/// A reference file of `Tests/References`: exact values computed with 60 digits.
struct ReferenceTable {
  let columns: [String]
  let rows: [[String]]

  init(_ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("../References/\(name)").standardized
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(whereSeparator: \.isNewline).map(String.init)
    columns = try #require(lines.first).split(separator: ",").map(String.init)
    rows = lines.dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  func text(_ row: [String], _ column: String) throws -> String {
    row[try #require(columns.firstIndex(of: column), "no column \(column)")]
  }

  func number(_ row: [String], _ column: String) throws -> Double {
    try #require(Double(text(row, column)))
  }

  func integer(_ row: [String], _ column: String) throws -> Int {
    try #require(Int(text(row, column)))
  }
}

/// Half a unit in the last printed digit and one unit of the double that must hold it.
func printedTolerance(_ text: String) -> Double {
  let mantissa = text.split(separator: "e", omittingEmptySubsequences: false)
  let parts = mantissa[0].split(separator: ".", omittingEmptySubsequences: false)
  let places = parts.count == 2 ? parts[1].count : 0
  let exponent = mantissa.count == 2 ? Int(mantissa[1]) ?? 0 : 0
  let half = 0.5 * pow(10, Double(exponent - places))
  return half + (Double(text) ?? 0).ulp
}
