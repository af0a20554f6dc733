#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The exact race between the right candidate and one wrong one, first to lead by the margin.
///
/// A subtask of m steps is right with p^m and goes to the one most likely alternative with
/// (1 − p)p^(m−1); other votes scatter and decide nothing.  For m = 1 this is a random walk between
/// barriers at ±k.
public struct TwoCandidateRace: Sendable {
  /// Step success probability p.
  public let stepSuccess: Probability
  /// Margin k; votes, at least 1.
  public let margin: Int
  /// Steps of one voted subtask, m; count, at least 1.
  public let stepsPerSubtask: Int
  /// Probability that the right candidate wins; unit 1, range [0, 1] (equation 9, 12).
  public let correct: Double
  /// Probability that the wrong candidate wins; unit 1, without cancellation.
  public let wrong: Double
  /// Expected votes for one of the two candidates; votes (equation 16 over c_vote).
  public let decisiveVotes: Double
  /// Expected votes of the race, scattered ones included; votes (equation 15 and 16 over c·m).
  public let meanVotes: Double

  /// Solves the race.
  ///
  /// - Parameters:
  ///   - stepSuccess: Step success p; unit 1, range (0, 1].
  ///   - margin: Margin k; votes, 1 to `greatestMargin`.
  ///   - stepsPerSubtask: Steps m of one voted subtask; count, at least 1.
  /// - Throws: `MarginError.outOfRange` when p is 0 or a count is outside its range.
  /// - Source: arXiv 2511.09030, Eq. 9, 12, 15 and 16, exact form.
  public init(
    stepSuccess: Probability, margin: Int, stepsPerSubtask: Int = 1
  ) throws(MarginError) {
    guard stepSuccess.value > 0 else {
      throw .outOfRange(quantity: "p", value: stepSuccess.value, allowed: "above 0, at most 1")
    }
    guard (1...greatestMargin).contains(margin) else {
      throw .outOfRange(quantity: "k", value: Double(margin), allowed: "1 to \(greatestMargin)")
    }
    guard stepsPerSubtask >= 1 else {
      throw .outOfRange(quantity: "m", value: Double(stepsPerSubtask), allowed: "at least 1")
    }
    self.stepSuccess = stepSuccess
    self.margin = margin
    self.stepsPerSubtask = stepsPerSubtask

    let p = stepSuccess.precise
    let q = stepSuccess.preciseComplement
    let one = DoubleDouble(1.0)
    let isFavoured = p.high >= q.high
    let odds = (isFavoured ? q / p : p / q).power(margin)
    let favourite = (one / (one + odds)).value
    let other = (odds / (one + odds)).value
    self.correct = isFavoured ? favourite : other
    self.wrong = isFavoured ? other : favourite
    let drift = p - q
    let k = DoubleDouble(Double(margin))
    let decisive: DoubleDouble
    if drift.high == 0 {
      decisive = k * k
    } else {
      let size = isFavoured ? drift : -drift
      decisive = k * ((one - odds) / (one + odds)) / size
    }
    self.decisiveVotes = decisive.value
    self.meanVotes = decisive.value / pow(stepSuccess.value, Double(stepsPerSubtask - 1))
  }

  /// Probability that a vote goes to the right candidate or its one alternative; unit 1.
  public var decisiveRate: Double { pow(stepSuccess.value, Double(stepsPerSubtask - 1)) }

  /// Variance of the votes of the race; votes².
  ///
  /// The votes have the generating function cosh(kβ₀)/cosh(kβ), where cosh β = e^λ/(2√(pq)); its
  /// second logarithmic derivative is the variance of the decisive votes.
  public var varianceVotes: Double {
    let between = varianceOfDecisiveVotes
    let rate = decisiveRate
    return between / (rate * rate) + meanVotes * (1 - rate) / rate
  }

  private var varianceOfDecisiveVotes: Double {
    let p = stepSuccess.value
    let q = stepSuccess.complement
    if q == 0 || margin == 1 { return 0 }
    let drift = abs(p - q)
    return DecisiveVotes.variance(
      margin: margin, beta: abs(log(p / q)) / 2, drift: drift, product: p * q)
  }
}

/// Greatest margin that the formulas accept; votes.
public let greatestMargin = 1_000_000_000
