/// How a race ended; both cases are recorded, and a plurality is neither.
@frozen
public enum Verdict: Hashable, Sendable {
  /// A candidate won by the race rule.
  case won(candidate: Int)
  /// The votes reached the cap before any candidate won.
  case undecided
}
