import ExperimentDesign
import MAKERCore
import RaceTheory
import Statistics

extension SweepJudge {
  /// Whether votes per step are those of independent votes at the step success found.
  ///
  /// The first valid draw of each step tells the step success, by its exact interval at half the
  /// rate; theory of two candidates with the cell's cap gives the expected votes there.  The mean of
  /// the votes found, which lie between k and the cap, has its own interval at the other half.  Where
  /// the two do not meet the claim is contradicted.
  func predictedVotes(_ claim: SweepClaim, _ results: [SweepResult]) -> [ClaimCell] {
    let rate = claim.rate(over: results.count) / 2
    return results.map { result in
      let margin = result.cell.margin
      let firsts = result.firstDraws
      let votes = result.trials.values.filter(\.isLabelled).map { Double($0.report.votes) }
      var cell = result.comparison(
        "votes per step", votes.isEmpty ? nil : votes.reduce(0, +) / Double(votes.count),
        n: votes.count)
      guard firsts.valid > 0, !result.isCut else {
        cell.note = result.isCut ? "a race ended at its draw limit" : "no right answer is known"
        return cell
      }
      let success = BinomialInterval.fixedTrials(
        successes: firsts.right, trials: firsts.valid, level: 1 - rate)
      let found = BoundedMean(
        votes, counts: votes.map { _ in 1 }, least: Double(margin),
        greatest: Double(result.cell.cap)
      ).interval(level: 1 - rate)
      // Votes are most at p = 1/2 and fall on both sides of it.
      let places = [success.low, success.high] + (success.contains(0.5) ? [0.5] : [])
      let expected = places.compactMap { result.law(success: $0)?.votes }
      guard expected.count == places.count, let low = expected.min(), let high = expected.max()
      else { return cell }
      cell.interval = found
      cell.exact = result.law(success: Double(firsts.right) / Double(firsts.valid))?.votes
      cell.note =
        "step success \(shortened(success.low)) to \(shortened(success.high)) expects "
        + "\(shortened(low)) to \(shortened(high)) votes"
      cell.decide(
        found.low <= high && low <= found.high ? .supported : .contradicted, on: [result])
      return cell
    }
  }

  /// Whether the share of whole tasks that succeed is the product of their steps' success.
  ///
  /// Trials with even numbers tell how often a first draw is right, up to the first step that went
  /// wrong, and theory of two candidates what a step comes to at that; trials with odd numbers
  /// tell how often a task succeeds, so that the two are independent.  Each has an interval at half the
  /// rate; where the product does not meet what is found the claim is contradicted.
  func chainIsProduct(_ claim: SweepClaim, _ results: [SweepResult]) -> [ClaimCell] {
    let rate = claim.rate(over: results.count) / 2
    return results.map { result in
      let even = result.only { $0 % 2 == 0 }.firstDraws
      let odd = result.only { $0 % 2 == 1 }
      let steps = Double(result.trials.values.first?.report.steps ?? 0)
      var cell = result.comparison("task success", odd.accuracy, n: odd.labelled)
      guard even.valid > 0, !result.isCut, let found = odd.success(level: 1 - rate) else {
        cell.note =
          result.isCut
          ? "a race ended at its draw limit" : "too few trials: none can be held against another"
        return cell
      }
      let success = BinomialInterval.fixedTrials(
        successes: even.right, trials: even.valid, level: 1 - rate)
      func chain(_ success: Double) -> Double? {
        result.law(success: success).map {
          TaskReliability(subtaskWrong: 1 - $0.correct, subtasks: steps).correct
        }
      }
      guard let low = chain(success.low), let high = chain(success.high) else { return cell }
      cell.interval = found
      cell.exact = chain(Double(even.right) / Double(even.valid))
      cell.note =
        "step success \(shortened(success.low)) to \(shortened(success.high)) of even trials expects "
        + "\(shortened(low)) to \(shortened(high)) of odd ones to succeed"
      cell.decide(
        found.low <= high && low <= found.high ? .supported : .contradicted, on: [result])
      return cell
    }
  }
}

extension SweepResult {
  /// Whether a race ended at its draw limit: it has too few votes for the law.
  var isCut: Bool { trials.values.contains { $0.report.undecidedReason == .drawLimit } }

  /// Steps whose first draw was valid, and those whose first draw was right; counts.
  var firstDraws: (valid: Int, right: Int) {
    trials.values.reduce(into: (0, 0)) { sum, trial in
      sum.0 += trial.firstValid
      sum.1 += trial.firstRight
    }
  }

  /// The result of some of its trials.
  func only(_ isChosen: (Int) -> Bool) -> SweepResult {
    SweepResult(
      cell: cell, wanted: wanted, trials: trials.filter { isChosen($0.key) }, models: models,
      dependence: dependence, hasVariety: hasVariety)
  }

  /// What theory of two candidates says of a step of the cell; nil where it says nothing.
  ///
  /// - Parameter success: Step success p; unit 1, range [0, 1].
  /// - Returns: Probability that the right candidate wins, and expected votes.
  func law(success: Double) -> (correct: Double, votes: Double)? {
    // A race that is sure takes k votes, whoever wins it.
    guard success > 0, success < 1 else { return (success, Double(cell.margin)) }
    guard let probability = try? Probability(success),
      let race = try? TwoCandidateRace(stepSuccess: probability, margin: cell.margin),
      let law = try? RaceLaw(of: race, cap: cell.cap)
    else { return nil }
    return (law.correct, law.meanVotes)
  }
}
