import ExperimentDesign
import Foundation
import MAKERCore
import Simulation
import Testing

@Suite struct HardStepRaceTests {
  private func plan(_ shares: String, v: Double = 1) throws -> Plan {
    let json = """
      {
        "title": "hard", "seed": 1, "unit": "race", "fidelity": ["vote"],
        "factors": {
          "model": [{"name": "hard", "shares": \(shares), "v": \(v)}], "k": [3],
          "rule": ["first-to-ahead-by-k", "first-to-k"]
        },
        "stop": {"trials": 5000}
      }
      """
    let definition = try ExperimentDefinition(json: Data(json.utf8), file: "experiment.json")
    return try Plan(
      suite: "test", name: "hard", definition: definition, file: "experiment.json")
  }

  /// The race is the trial's own under both rules, and none before it goes so.
  @Test func theRaceIsTheFirstOfItsKind() throws {
    let points = try plan("[0.5, 0.3, 0.2]").points
    let (ahead, first) = (points[0], points[1])
    #expect(first.point.rule == .firstTo)
    let (trial, race) = try #require(
      try HardStepRace.first(
        of: ahead, seed: 7, trials: 5000, aheadBy: 18, firstTo: 6, votes: 25))
    func ends(_ trial: Int) throws -> (ahead: RaceTrace, first: RaceTrace) {
      (
        try RaceTrace.replay(ahead, seed: 7, trial: trial, steps: 0..<1)[0],
        try RaceTrace.replay(first, seed: 7, trial: trial, steps: 0..<1)[0]
      )
    }
    func isLikeThePapers(_ ends: (ahead: RaceTrace, first: RaceTrace)) -> Bool {
      ends.ahead.outcome.end == .correct && ends.ahead.outcome.votes == 18
        && ends.first.outcome.end == .correct && ends.first.outcome.votes <= 6
    }
    let found = try ends(trial)
    #expect(isLikeThePapers(found))
    for earlier in 0..<trial {
      #expect(!isLikeThePapers(try ends(earlier)), "trial \(earlier)")
    }
    #expect(race.votes.count == 25)
    #expect(race.aheadBy?.vote == 18 && race.aheadBy?.winner == 0)
    #expect(race.firstTo?.vote == found.first.outcome.votes)
    for (vote, draw) in zip(race.votes, found.ahead.draws) {
      #expect(vote.candidate == draw.candidate && vote.lead == draw.lead)
    }
    for (index, vote) in race.votes.enumerated() {
      #expect(vote.counts.reduce(0, +) == index + 1)
      let before = index == 0 ? [0, 0, 0] : race.votes[index - 1].counts
      #expect(vote.counts[vote.candidate] == before[vote.candidate] + 1)
    }
  }

  @Test func noSuchRaceIsNone() throws {
    // Who is always right wins at vote 3.
    let sure = try plan("[0.9999999, 0.00000005, 0.00000005]").points[0]
    #expect(
      try HardStepRace.first(of: sure, seed: 1, trials: 50, aheadBy: 18, firstTo: 6, votes: 25)
        == nil)
  }

  @Test func flagsAndFourCandidatesAreRefused() throws {
    for point in [
      try plan("[0.5, 0.3, 0.2]", v: 0.9).points[0], try plan("[0.4, 0.3, 0.2, 0.1]").points[0],
    ] {
      #expect(throws: SamplerError.self) {
        try HardStepRace.first(of: point, seed: 1, trials: 5, aheadBy: 18, firstTo: 6, votes: 25)
      }
    }
  }
}
