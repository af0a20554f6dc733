import MAKERCore
import Statistics

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Moments E[(1 − q)^a·q^b] of the error rate q of a step, which make a race over unequal steps exact.
///
/// Given its error rate, a step's votes are independent, so a way of a race with a right and b wrong
/// votes has the probability of this moment, times how the wrong votes spread.  For a Beta law it is
/// (β)_a·(α)_b/(α + β)_(a+b), with rising factorials (x)_n; over the part of the law on one side of a
/// rate x it is that times I_x(α + b, β + a), or one less that.
///
/// - Source: Moments of the Beta law; the incomplete one as in DLMF 8.17.
struct ErrorMoments {
  /// The part of a law that a moment is taken over.
  enum Side {
    /// Error rates up to the limit.
    case upTo
    /// Error rates above it.
    case above
  }

  private let law: StepPopulation.ErrorLaw
  private let part: (side: Side, limit: Double)?
  /// ln of (α)_b/(α + β)_b, of (β)_a/(α + β)_a and of (α + β)_n.
  private var wrong = [0.0]
  private var right = [0.0]
  private var both = [0.0]

  /// Takes a law, or the part of a Beta law on one side of a limit.
  init(_ law: StepPopulation.ErrorLaw, part: (side: Side, limit: Double)? = nil) {
    self.law = law
    self.part = part
  }

  /// The moment, times 2 for each vote so that it stays in a double's range.
  ///
  /// - Parameters:
  ///   - votes: Votes a + b; count, at least 0.
  ///   - wrongVotes: Wrong votes b; count, 0 to votes.
  /// - Returns: `2^(a+b)·E[(1 − q)^a·q^b]`; unit 1.
  mutating func scaled(votes: Int, wrongVotes: Int) -> Double {
    let rightVotes = votes - wrongVotes
    switch law {
    case .beta(let alpha, let beta):
      grow(to: votes, alpha, beta)
      let joint = both[votes] - both[rightVotes] - both[wrongVotes]
      let whole = exp(wrong[wrongVotes] + right[rightVotes] - joint + Double(votes) * M_LN2)
      guard let part else { return whole }
      let (a, b) = (alpha + Double(wrongVotes), beta + Double(rightVotes))
      return whole
        * (part.side == .upTo
          ? SpecialFunctions.betaLower(a: a, b: b, x: part.limit)
          : SpecialFunctions.betaUpper(a: a, b: b, x: part.limit))
    case .constant, .drift:
      let rate = law.mean
      // 0·ln 0 stands for 0^0.
      let lower = wrongVotes == 0 ? 0 : Double(wrongVotes) * log(rate)
      let upper = rightVotes == 0 ? 0 : Double(rightVotes) * log1p(-rate)
      return exp(lower + upper + Double(votes) * M_LN2)
    }
  }

  private mutating func grow(to votes: Int, _ alpha: Double, _ beta: Double) {
    let sum = alpha + beta
    while both.count <= votes {
      let i = Double(both.count - 1)
      wrong.append(wrong[both.count - 1] + log((alpha + i) / (sum + i)))
      right.append(right[both.count - 1] + log1p(-alpha / (sum + i)))
      both.append(both[both.count - 1] + log(sum + i))
    }
  }
}
