import ExperimentDesign
import MAKERCore
import RaceTheory
import Testing

/// Equations 9 to 19 against votes cast one by one, at five sigma and a fixed seed.
@Suite struct PaperEquationAgreementTests {
  private func expect(_ check: AgreementCheck, _ label: String) {
    print("seed \(Setting.seed), \(label): \(check.line)")
    #expect(check.holds, "\(label): \(check.line), false alarm 5.7e-7")
  }

  private func race(_ p: Double, k: Int, m: Int = 1) throws -> TwoCandidateRace {
    try TwoCandidateRace(stepSuccess: Probability(p), margin: k, stepsPerSubtask: m)
  }

  private func wrongRaces(_ count: Int, of races: Int, _ race: TwoCandidateRace) -> AgreementCheck {
    .binomial(
      "wrong races", of: races, observed: count, probability: race.wrong, complement: race.correct)
  }

  @Test(arguments: [(0.6, 1), (0.6, 4), (0.75, 3), (0.9, 2), (0.97, 2)])
  func equation9(p: Double, k: Int) throws {
    let setting = Setting(shares: try Setting.pair(p), margin: k, trials: 200_000)
    let tally = try setting.sampled(listedVotes: nil)
    expect(wrongRaces(tally.racesWrong, of: tally.races, try race(p, k: k)), "Eq. 9, p \(p) k \(k)")
  }

  /// Shares of a draw and of a race, and the votes and draws that they take.
  @Test(arguments: [(0.9, 1, 2), (0.9, 3, 2), (0.9, 6, 2), (0.7, 2, 3), (0.8, 4, 1)])
  func equations10To12And15And16(p: Double, m: Int, k: Int) throws {
    let label = "p \(p) m \(m) k \(k)"
    let race = try race(p, k: k, m: m)
    let tally = SubtaskVotes(stepSuccess: p, stepsPerSubtask: m, margin: k).sampled(tasks: 50_000)
    // Which races go on hangs on the votes so far, so that sums over them are martingales.
    let n = Double(tally.races) * race.meanVotes
    for (equation, count, share) in [
      ("Eq. 10", tally.right, race.rightShare),
      ("Eq. 11", tally.alternative, race.alternativeShare),
    ] {
      expect(
        .sum(
          "share of votes", of: n, observed: count, mean: Double(tally.votes) * share,
          variance: n * share * (1 - share)),
        "\(equation), \(label)")
    }
    // The outcome of any m is that of m = 1.
    expect(
      wrongRaces(tally.racesWrong, of: tally.races, try self.race(p, k: k)), "Eq. 12, \(label)")
    expect(
      .flags((tally.decisive, tally.votes), validRate: race.decisiveRate), "Eq. 15, \(label)")
    let cost = try CostEquations(race: race, steps: m)
    let races = Double(tally.races)
    expect(
      .sum(
        "steps paid for", of: races, observed: tally.votes * m, mean: races * cost.subtask,
        variance: races * race.varianceVotes * Double(m * m)),
      "Eq. 16, \(label)")
  }

  @Test(arguments: [(0.9, 1, 3), (0.9, 4, 2), (0.95, 5, 1)])
  func equations13And17And19(p: Double, m: Int, k: Int) throws {
    let (steps, v, tasks) = (40, 0.9, 4000)
    let label = "p \(p) m \(m) k \(k) s \(steps) v \(v)"
    let race = try race(p, k: k, m: m)
    let tally = SubtaskVotes(
      stepSuccess: p, stepsPerSubtask: m, margin: k, validRate: v, subtasks: steps / m
    ).sampled(tasks: tasks)
    let task = try VotedTask(race: race, steps: steps, validRate: v)
    expect(
      .binomial(
        "wrong tasks", of: tasks, observed: tally.tasksWrong, probability: task.reliability.wrong,
        complement: task.reliability.correct),
      "Eq. 13, \(label)")
    let races = Double(tasks * steps / m)
    let paid = try CostEquations(race: race, steps: steps)
    let size = Double(m)
    expect(
      .sum(
        "steps paid for", of: races, observed: tally.votes * m, mean: Double(tasks) * paid.task,
        variance: races * race.varianceVotes * size * size),
      "Eq. 17, \(label)")
    let withFlags = try CostEquations(race: race, steps: steps, validRate: v)
    let spread = race.varianceVotes / (v * v) + race.meanVotes * (1 - v) / (v * v)
    expect(
      .sum(
        "steps paid for, flagged too", of: races, observed: tally.draws * m,
        mean: Double(tasks) * withFlags.task, variance: races * spread * size * size),
      "Eq. 19, \(label)")
  }

  /// Whole tasks reach the target at k_min and miss it with one vote less, both by five sigma.
  ///
  /// The settings are such that theory puts either ten sigma off.
  @Test(arguments: [(0.9, 100, 0.9), (0.85, 100, 0.95), (0.95, 200, 0.8)])
  func equation14(p: Double, steps: Int, target: Double) throws {
    let least = try MinimumMargin(
      stepSuccess: Probability(p), steps: steps, target: Probability(target)
    ).margin
    let trials = 20_000
    let spread = (target * (1 - target) / Double(trials)).squareRoot()
    func distance(_ k: Int) throws -> Double {
      let exact = try VotedTask(race: race(p, k: k), steps: steps).reliability.correct
      try #require(abs(exact - target) > 10 * spread, "k \(k): \(exact)")
      let setting = Setting(
        shares: try Setting.pair(p), steps: steps, margin: k, trials: trials)
      let right = try setting.sampled(listedVotes: nil).trialsCorrect
      return AgreementCheck.binomial(
        "right tasks", of: trials, observed: right, probability: target,
        complement: try Probability(target).complement
      ).z
    }
    let (reached, missed) = (try distance(least), try distance(least - 1))
    #expect(reached > AgreementCheck.sigmas, "k_min \(least): z \(reached)")
    #expect(missed < -AgreementCheck.sigmas, "\(least - 1): z \(missed)")
  }

  /// Votes a step at k_min of ever longer tasks stay between two lines in ln s, both of one slope.
  @Test(arguments: [0.6, 0.8, 0.95])
  func equation18(p: Double) throws {
    let target = try Probability(0.9)
    let success = try Probability(p)
    let drift = p - success.complement
    var votes: [Double] = []
    for exponent in [1, 4, 7, 10, 13] {
      let steps = (0..<exponent).reduce(1) { n, _ in n * 10 }
      let k = try MinimumMargin(stepSuccess: success, steps: steps, target: target).margin
      let trials = 30_000
      let setting = Setting(shares: try Setting.pair(p), margin: k, trials: trials)
      let tally = try setting.sampled(listedVotes: nil)
      let race = try race(p, k: k)
      expect(
        .sum(
          "votes", of: Double(trials), observed: tally.votes,
          mean: Double(trials) * race.meanVotes, variance: Double(trials) * race.varianceVotes),
        "Eq. 18, p \(p) s 10^\(exponent) k \(k)")
      votes.append(Double(tally.votes) / Double(trials))
      let bounds = try #require(
        CostScaling.marginBounds(stepSuccess: success, steps: steps, target: target))
      let error =
        AgreementCheck.sigmas * (race.varianceVotes / Double(trials)).squareRoot()
      // Exact votes are k(2·p_sub − 1)/(2p − 1), and k is rounded up by less than 1.
      let won = race.correct - race.wrong
      let (low, high) = (bounds.lowerBound * won, (bounds.upperBound + 1) * won)
      let found = try #require(votes.last) * drift
      #expect(found > low - error * drift && found < high + error * drift, "p \(p) 10^\(exponent)")
    }
    // Over twelve powers of ten, rounding moves the slope by at most one margin.
    let rise = 12 * 2.302585092994046
    let slope = (votes[4] - votes[0]) / rise
    let exact = CostScaling.asymptoticSlope(stepSuccess: success)
    #expect(abs(slope - exact) < 1.2 / (drift * rise), "p \(p): \(slope) against \(exact)")
  }

  /// The checks can fail: by the approximation 20 votes are cast where 13.4 are.
  @Test func theApproximationIsToldFromTheExactCost() throws {
    let race = try race(0.6, k: 4)
    let cost = try CostEquations(race: race, steps: 1)
    #expect(abs(cost.approximateSubtask - 20) < 1e-12 && abs(cost.subtask - 13.4) < 0.01)
    let tally = try Setting(shares: Setting.pair(0.6), margin: 4, trials: 20_000)
      .sampled(listedVotes: nil)
    for (mean, holds) in [(cost.subtask, true), (cost.approximateSubtask, false)] {
      let check = AgreementCheck.sum(
        "votes", of: 20_000, observed: tally.votes, mean: 20_000 * mean,
        variance: 20_000 * race.varianceVotes)
      #expect(check.holds == holds, "\(check.line)")
    }
  }

  /// The equations leave scattered votes out of the race, the algorithm counts them.
  ///
  /// With k = 1 the first vote wins whatever it is; with more, one scattered vote is a runner-up.
  @Test func scatteredVotesThatCountChangeEquations12And16() throws {
    let (p, m, tasks) = (0.9, 5, 50_000)
    let first = SubtaskVotes(
      stepSuccess: p, stepsPerSubtask: m, margin: 1, scattered: .counted
    ).sampled(tasks: tasks)
    let single = try race(p, k: 1, m: m)
    expect(
      .binomial(
        "right races", of: tasks, observed: first.racesRight, probability: single.rightShare,
        complement: 1 - single.rightShare),
      "k 1, every vote counted")
    #expect(!wrongRaces(first.racesWrong, of: tasks, single).holds)
    let second = SubtaskVotes(
      stepSuccess: p, stepsPerSubtask: m, margin: 2, scattered: .counted
    ).sampled(tasks: tasks)
    let double = try race(p, k: 2, m: m)
    let votes = AgreementCheck.sum(
      "votes", of: Double(tasks), observed: second.votes,
      mean: Double(tasks) * double.meanVotes, variance: Double(tasks) * double.varianceVotes)
    #expect(votes.z > AgreementCheck.sigmas, "\(votes.line)")
  }
}
