/// One command: its table of options and what it does.
package protocol LabCommand: Sendable {
  /// Name, options, examples: help and parsing both come from it.
  static var description: CommandDescription { get }

  /// Runs the command.
  ///
  /// - Parameters:
  ///   - arguments: The parsed words.
  ///   - context: Where results go.
  /// - Returns: The exit code.
  /// - Throws: Any error whose `description` is one line for a person.
  static func run(_ arguments: Arguments, in context: LabContext) async throws -> ExitCode
}

/// How results are printed.
enum OutputFormat: String, CaseIterable {
  case table, json, csv
}

extension OptionDescription {
  static let format = value(
    "format", "table|json|csv", help: "how results are printed", default: "table")
  static let out = value(
    "out", "folder", help: "where the store, CSV files and figures are",
    default: "Results, or Results/variants with --seed or --set")
  static let seed = value(
    "seed", "number", help: "seed, 0 to 2^63 - 1; the experiment's own unless given")
  static let workers = value(
    "workers", "count", help: "ranges computed side by side, 1 to 1024",
    default: "the number of processors")
  static let set = value(
    "set", "factor=levels",
    help: "replace the levels of a factor, as p=.9,.95 or shares=.6;.2;.2,.5;.3;.2",
    isRepeatable: true)
}
