import Foundation
import Storage
import TextFormats

/// The experiments whose files a folder of results holds.
struct ExperimentCatalogue {
  /// An experiment and its files.
  struct Experiment {
    /// Suite and name, as `core/kmin`.
    let name: String
    /// Its files, by name.
    let files: [ResultLibrary.Entry]
  }

  /// Name of the table of design points, whose file has no other suffix than `csv`.
  static let plainTable = "results"

  private let library: ResultLibrary
  /// What has a table, by suite and name; a manifest or a figure alone is no experiment.
  let experiments: [Experiment]

  /// Lists the files of a library.
  init(_ library: ResultLibrary) {
    self.library = library
    let files = Dictionary(grouping: library.entries, by: Self.name)
      .filter { $0.value.contains { Self.table($0) != nil } }
    experiments = files.keys.sorted().map { Experiment(name: $0, files: files[$0] ?? []) }
  }

  private static func name(_ entry: ResultLibrary.Entry) -> String {
    "\(entry.suite)/\(entry.file.prefix { $0 != "." })"
  }

  /// Name of the table that a file is; nil where it is no table.
  private static func table(_ entry: ResultLibrary.Entry) -> String? {
    let parts = entry.file.split(separator: ".")
    guard entry.kind == .csv, parts.count <= 3 else { return nil }
    return parts.count == 3 ? String(parts[1]) : plainTable
  }

  /// The experiment of that name.
  ///
  /// - Parameter name: A name, from anywhere.
  /// - Returns: The experiment.
  /// - Throws: `LabError` with the nearest name where there is none.
  func experiment(_ name: String) throws(LabError) -> Experiment {
    guard let found = experiments.first(where: { $0.name == name }) else {
      // Without its suite a name is told by what follows the suite.
      let nearest =
        experiments.first { $0.name.hasSuffix("/" + name) }?.name
        ?? NearestName.of(String(name.prefix(100)), among: experiments.map(\.name))
      throw LabError(
        "no experiment of that name has results here"
          + (nearest.map { "; did you mean \($0)?" } ?? "; without experiment they are listed"))
    }
    return found
  }

  /// A table of an experiment.
  ///
  /// - Parameters:
  ///   - name: Name of the table, from anywhere.
  ///   - experiment: One of `experiments`.
  /// - Returns: The table.
  /// - Throws: `LabError` where there is none, or it cannot be read.
  func table(_ name: String, of experiment: Experiment) throws -> CSVTable {
    guard let entry = experiment.files.first(where: { Self.table($0) == name }) else {
      throw LabError(
        "\(experiment.name) has no such table, only: "
          + experiment.files.compactMap(Self.table).joined(separator: ", "))
    }
    guard let (_, bytes) = try library.read(suite: entry.suite, file: entry.file) else {
      throw LabError("\(experiment.name): that table is gone")
    }
    do { return try CSVTable(parsing: String(decoding: bytes, as: UTF8.self)) } catch {
      throw LabError("\(entry.suite)/\(entry.file): \(error)")
    }
  }

  /// What an experiment has, and what became of its claims.
  ///
  /// - Parameter experiment: One of `experiments`.
  /// - Returns: Names and values.
  /// - Throws: `LabError` where its claims cannot be read.
  func fields(_ experiment: Experiment) throws -> [(String, JSONValue)] {
    let tables = experiment.files.compactMap(Self.table)
    let figures = experiment.files.filter { [.png, .svg].contains($0.kind) }
    return [
      ("experiment", .string(experiment.name)),
      ("tables", .array(tables.map { .string($0) })),
      (
        "figures",
        .array(figures.map { .string("makerlab://results/\($0.suite)/\($0.file)") })
      ),
      (
        "claims",
        .array(tables.contains("claims") ? try claims(table("claims", of: experiment)) : [])
      ),
    ]
  }

  /// Claims with what was expected of them and the verdict, each once.
  private func claims(_ table: CSVTable) throws -> [JSONValue] {
    let names = try table.column("claim")
    let expected = try table.column("expect")
    let verdicts = try table.column("verdict")
    var seen: Set<String> = []
    return names.indices.filter { seen.insert(names[$0]).inserted }.map { row in
      .object([
        ("claim", .string(names[row])), ("expect", .string(expected[row])),
        ("verdict", .string(verdicts[row])),
        ("cells", .int(names.count { $0 == names[row] })),
      ])
    }
  }
}
