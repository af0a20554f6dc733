import ExperimentDesign
import MAKERCore
import Statistics

/// Races undecided after a vote, found and exact.
package struct UndecidedCount: Sendable {
  /// The vote; votes.
  package let vote: Int
  /// Races that no candidate had won by that vote; count.
  package let undecided: Int
  /// Races; count.
  package let races: Int
  /// Exact probability that a race is undecided; unit 1, nil where none is known.
  package let exact: Double?
}

extension PointResult {
  /// Races undecided after each listed vote, from the first vote that can decide one.
  ///
  /// - Parameter oracle: Where the exact probabilities come from.
  /// - Returns: One count a vote; empty for a point without a histogram.
  package func undecidedByVote(oracle: any Oracle) -> [UndecidedCount] {
    guard let listed = point.listedVotes, !tally.endedAtVote.isEmpty else { return [] }
    let survival = oracle.survival(of: point, votes: listed)
    var undecided = tally.races
    // Sums of probabilities may exceed 1 by their rounding.
    return (1...listed).map { vote in
      undecided -= tally.endedAtVote[vote]
      return UndecidedCount(
        vote: vote, undecided: undecided, races: tally.races,
        exact: survival.map { min(1, max(0, $0[vote])) })
    }
  }
}

extension ClaimJudge {
  /// Whether the races undecided after each vote follow the exact law.
  ///
  /// One exact binomial test a vote at which the law or the count changes; under the law a count
  /// changes only where it does, so that the family is the same whatever was found.  The cell of a
  /// point shows the vote that differs most, and the rate is corrected over all votes of all points.
  /// Points whose number of races depends on how races ended are not compared.
  func undecidedMatchesExact(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    let tested = results.filter { result in
      !result.planned.stop.looksAtOutcomes
        && (result.point.unit == .race || result.point.cap == nil)
    }.map { result in
      (result, changes(result.undecidedByVote(oracle: oracle)))
    }.filter { !$0.1.isEmpty }
    let rate = claim.rate(over: tested.reduce(0) { $0 + $1.1.count })
    return tested.map { result, counts in
      let judged = counts.map { count in
        (
          count,
          BinomialTest.pValue(
            successes: count.undecided, trials: count.races, probability: count.exact ?? 0,
            complement: 1 - (count.exact ?? 0))
        )
      }
      let worst = judged.min { $0.1 < $1.1 } ?? (counts[0], 1)
      let n = Double(worst.0.races)
      let exact = worst.0.exact ?? 0
      let share = Double(worst.0.undecided) / n
      var cell = ClaimCell(
        setting: result.point.setting, quantity: "undecided after vote \(worst.0.vote)",
        estimate: share,
        interval: BinomialInterval.fixedTrials(
          successes: worst.0.undecided, trials: worst.0.races, level: 1 - rate),
        exact: exact, n: worst.0.races,
        stopRule: result.planned.stop.description,
        verdict: worst.1 < rate ? .contradicted : .supported,
        note: "worst of \(counts.count) votes, p-value \(shortened(worst.1)) at rate "
          + shortened(rate))
      cell.z = deviate(worst.1, of: cell)
      return cell
    }
  }

  /// Whether the undecided races fall by (2√(pq)·cos(π/(2k)))² over two votes, far into the tail.
  ///
  /// The tail starts where the exact ratio is within 1e-6 of its limit.  Each race left at a vote is
  /// one chance to be left two votes later.  The binomial test of the pooled chances does not reject
  /// too often although races end by chance: when all end, their number is fixed, and fixed-trials
  /// tails are not below those of inverse sampling.
  func tailRatio(_ claim: ClaimDefinition, _ results: [PointResult]) -> [ClaimCell] {
    let chosen = results.filter {
      $0.point.margin >= 2 && $0.point.isPaperRace && $0.point.cap == nil
    }
    let rate = claim.rate(over: chosen.count)
    return chosen.compactMap { result -> ClaimCell? in
      guard let limit = oracle.tailRatio(of: result.point) else { return nil }
      let counts = steps(result.undecidedByVote(oracle: oracle))
      let tail = counts.indices.dropLast().filter { index in
        let ratio = (counts[index + 1].exact ?? 0) / (counts[index].exact ?? 1)
        return abs(ratio / limit - 1) < 1e-6
      }
      let chances = tail.reduce(0) { $0 + counts[$1].undecided }
      let left = tail.reduce(0) { $0 + counts[$1 + 1].undecided }
      guard chances >= 100 else {
        return ClaimCell(
          setting: result.point.setting, quantity: "tail ratio", estimate: .nan, exact: limit,
          n: chances, stopRule: result.planned.stop.description, verdict: .undecided,
          isJudged: false, note: "only \(chances) races reach the tail")
      }
      let ratio = Double(left) / Double(chances)
      let pValue = BinomialTest.pValue(
        successes: left, trials: chances, probability: limit, complement: 1 - limit)
      var cell = ClaimCell(
        setting: result.point.setting, quantity: "tail ratio", estimate: ratio,
        interval: BinomialInterval.fixedTrials(
          successes: left, trials: chances, level: 1 - rate),
        exact: limit, n: chances,
        stopRule: result.planned.stop.description,
        verdict: pValue < rate ? .contradicted : .supported,
        note: "from vote \(tail.first.map { counts[$0].vote } ?? 0), p-value "
          + "\(shortened(pValue)) at rate \(shortened(rate))")
      cell.z = deviate(pValue, of: cell)
      return cell
    }
  }

  /// The votes at which the exact law or the count of races changes.
  private func changes(_ counts: [UndecidedCount]) -> [UndecidedCount] {
    var kept: [UndecidedCount] = []
    var last = (exact: 1.0, undecided: counts.first?.races ?? 0)
    for count in counts {
      guard let exact = count.exact, exact != last.exact || count.undecided != last.undecided
      else { continue }
      last = (exact, count.undecided)
      kept.append(count)
    }
    return kept
  }

  /// The votes at which the exact law changes: every second one for two candidates.
  private func steps(_ counts: [UndecidedCount]) -> [UndecidedCount] {
    var kept: [UndecidedCount] = []
    var last = 1.0
    for count in counts {
      guard let exact = count.exact, exact < last else { continue }
      last = exact
      kept.append(count)
    }
    return kept
  }
}
