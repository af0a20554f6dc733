/// The seed of a call: absent for fresh draws, given again for the same ones.
enum ToolSeed {
  /// Greatest seed that a client of any language reads back as it was.
  static let greatest = 1 << 53 - 1

  /// The row of a tool's table.
  ///
  /// - Parameters:
  ///   - help: What it does, with `{range}`.
  ///   - fallback: What holds where there is none, in words.
  /// - Returns: The commands' own row with bounds that every client can keep.
  static func row(help: String, default fallback: String) -> OptionDescription {
    SolveQuestion.options["seed"].with(
      help: help, default: fallback, domain: .integer(0...greatest))
  }

  /// Returns the seed given, or a fresh one.
  ///
  /// - Parameter arguments: Arguments of a call whose table has `row`.
  /// - Returns: The seed; 0 to `greatest`.
  /// - Throws: `UsageError` in one line where it is out of range.
  static func value(_ arguments: Arguments) throws -> Int {
    try arguments.integer("seed") ?? .random(in: 0...greatest)
  }
}
