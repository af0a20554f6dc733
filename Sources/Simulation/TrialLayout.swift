package import ExperimentDesign
package import MAKERCore
package import StoppingRules

/// What one trial is made of and what is counted of it, at every fidelity that casts votes.
package struct TrialLayout: Sendable {
  /// When a race is decided.
  package var rule: RaceRule
  /// Most votes of a race; at least 1, nil for none.
  package var cap: Int?
  /// Races of one trial; count, at least 1.
  package var racesPerTrial: Int
  /// Last vote of the histogram of race lengths; nil for no histogram.
  package var listedVotes: Int?
  /// Last draw of the histogram of race lengths by draws; nil for no histogram.
  package var listedDraws: Int?
  /// Temperature of each draw.
  package var temperature: TemperaturePolicy
  /// How many draws are asked for at once.
  package var issue: IssuePolicy
  /// The stopping rule that decides races in place of rule and cap; nil for these.
  package var stopping: (any StoppingRule)?

  /// Takes a layout; see the properties.
  ///
  /// Without more it is one race a trial, as the paper's.
  package init(
    rule: RaceRule, cap: Int? = nil, racesPerTrial: Int = 1, listedVotes: Int? = nil,
    listedDraws: Int? = nil, temperature: TemperaturePolicy = TemperatureChoice.constant.policy,
    issue: IssuePolicy = .needed, stopping: (any StoppingRule)? = nil
  ) {
    self.rule = rule
    self.cap = cap
    self.racesPerTrial = racesPerTrial
    self.listedVotes = listedVotes
    self.listedDraws = listedDraws
    self.temperature = temperature
    self.issue = issue
    self.stopping = stopping
  }

  /// The layout of a design point.
  package init(_ point: DesignPoint) {
    self.init(
      rule: point.raceRule, cap: point.cap, racesPerTrial: point.racesPerTrial,
      listedVotes: point.listedVotes, listedDraws: point.listedDraws,
      temperature: point.temperature.policy, issue: point.issue)
  }

  /// A tally of no trials.
  var emptyTally: Tally {
    var tally = Tally(listedVotes: listedVotes, listedDraws: listedDraws)
    tally.lost.reserveCapacity()
    return tally
  }
}
