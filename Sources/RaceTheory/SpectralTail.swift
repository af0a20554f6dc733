package import MAKERCore

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The probability that a long race between two candidates is still undecided, by the walk's eigenvalues.
///
/// The walk between barriers at ±k has the eigenvalues 2√(pq)·cos(jπ/(2k)); after n votes, n and k of
/// one parity, those with odd j < k give
/// `(2·cosh(kx/2)/k)·Σ ±λ_j^n·sin θ_j·4cos θ_j/((p − q)²/(pq) + 4 sin² θ_j)`, x = ln(p/q).  A few terms
/// serve from the median on, however long the race; its beginning is followed vote by vote instead.
///
/// - Source: Feller, An Introduction to Probability Theory I, XIV.5 and XVI.
package struct SpectralTail: Sendable {
  private let race: TwoCandidateRace
  private let squaredDrift: Double
  private let product: Double
  private let amplitude: Double

  /// Prepares the sum; nil for subtasks of several steps, certain steps, a margin of 1, and where the
  /// terms would cancel: kx above 80.
  ///
  /// - Parameter race: The race.
  package init?(of race: TwoCandidateRace) {
    let p = race.stepSuccess.value
    let q = race.stepSuccess.complement
    let exponent = Double(race.margin) * abs(log(p / q))
    guard race.stepsPerSubtask == 1, q > 0, race.margin > 1, exponent <= 80 else { return nil }
    self.race = race
    self.squaredDrift = (p - q) * (p - q)
    self.product = p * q
    self.amplitude = 2 * cosh(exponent / 2) / Double(race.margin)
  }

  /// Returns the probability that the race is undecided after that many votes.
  ///
  /// - Parameter votes: Votes, at least the margin.
  /// - Returns: The probability; unit 1, right to 1e-7 from the median on.
  package func survival(after votes: Int) -> Double {
    let k = Double(race.margin)
    // A race ends only at votes of its margin's parity.
    let n = Double(votes - (votes - race.margin) % 2)
    var sum = 0.0
    var sign = 1.0
    for j in stride(from: 1, to: race.margin, by: 2) {
      let angle = Double(j) * .pi / (2 * k)
      let sine = sin(angle)
      let decay = n * (log1p(-squaredDrift) + log1p(-sine * sine)) / 2
      let term = exp(decay) * sine * 4 * cos(angle) / (squaredDrift / product + 4 * sine * sine)
      sum += sign * term
      sign = -sign
      if term < 1e-17 * abs(sum) { break }
    }
    return amplitude * sum
  }

  /// The smallest number of votes by which at least that share of races has ended; votes.
  ///
  /// - Parameter share: Share of races; unit 1, range [0.5, 1).
  /// - Returns: Votes; nil beyond 2^52.
  package func quantile(_ share: Double) -> Int? {
    let left = 1 - share
    var low = 0
    var high = 1
    func votes(_ i: Int) -> Int { race.margin + 2 * i }
    while survival(after: votes(high)) > left {
      low = high
      high *= 2
      guard votes(high) < 1 << 52 else { return nil }
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if survival(after: votes(middle)) > left { low = middle } else { high = middle }
    }
    return votes(high)
  }
}
