import MAKERCore
import RaceTheory

/// What theory says about one race: its outcome and the moments of its votes and of their square.
struct RacePrediction {
  let law: RaceLaw
  /// Probability that a wrong candidate wins; unit 1.
  let wrong: Double
  /// Probability that the race is decided rightly or not at all; unit 1.
  let notWrong: Double
  /// Probability that the race is undecided at the cap; unit 1.
  let undecided: Double
  /// Mean of the votes; votes.
  let mean: Double
  /// Variance of the votes; votes².
  let variance: Double
  /// Mean of the squared votes; votes².
  let meanSquare: Double
  /// Variance of the squared votes; votes⁴.
  let varianceOfSquare: Double

  /// Solves the race: in closed form for two candidates without a cap, else by the law of its votes.
  init(shares: [Double], margin: Int, cap: Int?) throws {
    if shares.count == 2 {
      let race = try TwoCandidateRace(stepSuccess: Probability(shares[0]), margin: margin)
      law = try RaceLaw(of: race, cap: cap)
      wrong = cap == nil ? race.wrong : law.wrong
      mean = cap == nil ? race.meanVotes : law.meanVotes
      variance = cap == nil ? race.varianceVotes : law.varianceVotes
    } else {
      law = try RaceLaw(shares: CandidateShares(shares), margin: margin, cap: cap)
      wrong = law.wrong
      mean = law.meanVotes
      variance = law.varianceVotes
    }
    undecided = law.undecided
    notWrong = law.correct + law.undecided
    let square = variance + mean * mean
    meanSquare = square
    var spread = 0.0
    for (vote, share) in RacePrediction.lengths(law).enumerated() {
      let distance = Double(vote * vote) - square
      spread += share * distance * distance
    }
    // A race of fixed length has no spread; what is left of it is rounding.
    varianceOfSquare = variance == 0 ? 0 : spread
  }

  /// Probability that the race has that many votes, the undecided at the last; unit 1.
  private static func lengths(_ law: RaceLaw) -> [Double] {
    var shares = zip(law.correctAt, law.wrongAt).map { $0 + $1 }
    shares[shares.count - 1] += law.tail
    return shares
  }

  /// The vote by which all but one race in ten thousand have ended.
  var listedVotes: Int { law.quantile(0.9999) ?? law.correctAt.count - 1 }

  /// Probability of each cell of a tally's histogram, later ones in the last; then undecided.
  ///
  /// - Shape: `cells[vote]` for 0 to `listed`, `cells[listed + 1]` later, `cells[listed + 2]`
  ///   undecided.
  func cells(listed: Int) -> [Double] {
    var cells = [Double](repeating: 0, count: listed + 3)
    for (vote, (correct, wrong)) in zip(law.correctAt, law.wrongAt).enumerated() {
      cells[min(vote, listed + 1)] += correct + wrong
    }
    cells[listed + 2] = undecided
    return cells
  }
}
