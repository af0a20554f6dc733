package import MAKERCore
package import RandomStreams

/// The law of one draw: a red flag, or a vote for one of the candidates.
///
/// Right candidates come first, one of them as a rule, and wrong ones follow.  One word of the stream
/// decides a draw, in the same way at every fidelity.
package struct OutcomeLaw: Sendable {
  /// How a word is read; kernels read it once a step, not once a draw.
  package enum Reading: Sendable {
    /// Below the first limit a right vote, below the second a wrong one, else a flag.
    case twoCandidates(right: UInt64, valid: UInt64)
    /// Categories are the candidates and, last, the flag.
    case table(AliasTable, candidates: Int)
    /// Below the first limit a right vote, below the second a wrong one, else a flag; whom it is for is
    /// named by the word's place among the right or the wrong words.
    case spread(right: UInt64, valid: UInt64, rightSpread: VoteSpread, wrongSpread: VoteSpread)
    /// The same whatever the word: a draw at τ = 0.
    case certain(DrawOutcome)
  }

  /// How a word is read.
  package let reading: Reading

  /// Makes the law.
  ///
  /// - Parameters:
  ///   - shares: Shares of the candidates among valid replies, the right one first.
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  package init(shares: CandidateShares, validRate: Double) {
    precondition(validRate > 0 && validRate <= 1, "a valid rate is above 0, at most 1")
    if shares.values.count == 2 {
      reading = .twoCandidates(
        right: Bernoulli.limit(validRate * shares.values[0]), valid: Bernoulli.limit(validRate))
    } else {
      let table = AliasTable(shares.values.map { $0 * validRate } + [1 - validRate])
      reading = .table(table, candidates: shares.values.count)
    }
  }

  /// Makes the law of one step of many, whose votes spread as those of the others.
  ///
  /// - Parameters:
  ///   - right: Share of the right candidates among valid replies; unit 1, range [0, 1].
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  ///   - rightSpread: How right votes spread over equally good candidates.
  ///   - wrong: How wrong votes spread.
  package init(
    right: Double, validRate: Double, rightSpread: VoteSpread = .single, wrong: VoteSpread
  ) {
    let limits = (
      Bernoulli.limit(validRate * right), validRate == 1 ? .max : Bernoulli.limit(validRate)
    )
    reading =
      rightSpread.candidates == 1 && wrong.candidates == 1
      ? .twoCandidates(right: limits.0, valid: limits.1)
      : .spread(
        right: limits.0, valid: limits.1, rightSpread: rightSpread, wrongSpread: wrong)
  }

  /// Makes the law of a draw that can turn out in one way only.
  package init(certain outcome: DrawOutcome) {
    reading = .certain(outcome)
  }

  /// Returns what a word means.
  package func outcome(_ word: UInt64) -> DrawOutcome {
    switch reading {
    case .twoCandidates(let right, let valid):
      // The greatest word is valid when all are: a limit cannot say 2^64.
      word < right
        ? .vote(candidate: 0)
        : word < valid || valid == .max ? .vote(candidate: 1) : .flagged
    case .spread(let right, let valid, let rights, let wrongs):
      word < right
        ? .vote(candidate: rights.candidate(word, of: right))
        : word < valid || valid == .max
          ? .vote(
            candidate: rights.candidates + wrongs.candidate(word &- right, of: valid &- right))
          : .flagged
    case .certain(let outcome): outcome
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
  /// A valid reply for a candidate; 0 is right, and so are the next where answers are equally good.
  case vote(candidate: Int)
  /// A reply discarded by a red flag.
  case flagged
}
