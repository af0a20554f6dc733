import Foundation
import Storage
import Testing

/// Reference files of `Tests/References`, row by row.
enum References {
  static func rows(_ name: String) throws -> [[String: String]] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let file = folder.appending(path: "../../References/\(name)").standardized
    let table = try CSVTable(contentsOf: file.path)
    return table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.columns, $0)) }
  }
}

/// A table that a command printed or wrote, read back.
struct ParsedTable {
  let columns: [String]
  let rows: [[String]]

  init(_ text: String) throws {
    let table = try CSVTable(parsing: text)
    (columns, rows) = (table.columns, table.rows)
  }

  /// Fields of a column.
  func column(_ name: String) throws -> [String] {
    let index = try #require(columns.firstIndex(of: name), "no column \(name)")
    return rows.map { $0[index] }
  }

  /// Counts of a column.
  func counts(_ name: String) throws -> [Int] {
    try column(name).map { try #require(Int($0)) }
  }
}
