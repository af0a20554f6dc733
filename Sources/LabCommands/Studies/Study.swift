import Analysis
import Economics
import ExperimentDesign
import Storage
import SweepRunner

/// A procedure that computes the numbers of an experiment; one file each, listed in `Studies.all`.
protocol Study {
  /// Name, as the key `study` of an experiment has it.
  static var name: String { get }

  /// What stands at the key `given`, strictly decoded.
  associatedtype Given: Decodable & Sendable

  /// Computes the numbers.
  ///
  /// - Parameters:
  ///   - given: What the experiment gives.
  ///   - run: Seed and workers; the same seed gives the same bits at any number of workers.
  /// - Returns: Quantities and tables.
  /// - Throws: What cannot be computed, in one line.
  static func findings(_ given: Given, in run: StudyRun) async throws -> StudyFindings
}

/// What a study may use besides what it is given.
struct StudyRun: Sendable {
  /// Seed of everything random; 0 to `Int.max`.
  let seed: Int
  /// Values computed at the same time; count, at least 1.
  let workers: Int

  /// Computes values side by side and returns them in order; see `orderedMap`.
  func map<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Value
  ) async throws -> [Value] {
    try await orderedMap(count, workers: workers, body)
  }
}

/// What a study computed.
struct StudyFindings: Sendable {
  /// The numbers that claims are about, each under a name of its own.
  var quantities: [StudyQuantity]
  /// The tables; the one without a suffix is the main one.
  var tables: [StudyTable]
  /// What stands under the figure after the seed: n, level of the bars, what the lines are.
  var caption: String

  init(_ quantities: [StudyQuantity], tables: [StudyTable] = [], caption: String = "") {
    self.quantities = quantities
    self.tables = tables
    self.caption = caption
  }
}

/// A table of a study.
struct StudyTable: Sendable {
  /// Lowercase letters, digits and hyphens; empty for the main table.
  let suffix: String
  let columns: [String]
  /// - Shape: `rows[row][column]`.
  let rows: [[String]]

  init(_ suffix: String = "", columns: [String], rows: [[String]]) {
    precondition(
      suffix != "claims" && suffix != "quantities", "\(suffix) is a table of every study")
    self.suffix = suffix
    self.columns = columns
    self.rows = rows
  }
}
