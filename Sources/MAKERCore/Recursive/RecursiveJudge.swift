/// Knows what is right; judges winners afterwards and is never shown to a voter.
public protocol RecursiveJudge: Sendable {
  /// Whether a decomposition without an empty part leads to the answer of its problem; nil where that
  /// cannot be told.
  func isRight(_ decomposition: Decomposition, of problem: String) -> Bool?

  /// Whether an answer to a problem is right; nil where that cannot be told.
  func isRight(_ answer: String, to problem: String) -> Bool?
}
