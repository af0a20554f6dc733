/// Integer counts of what a range of trials did.
///
/// Tallies add; no floating sum ever crosses a worker, so the order of addition cannot matter.
package struct Tally: Equatable, Sendable {
  /// Trials that ended with every step right; count.
  package var trialsCorrect = 0
  /// Trials in which every race was decided and at least one wrongly; count.
  package var trialsWrong = 0
  /// Trials that stopped at a race undecided at the cap; count.
  package var trialsUndecided = 0
  /// Races run (steps for m = 1); count.
  package var races = 0
  /// Races won by a wrong candidate; count.
  package var racesWrong = 0
  /// Races undecided at the cap; count.
  package var racesUndecided = 0
  /// Valid draws over all races; votes.
  package var votes = 0
  /// Sum over races of the square of the votes of a race; votes².
  package var votesSquared = 0
  /// Replies asked for, flagged or not; draws.
  package var draws = 0
  /// Sum over races of the time from first request to verdict, the draws that are needed side by
  /// side, on the virtual clock of fidelity `agent`; nanoseconds, 0 where replies take no time.
  package var elapsed = 0
  /// Sum of the times of all draws, as if asked one after another; nanoseconds.
  package var latencies = 0
  /// Races by the vote that ended them, where the experiment asks for it, else empty.
  ///
  /// - Shape: `endedAtVote[n]`, races; index 0 is unused, the last index holds that vote and all
  ///   later ones.
  package var endedAtVote: [Int] = []
  /// Races by the draw that ended them, flagged draws counted, in the same shape.
  package var endedAtDraw: [Int] = []
  /// Races whose first two votes were both wrong; count, nil where nobody looked.
  package var collisions: Int?
  /// Wrong votes among the first two of each race; votes, nil where nobody looked.
  package var earlyWrong: Int?
  /// Sum over wrong races of their likelihood ratio, in the point's unit; nil where races are those of
  /// the model itself.
  package var weights: Int?
  /// Sum over wrong races of the square of that, in the square of the unit; nil with `weights`.
  package var weightsSquared: Int?
  /// Trials that ended wrong or undecided, a bounded sample of them.
  package var lost = LostTrials()

  /// Starts without trials.
  ///
  /// - Parameters:
  ///   - listedVotes: Last vote of the histogram of race lengths; nil for no histogram.
  ///   - listedDraws: Last draw of the histogram by draws; nil for no histogram.
  package init(listedVotes: Int? = nil, listedDraws: Int? = nil) {
    // One place for each vote, the unused 0, and one for all later votes.
    endedAtVote = [Int](repeating: 0, count: listedVotes.map { $0 + 2 } ?? 0)
    endedAtDraw = [Int](repeating: 0, count: listedDraws.map { $0 + 2 } ?? 0)
  }

  /// Trials counted; count.
  package var trials: Int { trialsCorrect + trialsWrong + trialsUndecided }

  /// Draws discarded by a red flag, and those that batches asked for in vain; draws.
  package var flags: Int { draws - votes }

  /// Collisions to be expected were the wrong votes among the first two spread over the races without
  /// regard to each other; count, nil where nobody looked.
  ///
  /// `N·(w/2N)²` with w wrong votes in N races.
  package var independentCollisions: Double? {
    guard let earlyWrong, races > 0 else { return nil }
    return Double(earlyWrong) * Double(earlyWrong) / (4 * Double(races))
  }

  /// Whether these can be counts of the same trials as others: equal, but for lost trials that only one
  /// of them knows, as stores of schema 3 and below kept none.
  package func agrees(with other: Tally) -> Bool {
    if self == other { return true }
    guard lost.isEmpty || other.lost.isEmpty else { return false }
    var (ours, others) = (self, other)
    ours.lost = LostTrials()
    others.lost = LostTrials()
    return ours == others
  }

  /// The counts of votes, flags and verdicts, without the time that they took.
  package var withoutTimes: Tally {
    var counts = self
    counts.elapsed = 0
    counts.latencies = 0
    return counts
  }

  /// Counts the end of one trial, which an undecided race stops.
  ///
  /// - Parameters:
  ///   - wrong: Races of the trial won by a wrong candidate; count.
  ///   - isUndecided: Whether its last race was undecided at the cap.
  package mutating func endTrial(wrong: Int, isUndecided: Bool) {
    endTrial(wrong: wrong, undecided: isUndecided ? 1 : 0)
  }

  /// Counts the end of one trial that goes on after undecided races.
  ///
  /// - Parameters:
  ///   - wrong: Races of the trial won by a wrong candidate; count.
  ///   - undecided: Races of the trial that no candidate won; count.
  package mutating func endTrial(wrong: Int, undecided: Int) {
    racesWrong += wrong
    racesUndecided += undecided
    if undecided > 0 {
      trialsUndecided += 1
    } else if wrong > 0 {
      trialsWrong += 1
    } else {
      trialsCorrect += 1
    }
  }

  /// Counts the end of one trial, and keeps its index where it was lost.
  ///
  /// - Parameters:
  ///   - trial: Index of the trial within its design point; from 0.
  ///   - wrong: Races of the trial won by a wrong candidate; count.
  ///   - isUndecided: Whether its last race was undecided at the cap.
  package mutating func endTrial(_ trial: Int, wrong: Int, isUndecided: Bool) {
    endTrial(wrong: wrong, isUndecided: isUndecided)
    if isUndecided || wrong > 0 { lost.add(trial, isUndecided: isUndecided) }
  }

  /// Counts a decided race in the histograms that there are.
  ///
  /// - Parameters:
  ///   - votes: Votes of the race; at least 1.
  ///   - draws: Draws of the race, flagged ones counted; at least its votes.
  package mutating func countEnd(votes: Int, draws: Int) {
    if !endedAtVote.isEmpty { endedAtVote[min(votes, endedAtVote.count - 1)] += 1 }
    if !endedAtDraw.isEmpty { endedAtDraw[min(draws, endedAtDraw.count - 1)] += 1 }
  }

  /// Adds the counts of other trials of the same design point.
  package static func += (sum: inout Tally, other: Tally) {
    sum.trialsCorrect += other.trialsCorrect
    sum.trialsWrong += other.trialsWrong
    sum.trialsUndecided += other.trialsUndecided
    sum.races += other.races
    sum.racesWrong += other.racesWrong
    sum.racesUndecided += other.racesUndecided
    sum.votes += other.votes
    sum.votesSquared += other.votesSquared
    sum.draws += other.draws
    sum.elapsed += other.elapsed
    sum.latencies += other.latencies
    add(other.endedAtVote, to: &sum.endedAtVote)
    add(other.endedAtDraw, to: &sum.endedAtDraw)
    sum.lost += other.lost
    if let weights = other.weights { sum.weights = (sum.weights ?? 0) + weights }
    if let squared = other.weightsSquared {
      sum.weightsSquared = (sum.weightsSquared ?? 0) + squared
    }
    if let collisions = other.collisions { sum.collisions = (sum.collisions ?? 0) + collisions }
    if let earlyWrong = other.earlyWrong { sum.earlyWrong = (sum.earlyWrong ?? 0) + earlyWrong }
  }

  private static func add(_ other: [Int], to histogram: inout [Int]) {
    if histogram.isEmpty {
      histogram = other
    } else if !other.isEmpty {
      precondition(histogram.count == other.count, "histograms differ in length")
      for index in histogram.indices { histogram[index] += other[index] }
    }
  }

  /// Returns the counts of both.
  package static func + (left: Tally, right: Tally) -> Tally {
    var sum = left
    sum += right
    return sum
  }
}
