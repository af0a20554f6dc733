/// What exact theory refuses, with the offending size and the limit.
package enum TheoryError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The law of votes would take too long to compute.
  case tooLong(work: Double, greatest: Double)
  /// The race between the candidates has too many states.
  case tooManyStates(candidates: Int, margin: Int, greatest: Int)
  /// An integral over the steps does not converge to a number.
  case notIntegrated(margin: Int)

  /// One line for a person: the size that is too much, and the limit.
  package var description: String {
    switch self {
    case .tooLong(let work, let greatest):
      "the law of votes needs about \(Self.whole(work)) additions, more than \(Self.whole(greatest))"
    case .tooManyStates(let candidates, let margin, let greatest):
      "an exact race of \(candidates) candidates with k = \(margin) has more than \(greatest) "
        + "states; use fewer candidates, equal shares or a smaller k"
    case .notIntegrated(let margin):
      "the race with k = \(margin) cannot be integrated over such steps; use less extreme shapes"
    }
  }

  private static func whole(_ count: Double) -> String {
    Int(exactly: count.rounded()).map(String.init) ?? "\(count)"
  }
}
