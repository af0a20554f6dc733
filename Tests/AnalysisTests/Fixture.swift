import Analysis
import ExperimentDesign
import Foundation

/// A claim as its definition reads it; the false-alarm rate is .01.
func claim(
  _ kind: ClaimDefinition.Kind, expect: ClaimDefinition.Verdict = .supported,
  fidelity: Fidelity = .vote, falseAlarm: Double = 0.01, tolerance: Double? = nil
) throws -> ClaimDefinition {
  let json = """
    {"name": "a-claim", "statement": "A sentence.", "kind": "\(kind.rawValue)",
     "expect": "\(expect.rawValue)", "fidelity": "\(fidelity.rawValue)",
     "false_alarm": \(falseAlarm)\(tolerance.map { ", \"tolerance\": \($0)" } ?? "")}
    """
  return try JSONDecoder().decode(ClaimDefinition.self, from: Data(json.utf8))
}

/// A design point; two candidates unless shares are given.
func point(
  p: Double = 0.7, shares: [Double]? = nil, v: Double = 1, k: Int = 3, steps: Int = 1,
  unit: TrialUnit = .race, target: Double? = nil, choice: MarginChoice? = nil, cap: Int? = nil,
  listed: Int? = nil, fidelity: Fidelity = .vote
) -> DesignPoint {
  DesignPoint(
    experiment: "test/analysis", fidelity: fidelity, unit: unit, shares: shares ?? [p, 1 - p],
    validRate: v, steps: steps, disks: nil, target: target, margin: k,
    marginChoice: choice ?? .fixed(k), minimumMargin: nil, cap: cap, listedVotes: listed)
}

/// A result of hand-made counts.
func result(
  _ point: DesignPoint, _ tally: Tally, stop: StopRule? = nil,
  oracle: any Oracle = TheoryOracle()
) -> PointResult {
  PointResult(
    planned: PlannedPoint(point: point, stop: stop ?? .trials(tally.trials)), seed: 1,
    tally: tally, oracle: oracle)
}

/// Counts of trials that failed as often as given, each of as many races of three votes.
func tally(
  failures: Int, of trials: Int, races: Int = 1, votes: Int = 3, variance: Int = 0
) -> Tally {
  var tally = Tally()
  tally.trialsWrong = failures
  tally.trialsCorrect = trials - failures
  tally.races = trials * races
  tally.racesWrong = failures
  tally.votes = tally.races * votes
  tally.votesSquared = tally.races * (votes * votes + variance)
  tally.draws = tally.votes
  return tally
}

/// SplitMix64 of a fixed seed.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// An oracle that knows nothing.
final class SilentOracle: Oracle {
  func race(of point: DesignPoint) -> ExactRace? { nil }
  func survival(of point: DesignPoint, votes: Int) -> [Double]? { nil }
}

/// An oracle that says the same of every race, and nothing of its length.
final class ConstantOracle: Oracle {
  let race: ExactRace

  init(wrong: Double, undecided: Double = 0, meanVotes: Double = 1, varianceVotes: Double = 0) {
    race = ExactRace(
      wrong: wrong, undecided: undecided, meanVotes: meanVotes, varianceVotes: varianceVotes)
  }

  func race(of point: DesignPoint) -> ExactRace? { race }
  func survival(of point: DesignPoint, votes: Int) -> [Double]? { nil }
}

/// An oracle that is wrong as people are.
///
/// It forgets the denominator of equation 9, takes every race for won in the votes, and leaves the
/// cosine out of the decay.
final class WrongOracle: Oracle {
  private let right = TheoryOracle()

  func race(of point: DesignPoint) -> ExactRace? {
    guard var race = right.race(of: point) else { return nil }
    let p = point.stepSuccess
    race.wrong = pow((1 - p) / p, Double(point.margin))
    race.meanVotes = Double(point.margin) / (2 * p - 1)
    return race
  }

  func survival(of point: DesignPoint, votes: Int) -> [Double]? {
    (0...votes).map { vote in
      let steps = vote < point.margin ? 0 : (vote - point.margin) / 2 + 1
      return pow(tailRatio(of: point) ?? 1, Double(steps))
    }
  }

  func tailRatio(of point: DesignPoint) -> Double? {
    4 * point.stepSuccess * (1 - point.stepSuccess)
  }
}

/// The right law, every race one vote longer.
final class ShiftedOracle: Oracle {
  private let right = TheoryOracle()

  func race(of point: DesignPoint) -> ExactRace? { right.race(of: point) }

  func survival(of point: DesignPoint, votes: Int) -> [Double]? {
    right.survival(of: point, votes: votes).map { [1] + $0.dropLast() }
  }
}
