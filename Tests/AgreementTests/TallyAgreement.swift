import ExperimentDesign
import MAKERCore
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// All that a tally of one setting says for or against theory.
///
/// A task stops at its first undecided race, so its races are a stopping time: sums over them less
/// their expectations are martingales, whose variance is that of a race times the expected races.
struct TallyAgreement {
  let checks: [AgreementCheck]

  init(
    _ tally: Tally, _ setting: Setting, theory: RacePrediction, validRate: Double,
    listedVotes: Int?
  ) {
    let n = Double(setting.trials)
    let stopping = StoppedTask(steps: Double(setting.steps), undecided: theory.undecided)
    let expectedRaces = n * stopping.mean
    let races = Double(tally.races)
    var checks = [
      AgreementCheck.sum(
        "races", of: n, observed: tally.races, mean: expectedRaces,
        variance: n * stopping.variance),
      .sum(
        "votes", of: expectedRaces, observed: tally.votes, mean: races * theory.mean,
        variance: expectedRaces * theory.variance),
      .sum(
        "squared votes", of: expectedRaces, observed: tally.votesSquared,
        mean: races * theory.meanSquare, variance: expectedRaces * theory.varianceOfSquare),
      .flags((tally.votes, tally.draws), validRate: validRate),
    ]
    if (theory.undecided == 0 || setting.steps == 1) && tally.races < 1_000_000_000 {
      checks.append(
        .binomial(
          "wrong races", of: tally.races, observed: tally.racesWrong, probability: theory.wrong,
          complement: theory.notWrong))
    } else {
      checks.append(
        .sum(
          "wrong races", of: expectedRaces, observed: tally.racesWrong,
          mean: races * theory.wrong, variance: expectedRaces * theory.wrong * theory.notWrong))
    }
    let task = TaskReliability(
      subtaskWrong: theory.wrong, subtaskUndecided: theory.undecided,
      subtasks: Double(setting.steps))
    for (quantity, count, probability, complement) in [
      ("wrong tasks", tally.trialsWrong, task.wrong, task.correct + task.undecided),
      ("undecided tasks", tally.trialsUndecided, task.undecided, task.correct + task.wrong),
    ] {
      checks.append(
        .binomial(
          quantity, of: setting.trials, observed: count, probability: probability,
          complement: complement))
    }
    if let listedVotes, !tally.endedAtVote.isEmpty, setting.steps == 1 {
      checks +=
        AgreementCheck.cells(
          "race lengths", counts: tally.endedAtVote + [tally.racesUndecided],
          probabilities: theory.cells(listed: listedVotes)
        ).map { [$0] } ?? []
    }
    self.checks = checks
  }

  /// Simulates a setting and compares it with theory, or with one whose p or v is off by a factor.
  init(_ setting: Setting, p: Double = 1, v: Double = 1) throws {
    let listed = setting.steps == 1 ? try setting.prediction().listedVotes : nil
    self.init(
      try setting.sampled(listedVotes: listed), setting, theory: try setting.prediction(p: p),
      validRate: setting.validRate * v, listedVotes: listed)
  }

  /// Quantities that speak against theory.
  var rejected: Set<String> { Set(checks.filter { !$0.holds }.map(\.quantity)) }

  /// Prints every check and expects it to hold.
  func expectAgreement(_ setting: Setting) {
    let head = "seed \(setting.seed), \(setting.testDescription)"
    print(([head] + checks.map { "  " + $0.line }).joined(separator: "\n"))
    for check in checks {
      #expect(check.holds, "\(head): \(check.line), false alarm 5.7e-7")
    }
  }
}

/// How many races a task runs that stops at its first undecided one.
private struct StoppedTask {
  let mean: Double
  let variance: Double

  init(steps s: Double, undecided u: Double) {
    guard u > 0, s > 1 else {
      mean = s
      variance = 0
      return
    }
    // Sums of P(T > j) and of (2j + 1)·P(T > j) over j < s, where P(T > j) = (1 − u)^j.
    let log = log1p(-u)
    let ended = 0 - expm1(s * log)
    mean = ended / u
    let weighted = (1 - u) / u * (ended / u - s * exp((s - 1) * log))
    variance = max(0, 2 * weighted + mean - mean * mean)
  }
}
