import Foundation
import Storage

/// `makerlab compare`: which results of two folders or files differ.
enum CompareCommand: LabCommand {
  static let description = CommandDescription(
    "compare",
    abstract: "which estimates of two results differ, with z",
    discussion: """
      Files of the same experiment, seed and epoch must be equal: counts bit for bit, derived \
      values to 1e-9.  Files of different seeds are compared estimate by estimate, each difference \
      in its standard errors, at a false-alarm rate of 1 % over all of them.  Exit code 1 on any \
      difference.
      """,
    operands: [
      OperandDescription("A", help: "folder of results, or one CSV file"),
      OperandDescription("B", help: "the other"),
    ],
    options: [
      .flag("all", help: "print every estimate, not only those that differ"),
      .format,
    ],
    examples: [.init("makerlab compare Results /tmp/again", "is this run the committed one?")])

  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode {
    let left = try ResultFileList(arguments.operand("A") ?? "")
    let right = try ResultFileList(arguments.operand("B") ?? "")
    let names = left.names.filter(right.names.contains)
    guard !names.isEmpty else {
      throw LabError("\(left.path) and \(right.path) have no CSV file in common")
    }
    var found: [ResultDifference] = []
    for name in names {
      let (a, b) = (try left.table(name), try right.table(name))
      if a.comments == b.comments {
        found += ResultDifference.exact(name, a, b)
      } else if !ResultFileList.isDerived(name) {
        found += try ResultDifference.statistical(name, a, b)
      }
    }
    for (side, list, other) in [("A", left, right), ("B", right, left)] {
      for name in list.names where !other.names.contains(name) {
        found.append(ResultDifference(file: name, place: "", what: "only in \(side)"))
      }
    }
    let judged = ResultDifference.judged(found)
    let shown = arguments.flag("all") ? judged : judged.filter(\.differs)
    let format = try arguments.choice("format", as: OutputFormat.self) ?? .table
    if !shown.isEmpty || format != .table {
      context.write(ResultDifference.text(shown, format))
    }
    let count = judged.count(where: \.differs)
    context.note("\(names.count) files compared, \(count) differences")
    return count == 0 ? .done : .verdict
  }
}

/// The CSV files below a folder, or one file.
struct ResultFileList {
  let path: String
  let names: [String]
  private let files: [String: String]

  init(_ path: String) throws {
    self.path = path
    guard let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] else {
      throw LabError("\(path): no such file or folder")
    }
    guard type as? FileAttributeType == .typeDirectory else {
      names = ["results"]
      files = ["results": path]
      return
    }
    let all = FileManager.default.subpaths(atPath: path) ?? []
    // A folder with a store of its own holds other results, as the variants below Results do.
    let nested = all.filter { $0.hasSuffix("/lab.sqlite") }.map { $0.dropLast("lab.sqlite".count) }
    names = all.filter { name in
      name.hasSuffix(".csv") && !nested.contains { name.hasPrefix($0) }
    }.sorted()
    files = Dictionary(uniqueKeysWithValues: names.map { ($0, path + "/" + $0) })
    if names.isEmpty { throw LabError("\(path): no CSV file there; export writes them") }
  }

  func table(_ name: String) throws -> CSVTable {
    let file = files[name] ?? ""
    do { return try CSVTable(contentsOf: file) } catch let error as CSVError {
      throw LabError("\(file): \(error)")
    }
  }

  /// Whether a file is derived from the points' own.
  static func isDerived(_ name: String) -> Bool {
    [".votes.csv", ".fits.csv", ".claims.csv"].contains { name.hasSuffix($0) }
  }
}
