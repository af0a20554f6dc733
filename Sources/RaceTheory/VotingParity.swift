package import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What it takes for votes of a cheaper, weaker model to do as well as one call to a dearer one.
///
/// Votes go to the right answer or to one wrong one, and the first to lead by a margin wins.
package struct VotingParity: Sendable {
  /// Success of a call to the weaker model; unit 1, range (0, 1].
  package let voteSuccess: Probability
  /// Success of a call to the stronger model; unit 1, range (0, 1).
  package let singleSuccess: Probability
  /// Least margin with which the votes do as well; votes, nil where no margin does.
  package let margin: Int?
  /// Success of the race with that margin; unit 1, nil where there is none.
  package let success: Double?
  /// Expected votes of the race: how many times dearer the stronger model must be for the votes to be
  /// worth their money; nil where there is none.
  package let votes: Double?

  /// Finds the margin.
  ///
  /// - Parameters:
  ///   - voteSuccess: Success of a call to the weaker model; unit 1, range (0, 1].
  ///   - singleSuccess: Success of a call to the stronger model; unit 1, range (0, 1).
  /// - Throws: `MarginError` where a probability is outside its range.
  /// - Source: arXiv 2511.09030, Eq. 9 and 16, exact form; the margin is that of `k_min` for one step.
  package init(
    voteSuccess: Probability, singleSuccess: Probability
  ) throws(MarginError) {
    guard singleSuccess.value > 0, singleSuccess.complement > 0 else {
      throw .outOfRange(
        quantity: "success", value: singleSuccess.value, allowed: "above 0, below 1")
    }
    self.voteSuccess = voteSuccess
    self.singleSuccess = singleSuccess
    var race = try TwoCandidateRace(stepSuccess: voteSuccess, margin: 1)
    if race.correct < singleSuccess.value {
      let evidence = log(voteSuccess.value / voteSuccess.complement)
      let wanted = log(singleSuccess.value / singleSuccess.complement)
      // Votes that are no better than a coin never gain on a better call, whatever the margin.
      guard evidence > 0, wanted / evidence < Double(greatestMargin) - 2 else {
        (margin, success, votes) = (nil, nil, nil)
        return
      }
      // The quotient is the margin before it is rounded up; the races themselves decide at its edge.
      var margin = max(1, Int(wanted / evidence) - 1)
      race = try TwoCandidateRace(stepSuccess: voteSuccess, margin: margin)
      while race.correct < singleSuccess.value {
        margin += 1
        race = try TwoCandidateRace(stepSuccess: voteSuccess, margin: margin)
      }
    }
    margin = race.margin
    success = race.correct
    votes = race.meanVotes
  }
}
