package import Economics
import MAKERCore

/// What a pattern comes to on one step of one kind.
package struct StepOutcome: Equatable, Sendable {
  /// Probability that the step is decided rightly; unit 1.
  package var right = 0.0
  /// Probability that the step is decided wrongly; unit 1, without cancellation.
  package var wrong = 0.0
  /// Probability that the step stays undecided on the last tier; unit 1, without cancellation.
  package var undecided = 1.0
  /// Probability that the step is handed to a further tier; unit 1.
  package var escalated = 0.0
  /// Probability that the step is decided rightly by the first tier; unit 1.
  package var rightAtOnce = 0.0
  /// Expected calls, by rank of the tier; calls.
  package var calls = [0.0, 0.0, 0.0]
  /// Expected rounds of draws one after another; count.
  package var rounds = 0.0
  /// Expected time where every call of a tier takes the same; seconds.
  package var seconds = 0.0

  /// A step that goes from rung to rung while it is undecided.
  ///
  /// - Parameters:
  ///   - rungs: The races of its kind, from the first rung on.
  ///   - models: The model of each rung.
  init(_ rungs: [RaceInRounds], models: [PatternModel]) {
    for (number, (race, model)) in zip(rungs, models).enumerated() {
      let reached = undecided
      if number == 0 { rightAtOnce = race.right }
      if number == 1 { escalated = reached }
      right += reached * race.right
      wrong += reached * race.wrong
      calls[model.tier.rank] += reached * race.calls
      rounds += reached * race.rounds
      seconds += reached * race.rounds * model.seconds
      undecided = reached * race.undecided
    }
    right = min(1, right)
  }

  /// The outcomes of all kinds of steps, with the share of each.
  ///
  /// - Parameters:
  ///   - pattern: The pattern.
  ///   - setting: Models and steps, which the pattern fits.
  /// - Returns: Shares and outcomes; the shares sum to 1.
  /// - Throws: `LadderError`, `TheoryError`.
  package static func kinds(
    _ pattern: VotingPattern, _ setting: PatternSetting
  ) throws -> [(share: Double, outcome: StepOutcome)] {
    let places = pattern.rungs.compactMap { setting.index(of: $0.tier) }
    precondition(places.count == pattern.rungs.count, "a pattern asks models that are given")
    let votes = pattern.rungs.reduce(0) { $0 + $1.race.attempts }
    let kinds = try setting.difficulty.kinds(
      means: setting.models.map(\.stepSuccess), votes: votes * (pattern.review?.rounds ?? 1))
    let models = places.map { setting.models[$0] }
    // Kinds and rungs are many laws: together they take no longer than a few of the longest.
    let budget = WorkBudget(greatest: 3_000_000 * WorkBudget.state)
    var known: [[Double: RaceInRounds]] = models.map { _ in [:] }
    return try kinds.map { kind in
      var races: [RaceInRounds] = []
      for (number, place) in places.enumerated() {
        let p = min(1, max(0, kind.stepSuccess[place]))
        let race =
          try known[number][p]
          ?? RaceInRounds(
            pattern.rungs[number].race, stepSuccess: p, validRate: models[number].validRate,
            budget: budget)
        known[number][p] = race
        races.append(race)
      }
      return (kind.share, StepOutcome(races, models: models))
    }
  }
}
