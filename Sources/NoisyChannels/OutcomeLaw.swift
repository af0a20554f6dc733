package import MAKERCore
package import RandomStreams

/// The law of one draw: a red flag, or a vote for one of the candidates.
///
/// The right candidate is number 0, wrong ones follow.  One word of the stream decides a draw, in
/// the same way at every fidelity.
package struct OutcomeLaw: Sendable {
  /// How a word is read; kernels read it once a step, not once a draw.
  package enum Reading: Sendable {
    /// Below the first limit a right vote, below the second a wrong one, else a flag.
    case twoCandidates(right: UInt64, valid: UInt64)
    /// Categories are the candidates and, last, the flag.
    case table(AliasTable, candidates: Int)
  }

  /// Probability v that a reply is valid; unit 1.
  package let validRate: Double
  /// Shares of the candidates among valid replies.
  package let shares: CandidateShares
  /// How a word is read.
  package let reading: Reading

  /// Makes the law.
  ///
  /// - Parameters:
  ///   - shares: Shares of the candidates among valid replies, the right one first.
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  package init(shares: CandidateShares, validRate: Double) {
    precondition(validRate > 0 && validRate <= 1, "a valid rate is above 0, at most 1")
    self.shares = shares
    self.validRate = validRate
    if shares.values.count == 2 {
      reading = .twoCandidates(
        right: Bernoulli.limit(validRate * shares.values[0]), valid: Bernoulli.limit(validRate))
    } else {
      let table = AliasTable(shares.values.map { $0 * validRate } + [1 - validRate])
      reading = .table(table, candidates: shares.values.count)
    }
  }

  /// Returns what a word means.
  package func outcome(_ word: UInt64) -> DrawOutcome {
    switch reading {
    case .twoCandidates(let right, let valid):
      // The greatest word is valid when all are: a limit cannot say 2^64.
      word < right
        ? .vote(candidate: 0)
        : word < valid || valid == .max ? .vote(candidate: 1) : .flagged
    case .table(let table, let candidates):
      switch table.category(word) {
      case candidates: .flagged
      case let candidate: .vote(candidate: candidate)
      }
    }
  }
}

/// What a draw turned out to be.
package enum DrawOutcome: Hashable, Sendable {
  /// A valid reply for a candidate; 0 is the right one.
  case vote(candidate: Int)
  /// A reply discarded by a red flag.
  case flagged
}
