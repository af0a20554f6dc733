/// What the judge of `makerlab check` holds against exact theory.
extension EngineCheck {
  static let wrongSteps = judged(
    "wrong steps", compares: "races won by a wrong candidate, exact binomial test")

  static let votesPerStep = judged(
    "votes per step", compares: "votes of a race, z under the exact variance")

  static let validDraws = judged(
    "valid draws", compares: "votes among all draws, exact negative binomial test")

  static let wrongRaces = judged(
    "wrong races", compares: "the same with a cap")

  static let undecidedRaces = judged(
    "undecided races", compares: "races without a winner at the cap, the same test")

  static let taskFailure = judged(
    "task failure", compares: "whole tasks at the engine's own margin, the same test")
}
