/// Whom the first vote of a race goes to where it is no matter of chance.
package enum FirstVote: Hashable, Sendable {
  /// The right candidate with the greatest share.
  case likeliestRight
  /// The wrong candidate with the greatest share.
  case likeliestWrong

  /// Shares of the first vote.
  ///
  /// - Parameters:
  ///   - shares: Shares of later votes, the right candidates first; unit 1.
  ///   - right: Candidates that are right; count.
  /// - Returns: All of it at one candidate.
  func shares(_ shares: [Double], right: Int) -> [Double] {
    let side = self == .likeliestRight ? 0..<right : right..<shares.count
    let likeliest = side.max { shares[$0] < shares[$1] }
    return shares.indices.map { $0 == likeliest ? 1 : 0 }
  }
}
