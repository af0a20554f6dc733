import Testing

/// A rule broken at a place.
struct Violation: Equatable, CustomStringConvertible {
  let file: String
  /// Line from 1; 0 where the whole file is meant.
  let line: Int
  let problem: String

  var description: String { "\(file):\(line): \(problem)" }
}

/// Expects that no rule is broken, and names file and line of each that is.
func expectNone(
  _ violations: [Violation], sourceLocation: SourceLocation = #_sourceLocation
) {
  for violation in violations {
    Issue.record("\(violation.description)", sourceLocation: sourceLocation)
  }
}
