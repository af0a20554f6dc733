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
    /// Below the first limit a right vote, below the second one for the alternative that its place
    /// among the wrong words names, else a flag.
    case spread(right: UInt64, valid: UInt64, WrongSpread)
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

  /// Makes the law of one step of many, whose wrong votes spread as those of the others.
  ///
  /// - Parameters:
  ///   - right: Share of the right candidate among valid replies; unit 1, range [0, 1].
  ///   - validRate: Valid rate v; unit 1, range (0, 1].
  ///   - wrong: How wrong votes spread.
  package init(right: Double, validRate: Double, wrong: WrongSpread) {
    let limits = (Bernoulli.limit(validRate * right), Bernoulli.limit(validRate))
    reading =
      wrong.alternatives == 1
      ? .twoCandidates(right: limits.0, valid: limits.1)
      : .spread(right: limits.0, valid: limits.1, wrong)
  }

  /// Returns what a word means.
  package func outcome(_ word: UInt64) -> DrawOutcome {
    switch reading {
    case .twoCandidates(let right, let valid):
      // The greatest word is valid when all are: a limit cannot say 2^64.
      word < right
        ? .vote(candidate: 0)
        : word < valid || valid == .max ? .vote(candidate: 1) : .flagged
    case .spread(let right, let valid, let wrong):
      word < right
        ? .vote(candidate: 0)
        : word < valid || valid == .max
          ? .vote(candidate: 1 + wrong.alternative(word &- right, of: valid &- right)) : .flagged
    case .table(let table, let candidates):
      switch table.category(word) {
      case candidates: .flagged
      case let candidate: .vote(candidate: candidate)
      }
    }
  }
}

/// How wrong votes spread over the wrong candidates, read off the place of a word among wrong words.
package struct WrongSpread: Sendable {
  /// Sums of the shares of the alternatives up to each but the last; unit 1.
  private let sums: [Double]

  /// Takes the shares.
  ///
  /// - Parameter shares: Share of each alternative; unit 1, sum 1, at least one.
  package init(_ shares: [Double]) {
    precondition(!shares.isEmpty, "wrong votes go somewhere")
    var sum = 0.0
    sums = shares.dropLast().map {
      sum += $0
      return sum
    }
  }

  /// Wrong candidates; count, at least 1.
  package var alternatives: Int { sums.count + 1 }

  /// Returns the alternative that a word names.
  func alternative(_ place: UInt64, of words: UInt64) -> Int {
    let share = Double(place) / Double(words)
    return sums.firstIndex { share < $0 } ?? sums.count
  }
}

/// What a draw turned out to be.
package enum DrawOutcome: Hashable, Sendable {
  /// A valid reply for a candidate; 0 is the right one.
  case vote(candidate: Int)
  /// A reply discarded by a red flag.
  case flagged
}
