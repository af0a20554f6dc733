package import MAKERCore

/// What a stopping rule is made from.
package struct StoppingSetting: Hashable, Sendable {
  /// Most votes of a race where nothing else is given; votes.
  ///
  /// Beyond it a race is undecided, whatever the rule: prior-free rules have no end of their own.
  package static let safetyCap = 10_000

  /// Which rule.
  package let kind: StoppingKind
  /// Error δ that a race is allowed; unit 1, range [1e-15, 0.5).
  package let delta: Double
  /// Shares that the candidates are taken to have, the right one first; unit 1, sum 1.
  ///
  /// Prior-free rules take only their number from it.
  package let assumedShares: [Double]
  /// Most votes of a race; at least 1.
  package let cap: Int

  /// Checks a setting.
  ///
  /// - Parameters:
  ///   - kind: Which rule.
  ///   - delta: Error that a race is allowed; unit 1, range [1e-15, 0.5).
  ///   - assumedShares: Shares of 2 to 16 candidates, the right one first; unit 1, sum 1.
  ///   - cap: Most votes of a race; 1 to 10^6.
  /// - Throws: `StoppingError` with the offending value and the allowed range.
  package init(
    kind: StoppingKind, delta: Double, assumedShares: [Double],
    cap: Int = StoppingSetting.safetyCap
  ) throws(StoppingError) {
    guard delta >= 1e-15, delta < 0.5 else {
      throw StoppingError("delta is \(delta); allowed is 1e-15 to below 0.5")
    }
    guard (1...1_000_000).contains(cap) else {
      throw StoppingError("the cap is \(cap); allowed is 1 to 1000000")
    }
    do { _ = try CandidateShares(assumedShares) } catch {
      throw StoppingError("the assumed \(error)")
    }
    if kind.assumesSuccess {
      let rival = assumedShares.dropFirst().max() ?? 0
      let needed = kind == .bayes ? rival : max(0.5, rival)
      guard assumedShares[0] > needed else {
        throw StoppingError(
          "\(kind.rawValue) assumes p = \(assumedShares[0]); allowed is above \(needed), at most 1")
      }
    }
    self.kind = kind
    self.delta = delta
    self.assumedShares = assumedShares
    self.cap = cap
  }

  /// A setting with one wrong candidate.
  ///
  /// - Parameters:
  ///   - kind: Which rule.
  ///   - delta: Error that a race is allowed; unit 1, range [1e-15, 0.5).
  ///   - assumedSuccess: Step success that the rule takes for granted; unit 1, range (0, 1].
  ///   - cap: Most votes of a race; 1 to 10^6.
  /// - Throws: `StoppingError` with the offending value and the allowed range.
  package init(
    kind: StoppingKind, delta: Double, assumedSuccess: Probability,
    cap: Int = StoppingSetting.safetyCap
  ) throws(StoppingError) {
    try self.init(
      kind: kind, delta: delta, assumedShares: CandidateShares(stepSuccess: assumedSuccess).values,
      cap: cap)
  }

  /// Step success that the rule takes for granted; unit 1.
  package var assumedSuccess: Double { assumedShares[0] }

  /// Candidates of a race; count, 2 to 16.
  package var candidates: Int { assumedShares.count }

  /// The error allowed to each wrong candidate where a rule looks at pairs; unit 1.
  ///
  /// The leader is chosen by the votes, so that any of the wrong candidates may be certified: their
  /// errors add.  Only a candidate named before the first vote could be certified without that.
  package var deltaOfPair: Double { delta / Double(candidates - 1) }
}

/// Why a stopping rule cannot be made.
package struct StoppingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// One line: the offending value and the allowed range.
  package let description: String

  /// Takes a line for a person: the offending value and the allowed range.
  package init(_ description: String) { self.description = description }
}
